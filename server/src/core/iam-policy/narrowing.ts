import { narrowRanges } from './address-ranges.ts';
import type { Condition, Statement } from './document.ts';

/**
 * Which conditions really limit who "anyone" is. The list follows what S3 calls not public, and what the reference of
 * the condition keys says of each: only a key that the caller cannot choose for themselves narrows, with values that
 * are fixed.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 *
 * Deliberately not in it, because anybody can fulfil them from an account of their own: aws:PrincipalTag, aws:username,
 * aws:PrincipalType, aws:UserAgent, aws:Referer, aws:SecureTransport, aws:MultiFactorAuthPresent, aws:RequestedRegion,
 * aws:ResourceAccount (it is always ours), aws:VpcSourceIp (everybody can number a VPC so; AWS asks to combine it with
 * aws:SourceVpc), kms:ViaService (everybody can use a service), lambda:FunctionUrlAuthType (signed in is not ours),
 * aws:PrincipalIsAWSService and aws:CalledVia (services act for everybody).
 */
type KeyKind = 'plain' | 'arn' | 'paths' | 'unique-id' | 'address' | 'true-only';

const narrowingKeys: ReadonlyMap<string, KeyKind> = new Map<string, KeyKind>([
  ['aws:principalaccount', 'plain'],
  ['aws:principalarn', 'arn'],
  ['aws:principalorgid', 'plain'],
  ['aws:principalorgpaths', 'paths'],
  ['aws:sourceaccount', 'plain'],
  ['aws:sourcearn', 'arn'],
  ['aws:sourceorgid', 'plain'],
  ['aws:sourceorgpaths', 'paths'],
  ['aws:sourceowner', 'plain'],
  ['aws:sourcevpc', 'plain'],
  ['aws:sourcevpcarn', 'arn'],
  ['aws:sourcevpce', 'plain'],
  ['aws:vpceaccount', 'plain'],
  ['aws:vpceorgid', 'plain'],
  ['aws:vpceorgpaths', 'paths'],
  ['aws:userid', 'unique-id'],
  ['aws:sourceip', 'address'],
  ['kms:calleraccount', 'plain'],
  ['s3:dataaccesspointaccount', 'plain'],
  ['s3:dataaccesspointarn', 'arn'],
  // A mount target stands in a VPC of ours; AWS's own examples keep the open internet out with it.
  ['elasticfilesystem:accessedviamounttarget', 'true-only'],
]);

const positive: ReadonlyMap<string, string> = new Map([
  ['stringequals', 'stringequals'],
  ['stringequalsignorecase', 'stringequals'],
  ['stringlike', 'stringlike'],
  ['arnequals', 'arnlike'],
  ['arnlike', 'arnlike'],
  ['ipaddress', 'ipaddress'],
  ['bool', 'bool'],
]);
const negative: ReadonlyMap<string, string> = new Map([
  ['stringnotequals', 'stringequals'],
  ['stringnotequalsignorecase', 'stringequals'],
  ['stringnotlike', 'stringlike'],
  ['arnnotequals', 'arnlike'],
  ['arnnotlike', 'arnlike'],
  ['notipaddress', 'ipaddress'],
]);

/** Variables that AWS fills from the resource itself, so the caller cannot choose them. */
export const accountOfTheResource = variable('aws:ResourceAccount');
const variablesOfTheResource: ReadonlySet<string> = new Set([
  accountOfTheResource,
  variable('aws:ResourceOrgID'),
]);

/** How a policy variable begins. */
const variableMark = '$' + '{';

function variable(name: string): string {
  return `\${${name}}`;
}

/** The first condition that limits an Allow for anyone to somebody known; undefined when none does. */
export function narrowingCondition(statement: Statement): Condition | undefined {
  return statement.conditions.find(
    (condition) =>
      holdsFixedValues(condition, positive.get(condition.operator)) &&
      (!(condition.ifExists || condition.forAllValues) || isKeyRequired(statement, condition.key)),
  );
}

/**
 * True when a Deny with this condition spares only somebody known: `StringNotEquals aws:PrincipalOrgID` with a fixed
 * value. A negated operator also holds where the key is missing, with `IfExists` too; ForAnyValue then does not.
 */
export function sparesOnlyKnown(condition: Condition): boolean {
  return !condition.isForAnyValue && holdsFixedValues(condition, negative.get(condition.operator));
}

/** `Null: {key: false}`: without the key the statement does not apply. */
function isKeyRequired(statement: Statement, key: string): boolean {
  return statement.conditions.some(
    (condition) =>
      condition.operator === 'null' &&
      condition.key === key &&
      condition.values.length > 0 &&
      condition.values.every((value) => value.toLowerCase() === 'false'),
  );
}

function holdsFixedValues(condition: Condition, operator: string | undefined): boolean {
  if (operator === undefined) return false;
  const kind = narrowingKeys.get(condition.key);
  if (kind === undefined) return false;
  if (kind === 'address') return operator === 'ipaddress' && narrowRanges(condition.values);
  if (operator === 'ipaddress') return false;
  if (kind === 'true-only')
    return operator === 'bool' && condition.values.every((value) => value.toLowerCase() === 'true');
  return operator !== 'bool' && condition.values.every((value) => isFixed(kind, value));
}

function isFixed(kind: KeyKind, value: string): boolean {
  if (variablesOfTheResource.has(value)) return true;
  if (value.includes(variableMark)) return false;
  const wildcardAt = value.search(/[*?]/);
  if (wildcardAt < 0) return value !== '';
  if (kind === 'arn') return accountOfArn(value) !== undefined;
  const fixed = value.slice(0, wildcardAt);
  if (kind === 'paths') return /^o-[a-z0-9]{10,32}\//.test(fixed);
  // The id of a role is unique in the world; what follows the colon is the session's name.
  if (kind === 'unique-id') return /^A[A-Z0-9]{15,}:/.test(fixed);
  return false;
}

/** The account that the ARN pattern is fixed to. */
function accountOfArn(arn: string): string | undefined {
  const account = arn.split(':', 6)[4];
  return account !== undefined && /^\d{12}$/.test(account) ? account : undefined;
}

/** Accounts that the values of a narrowing condition name; undefined when they say something else. */
export function accountsOf(condition: Condition): string[] | undefined {
  const accounts: string[] = [];
  for (const value of condition.values) {
    const account = /^\d{12}$/.test(value) ? value : accountOfArn(value);
    if (account === undefined) return undefined;
    accounts.push(account);
  }
  return accounts;
}
