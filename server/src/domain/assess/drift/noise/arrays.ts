import { isJsonObject, type Json, type JsonObject } from '../../../../core/json.ts';
import type { NoiseRule } from './rule.ts';

/** Applied by the walker: members are matched by their key, so a new order is no difference. */
export const identityKeyedArray: NoiseRule = {
  id: 'identity-keyed-array',
  sentence: 'Members of this list are known by their key; their order has no meaning.',
  source: 'general: lists of members with a unique Key, Id, Name …',
};

export const unorderedArray: NoiseRule = {
  id: 'unordered-array',
  sentence: 'This list is a set; the order of its members has no meaning.',
  source: 'insertionOrder=false of the resource schema, or documented for the type',
};

/** Names by which members of vendors' lists are known, the most specific first. */
const identityKeys = [
  'Key',
  'TagKey',
  'AttributeName',
  'IndexName',
  'PolicyName',
  'RuleName',
  'VariableName',
  'ParameterName',
  'OptionName',
  'DeviceName',
  'AllocationId',
  'TargetGroupArn',
  'CapacityProvider',
  'Sid',
  'Id',
  'ID',
  'id',
  'Name',
  'name',
  'key',
];

/** The key that tells all members of both lists apart, or undefined. */
export function identityOf(before: Json[], after: Json[], known: string[] | undefined): string[] | undefined {
  if (known !== undefined) return tellsApart(before, known) && tellsApart(after, known) ? known : undefined;
  const sample = before[0] ?? after[0];
  if (!isJsonObject(sample as Json)) return undefined;
  for (const key of identityKeys) {
    if (!Object.hasOwn(sample as JsonObject, key)) continue;
    if (tellsApart(before, [key]) && tellsApart(after, [key])) return [key];
  }
  return likelyIdentity(before, after, Object.keys(sample as JsonObject));
}

/** A key that sounds like a name and has the same value in at least half of the members of the shorter list. */
function likelyIdentity(before: Json[], after: Json[], keys: string[]): string[] | undefined {
  for (const key of keys) {
    if (!/(Name|Id|ID|Key|Arn|ARN|Identifier|Device)$/.test(key)) continue;
    if (!tellsApart(before, [key]) || !tellsApart(after, [key])) continue;
    const names = new Set(before.map((member) => identityText(member as JsonObject, [key])));
    const shared = after.filter((member) => names.has(identityText(member as JsonObject, [key]))).length;
    if (shared > 0 && shared * 2 >= Math.min(before.length, after.length)) return [key];
  }
  return undefined;
}

function tellsApart(members: Json[], keys: string[]): boolean {
  const seen = new Set<string>();
  for (const member of members) {
    if (!isJsonObject(member)) return false;
    if (keys.length === 1 && !isName(member[keys[0] as string])) return false;
    const identity = identityText(member, keys);
    if (seen.has(identity)) return false;
    seen.add(identity);
  }
  return true;
}

const isName = (value: Json | undefined): boolean =>
  (typeof value === 'string' && value !== '') || typeof value === 'number';

export function identityText(member: JsonObject, keys: string[]): string {
  return (
    keys
      .map((key) => member[key])
      // A port of -1 says "all", as no port does.
      .filter((value) => value !== undefined && value !== null && !(keys.length > 1 && value === -1))
      .map((value) => (typeof value === 'object' ? JSON.stringify(value) : String(value)))
      .join(' ')
  );
}
