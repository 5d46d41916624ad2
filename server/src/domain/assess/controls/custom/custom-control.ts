import { fail, pass, unknown, type Verdict } from '../../../../core/verdict.ts';
import type { Advice, AnyControl } from '../../../../plugin-kit/define-control.ts';
import type { ResourceType } from '../../../../plugin-kit/define-resource-type.ts';
import { type CompiledExpression, compileExpression } from './compile-expression.ts';
import type { Definition } from './definition.ts';
import { NoAnswer } from './expression-values.ts';
import { ExpressionError, type Node, parseExpression } from './parse-expression.ts';

/** Steps that one resource may take: some thousand members of lists, far below a second. */
const stepsPerResource = 100_000;

/**
 * A definition as a control about resources of one type, for the judging that every control goes through. An
 * expression that cannot be read any more answers unknown and says so; it never passes.
 */
export function controlOf(definition: Definition, version: number, type: ResourceType): AnyControl {
  return {
    id: definition.id,
    version,
    title: definition.title,
    severity: definition.severity,
    category: definition.category,
    risk: definition.risk,
    advice: adviceOf(definition),
    references: definition.references,
    resource: type,
    equivalents: [],
    withoutFramework: 'It belongs to this organisation alone.',
    evaluate: judgeBy(definition.check, type.type),
  };
}

function adviceOf({ advice }: Definition): Advice {
  if (typeof advice === 'string') return { console: advice, cli: '', terraform: '', cloudformation: '' };
  const { console = '', cli = '', terraform = '', cloudformation = '' } = advice;
  return { console, cli, terraform, cloudformation };
}

type Part = { text: string; holds: CompiledExpression };

/** The judgement of an expression; `typeName` is a second name of the configuration. */
export function judgeBy(check: string, typeName: string): AnyControl['evaluate'] {
  let whole: CompiledExpression;
  let parts: Part[];
  try {
    const tree = parseExpression(check);
    whole = compileExpression(check, tree);
    parts = conjuncts(tree).map((part) => ({
      text: shortened(check.slice(part.start, part.end)),
      holds: compileExpression(check, part),
    }));
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    const answer = unknown(`Not evaluated: the condition cannot be read: ${error.message}`);
    return () => answer;
  }
  const holds = pass(`The condition holds: ${shortened(check)}.`);
  return (configuration, subject) => {
    const roots = {
      configuration,
      [typeName]: configuration,
      tags: subject.tags,
      region: subject.region,
      name: subject.name,
    };
    try {
      const answer = whole(roots, stepsPerResource);
      if (answer === true) return holds;
      if (answer === false) return fail(failingParts(parts, roots));
      return unknown('Not evaluated: the condition is neither true nor false for this resource.');
    } catch (error) {
      if (error instanceof NoAnswer) return withoutAnswer(error);
      throw error;
    }
  };
}

function withoutAnswer(error: NoAnswer): Verdict {
  if (error.reason === 'absent')
    return unknown(
      `Not evaluated: ${error.message}, and the condition does not say what that means; has() asks.`,
    );
  return unknown(`Not evaluated: ${error.message}.`);
}

/** The conditions that are joined by `&&` at the top. */
function conjuncts(tree: Node): Node[] {
  return tree.op === '&&' ? tree.args.flatMap(conjuncts) : [tree];
}

/** Which conditions are broken, in their own words. */
function failingParts(parts: readonly Part[], roots: Readonly<Record<string, unknown>>): string {
  const broken = parts.filter(({ holds }) => {
    try {
      return holds(roots, stepsPerResource) === false;
    } catch {
      // The kit asks again for what could not be read; here one broken condition is enough.
      return false;
    }
  });
  const shown = broken.slice(0, 3).map(({ text }) => text);
  const more = broken.length - shown.length;
  return `The condition does not hold: ${shown.join('; ')}${more > 0 ? `; and ${more} more` : ''}.`;
}

function shortened(text: string): string {
  const words = text.replaceAll(/\s+/g, ' ').trim();
  return words.length > 200 ? `${words.slice(0, 199)}…` : words;
}
