import { patternOf, sizeOfPattern } from './check-types.ts';
import {
  type Absent,
  absentMark,
  equal,
  type Frame,
  includes,
  isAbsent,
  isOfKind,
  membersOf,
  NoAnswer,
  numeric,
  order,
  quantify,
  spend,
} from './expression-values.ts';
import { functions, type Macro, macros, methods, ValueError } from './functions.ts';
import { ExpressionError, type Node, type NodeOf } from './parse-expression.ts';

/**
 * An expression made ready to run. Nothing of it runs longer than its steps: each member that is looked at, each
 * text that is searched costs some, whatever the machine, so that the same resource gives the same answer.
 */
export type CompiledExpression = (roots: Readonly<Record<string, unknown>>, steps: number) => unknown;

type Run = (frame: Frame) => unknown;
/** Names of members that quantifiers give, by their place in the frame. */
type Slots = ReadonlyMap<string, number>;

/** Compiles a tree that `checkTypes` has accepted. */
export function compileExpression(text: string, tree: Node): CompiledExpression {
  const run = strict(compile({ text, slots: new Map() }, tree), tree, text);
  return (roots, steps) => run({ roots, slots: [], left: steps });
}

type Source = { text: string; slots: Slots };

const written = (text: string, node: Node): string => {
  const words = text.slice(node.start, node.end).replaceAll(/\s+/g, ' ');
  return words.length > 120 ? `${words.slice(0, 119)}…` : words;
};

/** A value that is there; an absent one ends the evaluation, because nobody said what its absence means. */
function strict(run: Run, node: Node, text: string): Run {
  const what = written(text, node);
  return (frame) => {
    const value = run(frame);
    if (isAbsent(value))
      throw new NoAnswer(
        'absent',
        `${value[absentMark]} is not set${value[absentMark] === what ? '' : ` (in ${what})`}`,
      );
    return value;
  };
}

function compileStrict(source: Source, node: Node): Run {
  const run = compile(source, node);
  return node.op === 'value' ? run : strict(run, node, source.text);
}

function compile(source: Source, node: Node): Run {
  switch (node.op) {
    case 'value': {
      const value = typeof node.args === 'bigint' ? Number(node.args) : node.args;
      return () => value;
    }
    case 'id':
      return compileName(source, node);
    case '.':
      return compileAccess(source, node, node.args[0], () => node.args[1]);
    case '[]':
      return compileAccess(source, node, node.args[0], compileStrict(source, node.args[1]));
    case '&&':
    case '||':
      return compileLogic(source, node);
    case '!_': {
      const run = compileFlag(source, node.args);
      return (frame) => !run(frame);
    }
    case '-_': {
      const run = compileStrict(source, node.args);
      return (frame) => -numeric(run(frame));
    }
    case '?:': {
      const condition = compileFlag(source, node.args[0]);
      const [yes, no] = [compile(source, node.args[1]), compile(source, node.args[2])];
      return (frame) => (condition(frame) ? yes(frame) : no(frame));
    }
    case '==':
    case '!=':
      return compileEquality(source, node);
    case 'list': {
      const members = node.args.map((member) => compileStrict(source, member));
      return (frame) => members.map((member) => member(frame));
    }
    case 'map': {
      const entries = node.args.map(
        ([key, value]) => [compileStrict(source, key), compileStrict(source, value)] as const,
      );
      return (frame) => new Map(entries.map(([key, value]) => [key(frame), value(frame)]));
    }
    case 'call':
      return compileCall(source, node);
    case 'rcall':
      return compileMethod(source, node);
    case 'in': {
      const [member, of] = [compileStrict(source, node.args[0]), compileStrict(source, node.args[1])];
      return (frame) => includes(frame, of(frame), member(frame));
    }
    default:
      return compileBinary(source, node);
  }
}

function compileName({ text, slots }: Source, node: NodeOf<'id'>): Run {
  const slot = slots.get(node.args);
  const nothing: Absent = { [absentMark]: written(text, node) };
  if (slot !== undefined) return (frame) => frame.slots[slot] ?? nothing;
  const name = node.args;
  return (frame) => frame.roots[name] ?? nothing;
}

/** Own settings only. What is absent, or null, reads as absent; what lies below something absent is absent too. */
function compileAccess(source: Source, node: Node, of: Node, keyOf: Run): Run {
  const run = compile(source, of);
  const nothing: Absent = { [absentMark]: written(source.text, node) };
  return (frame) => {
    const value = run(frame);
    if (isAbsent(value)) return nothing;
    const key = keyOf(frame);
    if (value instanceof Map) return value.get(key) ?? nothing;
    if (Array.isArray(value)) {
      if (typeof key !== 'number')
        throw new NoAnswer('value', `${nothing[absentMark]} asks a list for a name`);
      return value[key] ?? nothing;
    }
    if (typeof value !== 'object' || value === null || typeof key !== 'string')
      throw new NoAnswer('value', `${nothing[absentMark]} asks for a setting of a value that has none`);
    if (key in Object.prototype && !Object.hasOwn(value, key)) return nothing;
    // The read itself tells the kit what was looked at, and ends here when nobody could read it.
    return (value as Record<string, unknown>)[key] ?? nothing;
  };
}

function compileFlag(source: Source, node: Node): (frame: Frame) => boolean {
  const run = compileStrict(source, node);
  const what = written(source.text, node);
  return (frame) => {
    const value = run(frame);
    if (typeof value === 'boolean') return value;
    throw new NoAnswer('value', `${what} is neither true nor false`);
  };
}

/**
 * A side that decides alone decides, whichever it is: an open port found is found although another setting could
 * not be read. Too many steps are never an answer.
 */
function compileLogic(source: Source, node: NodeOf<'&&'> | NodeOf<'||'>): Run {
  const [left, right] = [compileFlag(source, node.args[0]), compileFlag(source, node.args[1])];
  const decides = node.op === '||';
  return (frame) => {
    let unanswered: unknown;
    try {
      if (left(frame) === decides) return decides;
    } catch (error) {
      if (error instanceof NoAnswer && error.reason === 'steps') throw error;
      unanswered = error;
    }
    if (right(frame) === decides) return decides;
    if (unanswered !== undefined) throw unanswered;
    return !decides;
  };
}

const isNull = (node: Node): boolean => node.op === 'value' && node.args === null;

function compileEquality(source: Source, node: NodeOf<'=='> | NodeOf<'!='>): Run {
  const [one, other] = node.args;
  const wanted = node.op === '==';
  const asked = isNull(one) ? other : isNull(other) ? one : undefined;
  if (asked !== undefined) {
    // Asking for null is asking whether it is there.
    const run = compile(source, asked);
    return (frame) => {
      const value = run(frame);
      return (isAbsent(value) || value === null) === wanted;
    };
  }
  const [left, right] = [compileStrict(source, one), compileStrict(source, other)];
  return (frame) => equal(frame, left(frame), right(frame)) === wanted;
}

function compileBinary(source: Source, node: Node): Run {
  const [one, other] = node.args as [Node, Node];
  const [left, right] = [compileStrict(source, one), compileStrict(source, other)];
  const what = written(source.text, node);
  const compare = order[node.op];
  if (compare !== undefined) {
    return (frame) => {
      const [a, b] = [left(frame), right(frame)];
      if ((typeof a === 'number' || typeof a === 'string') && typeof a === typeof b)
        return compare(a, b as typeof a);
      throw new NoAnswer('value', `${what} compares values of different kinds`);
    };
  }
  if (node.op === '-') return (frame) => numeric(left(frame)) - numeric(right(frame));
  if (node.op === '*') return (frame) => numeric(left(frame)) * numeric(right(frame));
  if (node.op !== '+') throw new ExpressionError(`${node.op} is not offered.`, node);
  return (frame) => {
    const [a, b] = [left(frame), right(frame)];
    if (typeof a === 'number' && typeof b === 'number') return a + b;
    if (typeof a === 'string' && typeof b === 'string') {
      spend(frame, Math.ceil((a.length + b.length) / 16));
      return a + b;
    }
    if (Array.isArray(a) && Array.isArray(b)) {
      spend(frame, a.length + b.length);
      return [...a, ...b];
    }
    throw new NoAnswer('value', `${what} puts together values of different kinds`);
  };
}

function compileCall(source: Source, node: NodeOf<'call'>): Run {
  const [name, given] = node.args;
  const [first, second] = given;
  if (name === 'has' && first !== undefined) {
    const run = compile(source, first);
    return (frame) => !isAbsent(run(frame));
  }
  if (name === 're' && first !== undefined && second !== undefined)
    return compilePattern(source, first, second);
  return compileKnown(source, node, functions[name], given);
}

function compilePattern(source: Source, value: Node, patternNode: Node): Run {
  const pattern = patternOf(patternNode);
  const perLetter = sizeOfPattern(pattern) / 100;
  const run = compileStrict(source, value);
  const what = written(source.text, value);
  return (frame) => {
    const text = run(frame);
    if (typeof text !== 'string') throw new NoAnswer('value', `${what} is not text`);
    spend(frame, 5 + Math.ceil(text.length * perLetter));
    return pattern.test(text);
  };
}

function compileKnown(
  source: Source,
  node: Node,
  known: (typeof functions)[string] | undefined,
  given: readonly Node[],
): Run {
  if (known === undefined) throw new ExpressionError('There is no such function.', node);
  const values = given.map((argument) => compileStrict(source, argument));
  const what = written(source.text, node);
  return (frame) => {
    const taken = values.map((value) => value(frame));
    for (const [index, value] of taken.entries()) {
      if (!isOfKind(value, known.takes[index] ?? []))
        throw new NoAnswer('value', `${what} does not work with the value that is there`);
      if (typeof value === 'string') spend(frame, 1 + Math.floor(value.length / 64));
    }
    try {
      return known.apply(...taken);
    } catch (error) {
      if (error instanceof ValueError) throw new NoAnswer('value', `${what}: ${error.message}`);
      throw error;
    }
  };
}

function compileMethod(source: Source, node: NodeOf<'rcall'>): Run {
  const [name, receiver, given] = node.args;
  if (macros.includes(name as Macro) && given.length === 2) return compileMacro(source, node, name as Macro);
  const [part] = given;
  if (name === 'contains' && part !== undefined) {
    const [of, member] = [compileStrict(source, receiver), compileStrict(source, part)];
    return (frame) => {
      const [value, wanted] = [of(frame), member(frame)];
      if (typeof value !== 'string') return includes(frame, value, wanted);
      if (typeof wanted !== 'string') throw new NoAnswer('value', 'contains() looks for text in text');
      spend(frame, 1 + Math.floor(value.length / 64));
      return value.includes(wanted);
    };
  }
  return compileKnown(source, node, methods[name], [receiver, ...given]);
}

function compileMacro(source: Source, node: NodeOf<'rcall'>, name: Macro): Run {
  const [, receiver, [variable, body]] = node.args;
  if (variable?.op !== 'id' || body === undefined) throw new ExpressionError('A member needs a name.', node);
  const slot = source.slots.size;
  const inner: Source = { text: source.text, slots: new Map([...source.slots, [variable.args, slot]]) };
  // A shadowed name keeps its own place, so that the outer one is as it was.
  if (source.slots.has(variable.args))
    throw new ExpressionError(`${variable.args} is in use already; take another name.`, variable);
  const of = compileStrict(source, receiver);
  const cost = 1 + sizeOf(body);
  const each = name === 'map' ? compileStrict(inner, body) : compileFlag(inner, body);
  const what = written(source.text, receiver);
  return (frame) => {
    const members = membersOf(of(frame), what);
    return quantify(name, members, (member) => {
      spend(frame, cost);
      frame.slots[slot] = member;
      return each(frame);
    });
  };
}

/** How many parts a tree has. */
function sizeOf(node: Node): number {
  let size = 1;
  const add = (value: unknown): void => {
    if (Array.isArray(value)) for (const one of value) add(one);
    else if (typeof value === 'object' && value !== null && 'op' in value) size += sizeOf(value as Node);
  };
  add(node.args);
  return size;
}
