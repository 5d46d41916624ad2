import { isJsonObject, type Json, jsonEqual } from '../../../../core/json.ts';
import type { NoiseRule } from './rule.ts';

/** A declaration may hold what only the deployment can evaluate. Not evaluated is unknown, never different. */
export const unresolvedValue: NoiseRule = {
  id: 'unresolved-value',
  sentence: 'The declared value is a reference that could not be evaluated, so it cannot be compared.',
  source: 'CloudFormation intrinsic functions and dynamic references; markers of evaluators',
  mode: 'declared',
  folds: ({ before, change }) => change !== 'added' && isUnresolved(before),
};

export function isUnresolved(value: Json | undefined): boolean {
  if (typeof value === 'string')
    return value.includes('{{resolve:') || /__\w*unresolved\w*__/i.test(value) || value === 'AWS::NoValue';
  if (!isJsonObject(value)) return false;
  const keys = Object.keys(value);
  return (
    keys.length === 1 &&
    (keys[0] === 'Ref' || keys[0] === 'Condition' || (keys[0] as string).startsWith('Fn::'))
  );
}

/** What cannot be changed after creation cannot have been removed: the read leaves it out. */
export const createOnlyUnread: NoiseRule = {
  id: 'create-only-not-returned',
  sentence: 'This can only be set at creation; that it is missing means that a read does not return it.',
  source: 'createOnlyProperties of the resource schema',
  mode: 'declared',
  folds: ({ change, path, place }) => change === 'removed' && path.length === 1 && place?.createOnly === true,
};

export const secretNames =
  /(password|passphrase|secretstring|authtoken|privatekey|secretaccesskey|clientsecret|accesstoken)$/i;

export const secretNotReturned: NoiseRule = {
  id: 'secret-not-returned',
  sentence: 'A secret is never returned by a read, so it cannot be compared.',
  source: 'general: no service returns passwords, whatever its schema says',
  mode: 'declared',
  folds: ({ change, key, before }) =>
    change === 'removed' && typeof before === 'string' && secretNames.test(key),
};

/** Reads that leave something out although the schema does not say so; found in recorded responses. */
const knownGaps: Readonly<Record<string, readonly string[]>> = {
  'AWS::DLM::LifecyclePolicy': ['DefaultPolicy'],
  'AWS::Glue::Table': ['OpenTableFormatInput'],
  'AWS::LakeFormation::Resource': ['UseServiceLinkedRole'],
};

export const knownReadGap: NoiseRule = {
  id: 'not-returned-by-read',
  sentence: 'The read of this type is known to leave this property out.',
  source: 'recorded responses of the vendor',
  mode: 'declared',
  folds: ({ change, type, path }) =>
    change === 'removed' && path.length === 1 && knownGaps[type]?.includes(String(path[0])) === true,
};

/** `5.0` is satisfied by `5.0.0`: the declaration leaves the rest of the version to the vendor. */
export const versionPrefix: NoiseRule = {
  id: 'version-prefix',
  sentence: 'The declaration names a version without its last parts; the live version is one of these.',
  source: 'AWS: engine and platform versions may be given in part and are returned in full',
  mode: 'declared',
  folds: ({ key, before, after }) => {
    if (!/version/i.test(key) || before === undefined || after === undefined) return false;
    const [declared, live] = [String(before), String(after)];
    return /^\d+(\.\w+)*$/.test(declared) && live.startsWith(`${declared}.`);
  },
};

export const movingAlias: NoiseRule = {
  id: 'moving-alias',
  sentence: 'The declaration asks for the latest or default version; the live value says which one that was.',
  source: 'AWS: LATEST, $Latest and $Default are resolved when they are used',
  mode: 'declared',
  folds: ({ key, before, after }) =>
    typeof before === 'string' &&
    (typeof after === 'string' || typeof after === 'number') &&
    /version/i.test(key) &&
    /^\$?(latest|default)$/i.test(before),
};

/** Some template stores keep only ASCII and put a question mark for the rest. */
export const maskedCharacters: NoiseRule = {
  id: 'masked-characters',
  sentence:
    'The declaration was stored without its non-ASCII characters, so the rest is all that can be compared.',
  source: 'CloudFormation GetTemplate returns ? for characters outside ASCII',
  mode: 'declared',
  folds: ({ before, after }) => {
    if (typeof before !== 'string' || typeof after !== 'string' || !before.includes('?')) return false;
    const [declared, live] = [[...before], [...after]];
    return (
      declared.length === live.length &&
      before !== after &&
      declared.every(
        (character, index) =>
          character === live[index] || (character === '?' && (live[index] as string) > '\u007f'),
      )
    );
  },
};

/** `example.com` and `example.com.` are one host. */
export const hostNameDot: NoiseRule = {
  id: 'host-name-dot',
  sentence: 'A domain name with and without the final dot is the same name.',
  source: 'RFC 1034: the final dot only marks the name as complete',
  folds: ({ before, after }) =>
    typeof before === 'string' &&
    typeof after === 'string' &&
    isHost(before) &&
    isHost(after) &&
    before.replace(/\.$/, '') === after.replace(/\.$/, ''),
};

const isHost = (text: string): boolean => /^[\w*-]+(\.[\w-]+)+\.?$/.test(text);

/** Old and new names of one operator, both accepted, the new one returned. */
const synonyms: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'AWS::GuardDuty::Filter': {
    Eq: 'Equals',
    Neq: 'NotEquals',
    Gt: 'GreaterThan',
    Gte: 'GreaterThanOrEqual',
    Lt: 'LessThan',
    Lte: 'LessThanOrEqual',
  },
};

export const renamedKey: NoiseRule = {
  id: 'renamed-key',
  sentence: 'The same value under the newer name of the same property.',
  source: 'vendor documentation: deprecated names that are returned under the new one',
  mode: 'declared',
  folds: ({ change, type, key, before, afterParent }) => {
    const name = synonyms[type]?.[key];
    if (change !== 'removed' || name === undefined || !isJsonObject(afterParent as Json)) return false;
    const value = (afterParent as { [name: string]: Json })[name];
    return value !== undefined && before !== undefined && jsonEqual(before, value);
  },
};
