import { allStatements, firstStatement, type PolicyAnswer, type PolicyFindings } from './answer.ts';
import { coversActions, coversResources, deniesAllOf, isForEverybody } from './coverage.ts';
import type { Condition, Policy, Statement } from './document.ts';
import { accountOfTheResource, accountsOf, narrowingCondition, sparesOnlyKnown } from './narrowing.ts';

/** What a policy of a resource (bucket, key, queue, topic, function, repository, vault) opens, and to whom. */

/**
 * Is something allowed to anyone in the world? Anyone is `*`, also by NotPrincipal, unless a condition narrows it to
 * somebody known (narrowing.ts says which do) or a Deny for everybody takes all of it back: without condition, or
 * with one that spares only somebody known. `actions` are the patterns of the statement.
 *
 * Says nothing of ACLs, of settings that block public access, and of networks.
 */
export function grantsToAnyone(policy: Policy): PolicyAnswer<{ actions: readonly string[] }> {
  return firstStatement(policy, (statement, all) =>
    isOpenToAnyone(statement) && !all.some((other) => takesBackFromStrangers(other, statement))
      ? { actions: statement.isNotAction ? ['*'] : statement.actions }
      : undefined,
  );
}

function isOpenToAnyone(statement: Statement): boolean {
  if (statement.effect !== 'Allow') return false;
  if (statement.resources.length === 0 && !statement.isNotResource) return false;
  if (statement.actions.length === 0 && !statement.isNotAction) return false;
  const isAnyone = statement.isNotPrincipal || statement.principals.some(({ kind }) => kind === 'anyone');
  return isAnyone && narrowingCondition(statement) === undefined;
}

function takesBackFromStrangers(deny: Statement, allow: Statement): boolean {
  if (deny.effect !== 'Deny' || !isForEverybody(deny)) return false;
  const [condition, ...more] = deny.conditions;
  // Conditions add up: each further one lets more of them through.
  if (more.length > 0 || (condition !== undefined && !sparesOnlyKnown(condition))) return false;
  return deniesAllOf(deny, allow);
}

type OutsideGrant = {
  /** The outside account; undefined for anyone that a condition narrows in another way, and for a canonical id. */
  accountId?: string;
  /** As it stands in the policy. */
  principal: string;
  /** What narrows `*`: `aws:principalorgid`. Undefined for `*` without limit and for named principals. */
  narrowedBy?: string;
  /** `*` without anything that narrows it. */
  isAnyone: boolean;
};

/**
 * Whom the policy lets in from outside the given account. `trustedAccounts` do not count. Services of AWS, identity
 * providers and CloudFront's origin access identities are no accounts; deleted principals are nobody.
 */
export function grantsOutside(
  policy: Policy,
  account: { accountId: string; trustedAccounts?: readonly string[] },
): PolicyFindings<OutsideGrant> {
  const own = new Set([account.accountId, ...(account.trustedAccounts ?? [])]);
  return allStatements(policy, (statement, all) => {
    if (statement.effect !== 'Allow') return [];
    if (all.some((other) => takesBackFromStrangers(other, statement) && other.conditions.length === 0))
      return [];
    if (statement.isNotPrincipal) return outsideOfAnyone(statement, 'everyone but a list', own);
    return statement.principals.flatMap((principal): OutsideGrant[] => {
      if (principal.kind === 'anyone') return outsideOfAnyone(statement, principal.text, own);
      if (principal.kind === 'canonical') return [{ principal: principal.text, isAnyone: false }];
      if (principal.kind !== 'account' || own.has(principal.accountId)) return [];
      return [{ accountId: principal.accountId, principal: principal.text, isAnyone: false }];
    });
  });
}

function outsideOfAnyone(statement: Statement, principal: string, own: ReadonlySet<string>): OutsideGrant[] {
  const condition = narrowingCondition(statement);
  if (condition === undefined) return [{ principal, isAnyone: true }];
  const narrowing = statement.conditions.filter(
    (one) => narrowingCondition({ ...statement, conditions: [one] }) !== undefined,
  );
  const named = narrowing.flatMap((one) => {
    const accounts = accountsOf(one) ?? (isOfTheResource(one) ? [...own].slice(0, 1) : undefined);
    return accounts === undefined ? [] : [{ accounts, key: one.key }];
  });
  if (named.length === 0) return [{ principal, isAnyone: false, narrowedBy: condition.key }];
  // All conditions must hold: the one with the fewest outsiders counts.
  const outsiders = named
    .map(({ accounts, key }) => ({ key, accounts: accounts.filter((one) => !own.has(one)) }))
    .sort((left, right) => left.accounts.length - right.accounts.length)[0];
  return (outsiders?.accounts ?? []).map((accountId) => ({
    accountId,
    principal,
    isAnyone: false,
    narrowedBy: outsiders?.key ?? condition.key,
  }));
}

function isOfTheResource(condition: Condition): boolean {
  return condition.values.length > 0 && condition.values.every((value) => value === accountOfTheResource);
}

/** Keys by which a service says for whom it acts; each narrows a service to resources or accounts that are known. */
const onBehalfKeys: ReadonlySet<string> = new Set([
  'aws:sourceaccount',
  'aws:sourcearn',
  'aws:sourceorgid',
  'aws:sourceorgpaths',
  'aws:sourceowner',
  'kms:calleraccount',
]);

/**
 * Services of AWS that the policy lets in without saying for whom: another customer could have the service act
 * ("confused deputy"). https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html
 */
export function servicesWithoutSource(policy: Policy): PolicyFindings<{ service: string }> {
  return allStatements(policy, (statement) => {
    if (statement.effect !== 'Allow' || statement.isNotPrincipal) return [];
    const isBound = statement.conditions.some(
      (one) =>
        onBehalfKeys.has(one.key) && narrowingCondition({ ...statement, conditions: [one] }) !== undefined,
    );
    if (isBound) return [];
    return statement.principals.flatMap(({ kind, text }) => (kind === 'service' ? [{ service: text }] : []));
  });
}

/** What a Deny has to cover: all patterns of both. For a bucket: `s3:*` on the bucket and on `<bucket>/*`. */
type DenyTarget = { action: string; resources: readonly string[] };

/**
 * Are requests without TLS denied to everybody, for the action pattern on all the resources? One statement for all
 * or one for each. Further conditions in the statement let some through, so it does not count.
 */
export function deniesInsecureTransport(policy: Policy, target: DenyTarget): PolicyAnswer {
  return deniedUnder(policy, target, ({ operator, key, values }) => {
    if (key !== 'aws:securetransport') return false;
    if (operator === 'stringnotequals') return isAll(values, 'true');
    return (operator === 'bool' || operator === 'stringequals') && isAll(values, 'false');
  });
}

function isAll(values: readonly string[], wanted: string): boolean {
  return values.length > 0 && values.every((value) => value.toLowerCase() === wanted);
}

/**
 * Is the target denied to everybody whenever the condition holds? For other conditions than those above; a Deny
 * without any condition counts too.
 */
export function deniedUnder(
  policy: Policy,
  target: DenyTarget,
  holds: (condition: Condition) => boolean,
): PolicyAnswer {
  if (!policy.readable) return { answer: 'unreadable', why: policy.why };
  const action = target.action.toLowerCase();
  const denies = policy.statements.filter(
    (statement) =>
      statement.effect === 'Deny' &&
      isForEverybody(statement) &&
      coversActions(statement, action) &&
      statement.conditions.length <= 1 &&
      statement.conditions.every((one) => !one.forAllValues && !one.isForAnyValue && holds(one)),
  );
  const deciding = target.resources.map((resource) => denies.find((deny) => coversResources(deny, resource)));
  if (deciding.length === 0 || deciding.includes(undefined)) return { answer: 'no' };
  const labels = new Set(deciding.flatMap((deny) => (deny === undefined ? [] : [deny.label])));
  return { answer: 'yes', statement: [...labels].join(' and ') };
}
