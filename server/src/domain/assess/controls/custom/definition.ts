import { z } from 'zod';
import type { FieldProblem } from '../../../../core/errors.ts';
import type { JsonObject } from '../../../../core/json.ts';
import { severities } from '../../../../core/severity.ts';
import { controlCategories } from '../../../../plugin-kit/define-control.ts';
import type { ResourceType } from '../../../../plugin-kit/define-resource-type.ts';
import { judgedAccount, judgeOf } from '../../../../plugin-kit/judge.ts';
import { checkTypes, type Names } from './check-types.ts';
import { controlOf } from './custom-control.ts';
import { nameOfType, nearNames, textType, typeOfSchema } from './expression-type.ts';
import {
  ExpressionError,
  type ExpressionProblem,
  longestExpression,
  parseExpression,
  problemAt,
} from './parse-expression.ts';

const sentence = (most: number) => z.string().trim().min(10).max(most);
const step = z.string().trim().min(1).max(2000);

/** A case with the answer that the control must give; the definition is refused when it answers otherwise. */
const testSchema = z.strictObject({
  title: z.string().trim().max(200).optional(),
  /** Needed only when the control is about several types. */
  resource_type: z.string().max(64).optional(),
  configuration: z
    .record(z.string().max(200), z.unknown())
    .refine((value) => JSON.stringify(value).length <= 65_536, 'has more than 64 KB'),
  name: z.string().max(300).default('example'),
  region: z.string().max(40).default('us-east-1'),
  tags: z.record(z.string().max(128), z.string().max(256)).default({}),
  /** Paths of the configuration that could not be read. */
  unreadable: z.array(z.string().min(1).max(300)).max(20).default([]),
  expect: z.enum(['pass', 'fail', 'unknown']),
});

/** A control that an organisation writes: what a definition file holds and what the API takes. */
export const definitionSchema = z.strictObject({
  /** `custom-` is put before it when it is not there. */
  id: z
    .string()
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be words in lower case with hyphens between them')
    .min(3)
    .max(72)
    .transform((id) => (id.startsWith('custom-') ? id : `custom-${id}`)),
  /** Names the good state. */
  title: z.string().trim().min(10).max(120),
  resource_types: z.array(z.string().min(1).max(64)).min(1).max(20),
  check: z.string().min(1).max(longestExpression),
  severity: z.enum(severities),
  category: z.enum(controlCategories),
  risk: sentence(2000),
  /** One text, or steps by way. */
  advice: z
    .union([
      sentence(2000),
      z.strictObject({
        console: step.optional(),
        cli: step.optional(),
        terraform: step.optional(),
        cloudformation: step.optional(),
      }),
    ])
    .default({}),
  references: z
    .array(z.url({ protocol: /^https$/ }).max(500))
    .max(10)
    .default([]),
  tests: z.array(testSchema).max(50).default([]),
});
export type Definition = z.output<typeof definitionSchema>;

export type ResourceTypes = ReadonlyMap<string, ResourceType>;

/** What an expression about resources of this type may name. */
export function namesOf(type: ResourceType): Names {
  const configuration = typeOfSchema(type.schema);
  return new Map([
    ['configuration', configuration],
    [type.type, configuration],
    ['tags', { kind: 'map', of: textType }],
    ['region', textType],
    ['name', textType],
  ]);
}

/** What is wrong with an expression about resources of one type; undefined when it can be saved. */
export function expressionProblem(check: string, type: ResourceType): ExpressionProblem | undefined {
  try {
    const tree = parseExpression(check);
    const answer = checkTypes(tree, namesOf(type));
    if (answer.kind !== 'flag' && answer.kind !== 'any')
      throw new ExpressionError(
        `The expression must be true for a good resource and false for a bad one; this is ${nameOfType(answer)}.`,
        tree,
      );
    return undefined;
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    return problemAt(check, error.message, error.place);
  }
}

/** The type by its name or by one of its short spellings. */
export function typeNamed(name: string, types: ResourceTypes): ResourceType | undefined {
  return types.get(name) ?? [...types.values()].find(({ aliases }) => aliases.includes(name));
}

export function unknownType(name: string, types: ResourceTypes): string {
  const near = nearNames(name, types.keys());
  return `there is no resource type ${name}${near.length > 0 ? `; did you mean ${near.join(', ')}?` : '; GET /api/v1/resources/types lists them'}`;
}

/**
 * Everything that is wrong with a definition, by field: types that do not exist, the expression with a caret below
 * the place, tests that the control answers otherwise. Empty when it can be saved.
 */
export function definitionProblems(definition: Definition, types: ResourceTypes): FieldProblem[] {
  const problems: FieldProblem[] = [];
  const known: ResourceType[] = [];
  for (const [index, name] of definition.resource_types.entries()) {
    const type = typeNamed(name, types);
    if (type === undefined)
      problems.push({ path: `resource_types.${index}`, message: unknownType(name, types) });
    else known.push(type);
  }
  if (new Set(known).size < known.length)
    problems.push({ path: 'resource_types', message: 'names a resource type twice' });
  for (const type of known) {
    const problem = expressionProblem(definition.check, type);
    if (problem !== undefined)
      problems.push({ path: 'check', message: messageOf(problem, type, known.length) });
  }
  return problems.length > 0 ? problems : testProblems(definition, known);
}

function messageOf(problem: ExpressionProblem, type: ResourceType, types: number): string {
  const about = types > 1 ? ` (for ${type.type})` : '';
  return `line ${problem.line}, column ${problem.column}${about}: ${problem.message}\n${problem.excerpt}`;
}

function testProblems(definition: Definition, types: readonly ResourceType[]): FieldProblem[] {
  const problems: FieldProblem[] = [];
  const account = judgedAccount({
    accountId: '',
    regions: [],
    judgedAt: new Date(0),
    fleets: (type) => ({ type, resources: [], unlisted: [] }),
  });
  for (const [index, test] of definition.tests.entries()) {
    const at = (field: string, message: string) =>
      problems.push({ path: `tests.${index}.${field}`, message });
    const type =
      test.resource_type === undefined && types.length === 1
        ? types[0]
        : types.find(
            (one) => one.type === test.resource_type || one.aliases.includes(test.resource_type ?? ''),
          );
    if (type === undefined) {
      at('resource_type', `must be one of ${types.map((one) => one.type).join(', ')}`);
      continue;
    }
    const parsed = type.schema.safeParse(test.configuration);
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      at(
        `configuration.${issue?.path.join('.') ?? ''}`,
        issue?.message ?? 'is no configuration of this type',
      );
      continue;
    }
    const verdict = judgeOf(
      controlOf(definition, 1, type),
      account,
    )({
      externalId: test.name,
      name: test.name,
      region: test.region,
      tags: test.tags,
      configuration: test.configuration as JsonObject,
      unreadable: test.unreadable.map((path) => ({ path, reason: 'denied' })),
    });
    if (verdict.status !== test.expect)
      at('expect', `says ${test.expect} and the control answers ${verdict.status}: ${verdict.message}`);
  }
  return problems;
}
