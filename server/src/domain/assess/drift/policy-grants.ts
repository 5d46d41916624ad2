import { isJsonObject, type Json, type JsonObject } from '../../../core/json.ts';
import { asPolicy, normalisePolicy } from './noise/policy-documents.ts';

/** How far an Allow statement reaches, worst first. */
export type Reach = 'public' | 'admin' | 'service-wide' | 'limited' | 'none';

const order: Reach[] = ['none', 'limited', 'service-wide', 'admin', 'public'];
export const wider = (a: Reach, b: Reach): boolean => order.indexOf(a) > order.indexOf(b);

/** All statements in a value: a statement, a policy (object or text), or something that holds policies. */
export function statementsIn(value: Json | undefined): JsonObject[] {
  if (value === undefined || value === null) return [];
  const policy = asPolicy(value);
  if (policy !== undefined) {
    const statements = normalisePolicy(policy, true).Statement;
    return Array.isArray(statements) ? statements.filter(isJsonObject) : [];
  }
  if (Array.isArray(value)) return value.flatMap(statementsIn);
  if (!isJsonObject(value)) return [];
  if (typeof value.Effect === 'string') return statementsIn({ Statement: [value] });
  return Object.values(value).flatMap((member) =>
    typeof member === 'object' || typeof member === 'string' ? statementsIn(member) : [],
  );
}

/** The reach of one statement in canonical form. Deny reaches nowhere. */
export function reachOf(statement: JsonObject): Reach {
  if (statement.Effect !== 'Allow') return 'none';
  const conditioned = isJsonObject(statement.Condition) && Object.keys(statement.Condition).length > 0;
  const principal = statement.Principal;
  if (isJsonObject(principal) && Array.isArray(principal.AWS) && principal.AWS.includes('*') && !conditioned)
    return 'public';
  if (statement.NotPrincipal !== undefined && !conditioned) return 'public';
  const actions = texts(statement.Action);
  const resources = texts(statement.Resource);
  const everywhere = resources.some((resource) => resource === '*') || statement.NotResource !== undefined;
  if (actions.includes('*') || actions.includes('*:*') || statement.NotAction !== undefined) {
    // In a policy of a resource `*` reaches no further than this resource.
    return everywhere && principal === undefined ? 'admin' : 'service-wide';
  }
  // The service that grants rights grants all rights.
  if (everywhere && actions.some((action) => action === 'iam:*')) return 'admin';
  if (actions.some((action) => action.endsWith(':*'))) return 'service-wide';
  return 'limited';
}

const texts = (value: Json | undefined): string[] =>
  Array.isArray(value) ? value.map(String) : value === undefined ? [] : [String(value)];

/** The widest reach among statements. */
export const widestReach = (statements: JsonObject[]): Reach =>
  statements.map(reachOf).reduce<Reach>((widest, reach) => (wider(reach, widest) ? reach : widest), 'none');

/** True when an Allow gained an action, resource or principal, or a Deny was lost or shrank. */
export function grantsMore(before: JsonObject[], after: JsonObject[]): boolean {
  const lostDeny = before.some(
    (old) =>
      old.Effect === 'Deny' && !after.some((now) => now.Effect === 'Deny' && coversStatement(now, old)),
  );
  const newAllow = after.some(
    (now) =>
      now.Effect === 'Allow' && !before.some((old) => old.Effect === 'Allow' && coversStatement(old, now)),
  );
  return lostDeny || newAllow;
}

/** Whether `wide` says at least what `narrow` says, by plain inclusion of lists. */
function coversStatement(wide: JsonObject, narrow: JsonObject): boolean {
  const listed = (key: string): boolean => {
    const has = new Set(texts(wide[key]));
    return has.has('*') || texts(narrow[key]).every((text) => has.has(text));
  };
  const principals = (statement: JsonObject): string[] =>
    isJsonObject(statement.Principal)
      ? Object.entries(statement.Principal).flatMap(([kind, who]) =>
          texts(who).map((name) => `${kind} ${name}`),
        )
      : [];
  const known = new Set(principals(wide));
  const samePart = (key: string): boolean =>
    wide[key] === undefined || JSON.stringify(wide[key]) === JSON.stringify(narrow[key]);
  return (
    listed('Action') &&
    listed('Resource') &&
    (known.has('AWS *') || principals(narrow).every((principal) => known.has(principal))) &&
    samePart('Condition') &&
    JSON.stringify(wide.NotAction) === JSON.stringify(narrow.NotAction) &&
    JSON.stringify(wide.NotResource) === JSON.stringify(narrow.NotResource) &&
    JSON.stringify(wide.NotPrincipal) === JSON.stringify(narrow.NotPrincipal)
  );
}
