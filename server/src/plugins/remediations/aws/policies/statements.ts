import { deniesInsecureTransport, grantsToAnyone, parsePolicy } from '../../../../core/iam-policy.ts';
import { isJsonObject, type Json, type JsonObject } from '../../../../core/json.ts';

/** What became of a policy: another one, none at all (null), nothing to do, or why it cannot be changed. */
export type PolicyChange =
  | { policy: JsonObject | null; statements: string[] }
  | { nothing: true }
  | { cannot: string };

const statementsOf = (policy: JsonObject): JsonObject[] => {
  const listed = Array.isArray(policy.Statement) ? policy.Statement : [policy.Statement ?? {}];
  return listed.filter(isJsonObject);
};

/** A statement's name in a sentence: its Sid, or its place counted from 1. */
const named = ({ Sid }: JsonObject, index: number) =>
  typeof Sid === 'string' && Sid !== '' ? `"${Sid}"` : `number ${index + 1}`;

const unreadable = (why: string) => ({ cannot: `The policy cannot be read: ${why}.` });

/**
 * The policy without the statements that let anybody in. All others stay as they are, and in their order. A statement
 * that a Deny takes back is not open. `narrowTo`, when given, is whom the last statement is narrowed to where the
 * service keeps no empty policy: never more than it allowed before.
 */
export function withoutPublicStatements(policy: Json, narrowTo?: Json): PolicyChange {
  if (policy === null) return { nothing: true };
  const whole = grantsToAnyone(parsePolicy(policy));
  if (whole.answer === 'unreadable') return unreadable(whole.why);
  if (whole.answer === 'no') return { nothing: true };
  if (!isJsonObject(policy)) return unreadable('it is no document');
  const all = statementsOf(policy);
  const denies = all.filter(({ Effect }) => Effect === 'Deny');
  const isOpen = (statement: JsonObject) =>
    statement.Effect !== 'Deny' &&
    grantsToAnyone(parsePolicy({ ...policy, Statement: [statement, ...denies] })).answer === 'yes';
  const statements = all.flatMap((one, index) => (isOpen(one) ? [named(one, index)] : []));
  const kept = all.filter((one) => !isOpen(one));
  if (kept.length > 0) return { policy: { ...policy, Statement: kept }, statements };
  if (narrowTo === undefined) return { policy: null, statements };
  const narrowed = all.map(({ NotPrincipal: _, ...one }) => ({ ...one, Principal: narrowTo }));
  return { policy: { ...policy, Statement: narrowed }, statements };
}

const tlsSid = 'DenyRequestsWithoutTls';

/** The policy with one more statement, which denies requests without TLS; nothing where they are denied already. */
export function withTlsOnly(
  policy: Json,
  { action, resources }: { action: string; resources: string[] },
): PolicyChange {
  const answer = deniesInsecureTransport(parsePolicy(policy), { action, resources });
  if (answer.answer === 'unreadable') return unreadable(answer.why);
  if (answer.answer === 'yes') return { nothing: true };
  const [first = ''] = resources;
  const statement = (Sid: string): JsonObject => ({
    Sid,
    Effect: 'Deny',
    Principal: '*',
    Action: action,
    Resource: resources.length === 1 ? first : resources,
    Condition: { Bool: { 'aws:SecureTransport': 'false' } },
  });
  if (!isJsonObject(policy))
    return { policy: { Version: '2012-10-17', Statement: [statement(tlsSid)] }, statements: [tlsSid] };
  const all = statementsOf(policy);
  const taken = new Set(all.map(({ Sid }) => Sid));
  let Sid = tlsSid;
  for (let number = 2; taken.has(Sid); number += 1) Sid = `${tlsSid}${number}`;
  return { policy: { ...policy, Statement: [...all, statement(Sid)] }, statements: [Sid] };
}

/** A policy that an API answers as text; null for none. Text that is no JSON stays text, and is unreadable. */
export function policyOf(text: string | undefined): Json {
  if (text === undefined || text === '') return null;
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}
