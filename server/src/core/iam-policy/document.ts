import { type Principal, parsePrincipals } from './principals.ts';

/** One condition of a statement: all conditions of a statement must hold, of its values one. */
export type Condition = {
  /** In lower case, without `IfExists` and without `ForAllValues:` or `ForAnyValue:`: `stringequals`. */
  operator: string;
  ifExists: boolean;
  forAllValues: boolean;
  isForAnyValue: boolean;
  /** In lower case: keys are compared without regard to case. */
  key: string;
  values: readonly string[];
};

export type Statement = {
  /** For a sentence: `statement "AllowRead"`, or `statement 2` counted from 1. */
  label: string;
  effect: 'Allow' | 'Deny';
  /** Patterns in lower case. With `isNotAction`: everything but these. */
  actions: readonly string[];
  isNotAction: boolean;
  /** Patterns. A statement without the element is about whatever the policy is attached to: `*`. */
  resources: readonly string[];
  isNotResource: boolean;
  /** Empty in a policy of an identity, and where a list names nobody. */
  principals: readonly Principal[];
  isNotPrincipal: boolean;
  conditions: readonly Condition[];
};

/** A document as the questions read it, or why nobody can read it: then every question answers `unreadable`. */
export type Policy = { readable: true; statements: readonly Statement[] } | { readable: false; why: string };

/** A document whose length exceeds every limit of AWS many times is not read. */
const longestDocument = 2_000_000;

const parsed = new WeakMap<object, Policy>();

/**
 * The policy in a document: an object, JSON text, or URL-encoded JSON text as IAM answers it. Single values may
 * stand for lists of one, as in AWS. No document (undefined, null, an empty text) is a policy without statements.
 * What AWS would not accept as a policy is unreadable as a whole: a part that nobody understands could turn any answer.
 * The elements: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 *
 * The answer of an object is kept for as long as the object lives: do not change it afterwards.
 */
export function parsePolicy(document: unknown): Policy {
  if (typeof document !== 'object' || document === null) return parseDocument(document);
  const known = parsed.get(document);
  if (known !== undefined) return known;
  const policy = parseDocument(document);
  parsed.set(document, policy);
  return policy;
}

/** Policies that count together, as all those of one identity. `name` goes into the labels of the statements. */
export function mergePolicies(policies: readonly { name: string; policy: Policy }[]): Policy {
  const statements: Statement[] = [];
  for (const { name, policy } of policies) {
    if (!policy.readable) return { readable: false, why: `${name}: ${policy.why}` };
    for (const statement of policy.statements)
      statements.push({ ...statement, label: `${statement.label} of ${name}` });
  }
  return { readable: true, statements };
}

class UnreadablePolicyError extends Error {}

function refuse(why: string): never {
  throw new UnreadablePolicyError(why);
}

function parseDocument(document: unknown): Policy {
  if (document === undefined || document === null || document === '')
    return { readable: true, statements: [] };
  try {
    const value = typeof document === 'string' ? jsonOf(document) : document;
    const fields = fieldsOf(value, 'the document', ['Version', 'Id', 'Statement']);
    const statements = Array.isArray(fields.Statement) ? fields.Statement : [fields.Statement];
    return { readable: true, statements: statements.map(parseStatement) };
  } catch (error) {
    if (error instanceof UnreadablePolicyError) return { readable: false, why: error.message };
    throw error;
  }
}

function jsonOf(text: string): unknown {
  if (text.length > longestDocument) refuse('the document is too long');
  const decoded = text.trimStart().startsWith('%') ? decodeUrl(text) : text;
  const value = tryJson(decoded);
  // API Gateway answers its policies with every quote escaped.
  return value ?? tryJson(String(tryJson(`"${decoded}"`))) ?? refuse('the document is no JSON');
}

function decodeUrl(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return refuse('the document is not URL-encoded as it should be');
  }
}

function tryJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function fieldsOf(value: unknown, what: string, known: readonly string[]): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) refuse(`${what} is no object`);
  for (const key of Object.keys(value)) {
    if (!known.includes(key)) refuse(`${what} has an element that policies do not have: ${key.slice(0, 40)}`);
  }
  return value as Record<string, unknown>;
}

const elements = [
  'Sid',
  'Effect',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Principal',
  'NotPrincipal',
  'Condition',
];

function parseStatement(value: unknown, index: number): Statement {
  const number = `statement ${index + 1}`;
  const fields = fieldsOf(value, number, elements);
  const { Sid, Effect } = fields;
  if (Sid !== undefined && typeof Sid !== 'string') refuse(`${number} has a Sid that is no text`);
  if (Effect !== 'Allow' && Effect !== 'Deny') refuse(`${number} neither allows nor denies`);
  const action = oneOf(fields, number, 'Action', 'NotAction');
  const resource = oneOf(fields, number, 'Resource', 'NotResource');
  const principal = oneOf(fields, number, 'Principal', 'NotPrincipal');
  if (action.value === undefined) refuse(`${number} names no action`);
  return {
    label: typeof Sid === 'string' && Sid !== '' ? `statement "${Sid.slice(0, 100)}"` : number,
    effect: Effect,
    actions: textsOf(action.value, `${number}: ${action.name}`).map(actionPattern),
    isNotAction: action.isNegated,
    resources: resource.value === undefined ? ['*'] : textsOf(resource.value, `${number}: ${resource.name}`),
    isNotResource: resource.isNegated,
    principals:
      principal.value === undefined
        ? []
        : (parsePrincipals(principal.value) ?? refuse(`${number}: ${principal.name} is malformed`)),
    isNotPrincipal: principal.isNegated,
    conditions: conditionsOf(fields.Condition, number),
  };
}

/** `*:*` is accepted for `*`. */
function actionPattern(action: string): string {
  return action === '*:*' ? '*' : action.toLowerCase();
}

function oneOf(
  fields: Record<string, unknown>,
  what: string,
  name: string,
  negated: string,
): { value: unknown; isNegated: boolean; name: string } {
  const isNegated = fields[negated] !== undefined;
  if (isNegated && fields[name] !== undefined) refuse(`${what} has ${name} beside ${negated}`);
  return { value: fields[isNegated ? negated : name], isNegated, name: isNegated ? negated : name };
}

/** An empty list is accepted by AWS, and is about nothing. */
function textsOf(value: unknown, what: string): string[] {
  const list: unknown[] = Array.isArray(value) ? value : [value];
  return list.map((one) => (typeof one === 'string' ? one : refuse(`${what} is no text`)));
}

function conditionsOf(value: unknown, what: string): Condition[] {
  if (value === undefined) return [];
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    refuse(`${what}: Condition is no object`);
  const conditions: Condition[] = [];
  for (const [operator, keys] of Object.entries(value)) {
    if (typeof keys !== 'object' || keys === null || Array.isArray(keys))
      refuse(`${what}: the condition ${operator.slice(0, 40)} is no object`);
    for (const [key, values] of Object.entries(keys))
      conditions.push({ ...operatorOf(operator), key: key.toLowerCase(), values: valuesOf(values, what) });
  }
  return conditions;
}

function operatorOf(text: string): Omit<Condition, 'key' | 'values'> {
  const lower = text.toLowerCase();
  const colon = lower.indexOf(':');
  const set = colon < 0 ? '' : lower.slice(0, colon);
  const bare = lower.slice(colon + 1);
  const ifExists = bare.endsWith('ifexists');
  return {
    operator: ifExists ? bare.slice(0, -'ifexists'.length) : bare,
    ifExists,
    // A set operator that AWS does not have is held for the one that limits less.
    forAllValues: set !== '' && set !== 'foranyvalue',
    isForAnyValue: set !== '' && set !== 'forallvalues',
  };
}

function valuesOf(value: unknown, what: string): string[] {
  const list: unknown[] = Array.isArray(value) ? value : [value];
  return list.map((one) => {
    if (typeof one === 'string') return one;
    if (typeof one === 'boolean' || typeof one === 'number') return String(one);
    return refuse(`${what}: a condition has a value that is neither text nor number`);
  });
}
