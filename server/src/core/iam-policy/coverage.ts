import type { Condition, Statement } from './document.ts';
import { coversPattern, matchesPattern, patternsOverlap } from './wildcard.ts';

/** True when the statement is about the action, given in lower case: `s3:getobject`. */
export function isAboutAction(statement: Statement, action: string): boolean {
  const { actions } = statement;
  for (let index = 0; index < actions.length; index++)
    if (matchesPattern(actions[index] as string, action)) return !statement.isNotAction;
  return statement.isNotAction;
}

/** True when the statement is about every action that the pattern (lower case) matches. Never wrongly true. */
export function coversActions(statement: Statement, pattern: string): boolean {
  return statement.isNotAction
    ? !statement.actions.some((excluded) => patternsOverlap(excluded, pattern))
    : statement.actions.some((named) => coversPattern(named, pattern));
}

/** True when the statement is about every resource that the pattern matches. Never wrongly true. */
export function coversResources(statement: Statement, pattern: string): boolean {
  return statement.isNotResource
    ? !statement.resources.some((excluded) => patternsOverlap(excluded, pattern))
    : statement.resources.some((named) => coversPattern(named, pattern));
}

/** Any ARN of each partition: what covers one of these covers everything in it, as `*` and `arn:aws:*` do. */
const everything = ['arn:aws:*:*:*:*', 'arn:aws-cn:*:*:*:*', 'arn:aws-us-gov:*:*:*:*'];

export function coversAllResources({ resources, isNotResource }: Statement): boolean {
  return isNotResource ? resources.length === 0 : resources.some(isEverything);
}

/** For an Allow: all resources, or all but some that a NotResource names. */
export function coversNearlyAllResources(statement: Statement): boolean {
  return statement.isNotResource ? !statement.resources.some(isEverything) : coversAllResources(statement);
}

function isEverything(resource: string): boolean {
  return resource === '*' || everything.some((pattern) => coversPattern(resource, pattern));
}

/** True when the Deny is about all that the Allow is about, whatever the conditions. Never wrongly true. */
export function deniesAllOf(deny: Statement, allow: Statement): boolean {
  return coversAllNamed(deny, allow) && resourcesOf(allow).every((pattern) => coversResources(deny, pattern));
}

function coversAllNamed(deny: Statement, allow: Statement): boolean {
  if (!allow.isNotAction) return allow.actions.every((pattern) => coversActions(deny, pattern));
  return coversActions(deny, '*');
}

function resourcesOf(allow: Statement): readonly string[] {
  return allow.isNotResource ? ['*'] : allow.resources;
}

/** True for a Deny for everybody. `NotPrincipal` spares somebody. */
export function isForEverybody(statement: Statement): boolean {
  return !statement.isNotPrincipal && statement.principals.some(({ kind }) => kind === 'anyone');
}

/**
 * Keys that say who asks, from where and when: under such a condition a right is still the whole right, in the hands
 * of those who fulfil it. That the resource is of one's own account takes nothing away either.
 */
const aboutTheCaller =
  /^(aws:(multifactorauth(age|present)|sourceip|vpcsourceip|sourcevpc.*|vpce.*|principal.*|userid|username|useragent|referer|securetransport|currenttime|epochtime|tokenissuetime|source(account|arn|owner|orgid|orgpaths|identity)|federatedprovider|viaawsservice|calledvia.*|ec2instancesource.*|resource(account|orgid|orgpaths))|saml:.*|sts:.*)/;

/** True when a condition limits what may be done, and not only by whom. Negated ones leave the rest, so do not. */
export function limitsPower(condition: Condition): boolean {
  if (condition.ifExists || condition.forAllValues || condition.operator.includes('not')) return false;
  if (condition.operator === 'null') return false;
  if (aboutTheCaller.test(condition.key)) return false;
  const isLike = condition.operator === 'stringlike' || condition.operator.startsWith('arn');
  return !(isLike && condition.values.some((value) => /^[*]+$/.test(value)));
}
