import { allStatements, firstStatement, type PolicyAnswer, type PolicyFindings } from './answer.ts';
import {
  coversActions,
  coversAllResources,
  coversNearlyAllResources,
  coversResources,
  isAboutAction,
  limitsPower,
} from './coverage.ts';
import type { Policy, Statement } from './document.ts';
import { coversPattern, patternsOverlap } from './wildcard.ts';

/** What a policy of an identity lets its holder do. Not for resource policies: principals are not looked at. */

function isUnconditional(statement: Statement): boolean {
  return statement.conditions.length === 0;
}

function keepsItsPower(statement: Statement): boolean {
  return statement.effect === 'Allow' && !statement.conditions.some(limitsPower);
}

/** True when an unconditional Deny takes away every action of the pattern (lower case), on every resource. */
function isTakenAway(all: readonly Statement[], pattern: string): boolean {
  return all.some(
    (other) =>
      other.effect === 'Deny' &&
      isUnconditional(other) &&
      coversAllResources(other) &&
      coversActions(other, pattern),
  );
}

/**
 * Does a statement allow everything on everything? Also by `NotAction`, as long as IAM is among what is left: who
 * may change policies may give themselves the rest. Conditions about the caller (MFA, address, time) do not make it
 * less. An unconditional Deny of all of IAM, or of everything, does.
 * CIS AWS Foundations, "full administrative privileges".
 */
export function grantsFullAdmin(policy: Policy): PolicyAnswer<{ by: 'Action' | 'NotAction' }> {
  return firstStatement(policy, (statement, all) => {
    if (!keepsItsPower(statement) || !coversNearlyAllResources(statement)) return undefined;
    const isAll = statement.isNotAction
      ? !statement.actions.some((excluded) => patternsOverlap(excluded, 'iam:*'))
      : statement.actions.some((named) => coversPattern(named, '*'));
    if (!isAll || isTakenAway(all, 'iam:*')) return undefined;
    return { by: statement.isNotAction ? 'NotAction' : 'Action' };
  });
}

/**
 * Does it allow all actions of a service on all resources: `kms:*`, `*`, or a NotAction that leaves them out?
 * A Deny of all of them without condition takes them away.
 */
export function grantsWholeService(policy: Policy, service: string): PolicyAnswer {
  const pattern = `${service.toLowerCase()}:*`;
  return firstStatement(policy, (statement, all) =>
    keepsItsPower(statement) &&
    coversNearlyAllResources(statement) &&
    coversActions(statement, pattern) &&
    !isTakenAway(all, pattern)
      ? {}
      : undefined,
  );
}

/** Services of which a statement allows all actions, on whatever resources: `kms:*`. `*` is the service `*`. */
export function wholeServicesGranted(policy: Policy): PolicyFindings<{ service: string }> {
  return allStatements(policy, (statement, all) => {
    if (!keepsItsPower(statement) || statement.isNotAction) return [];
    return statement.actions
      .filter((action) => /^(\*|[a-z0-9-]+:\*+)$/.test(action) && !isTakenAway(all, action))
      .map((action) => ({ service: action.split(':')[0] ?? action }));
  });
}

/** Does a statement allow everything but a list? It then also allows what AWS adds later. */
export function allowsByNotAction(policy: Policy): PolicyAnswer<{ excluded: readonly string[] }> {
  return firstStatement(policy, (statement) =>
    statement.effect === 'Allow' && statement.isNotAction ? { excluded: statement.actions } : undefined,
  );
}

/** Where an action is allowed: `any` resource at all, or one that `covers` names. */
export type GrantedWhere = {
  /** The Allow must be about all resources of this pattern: `arn:aws:iam::*:role/*`. Default: about any resource. */
  covers?: string;
  /** Asked of the conditions that limit power (default: an Allow with one does not count). */
  toleratesLimit?: (statement: Statement) => boolean;
};

/**
 * The first statement that allows the action (`iam:PassRole`; no wildcards) and is not taken back by a Deny without
 * conditions.
 */
export function grantsAction(policy: Policy, action: string, where: GrantedWhere = {}): PolicyAnswer {
  const lower = action.toLowerCase();
  return firstStatement(policy, (statement, all) =>
    isGrantedBy(statement, all, lower, where) ? {} : undefined,
  );
}

/** The same of one statement; the action in lower case. */
export function isGrantedBy(
  statement: Statement,
  all: readonly Statement[],
  action: string,
  where: GrantedWhere,
): boolean {
  if (statement.effect !== 'Allow' || !isAboutAction(statement, action)) return false;
  if (!statement.isNotResource && statement.resources.length === 0) return false;
  if (statement.conditions.some(limitsPower) && where.toleratesLimit?.(statement) !== true) return false;
  if (where.covers !== undefined && !isBroad(statement, where.covers)) return false;
  return !isTakenBack(statement, all, action, where.covers);
}

/** For an Allow: about all resources of the pattern, in the account that it names or in any. */
function isBroad(statement: Statement, pattern: string): boolean {
  if (!statement.isNotResource) return coversInAccount(statement, pattern);
  return !statement.resources.some((excluded) => coversPattern(excluded, inAccountOf(excluded, pattern)));
}

function coversInAccount(statement: Statement, pattern: string): boolean {
  if (coversAllResources(statement) || coversResources(statement, pattern)) return true;
  if (statement.isNotResource) return false;
  return statement.resources.some((resource) => coversPattern(resource, inAccountOf(resource, pattern)));
}

/** An ARN with an account id is all that the account has: the pattern with its account and partition. */
function inAccountOf(resource: string, pattern: string): string {
  const [, partition, , , account] = resource.split(':', 6);
  const asked = pattern.split(':');
  if (asked.length < 6) return pattern;
  if (account !== undefined && /^\d{12}$/.test(account)) asked[4] = account;
  if (partition !== undefined && /^aws[a-z-]*$/.test(partition)) asked[1] = partition;
  return asked.join(':');
}

function isTakenBack(
  allow: Statement,
  all: readonly Statement[],
  action: string,
  covers: string | undefined,
): boolean {
  const resources = allow.isNotResource ? ['*'] : allow.resources;
  return all.some((deny) => {
    if (deny.effect !== 'Deny' || !isUnconditional(deny) || !isAboutAction(deny, action)) return false;
    if (coversAllResources(deny)) return true;
    if (covers !== undefined && coversInAccount(deny, covers)) return true;
    return resources.every((resource) => coversResources(deny, resource));
  });
}
