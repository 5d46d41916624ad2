import { isJsonObject, type Json } from '../../../../core/json.ts';
import type { Difference, NoiseRule } from './rule.ts';

const tagLists = /^(.*Tags?|TagList|TagSet|HostedZoneTags|tags|labels)$/;

/** Tags whose key starts with `aws:` are written by the vendor's own services and cannot be set by users. */
export const systemTag: NoiseRule = {
  id: 'system-tag',
  sentence: 'Tags that begin with aws: are written by AWS itself.',
  source: 'AWS tagging rules: the prefix aws: is reserved',
  folds: (difference) => {
    const { path, before, after } = difference;
    for (let index = 1; index < path.length; index++) {
      const [list, segment] = [path[index - 1], path[index]];
      const name = typeof segment === 'object' ? segment.identity : segment;
      if (typeof list === 'string' && tagLists.test(list) && String(name).startsWith('aws:')) return true;
    }
    return onlySystemTags(before, difference) && onlySystemTags(after, difference);
  },
};

function onlySystemTags(value: Json | undefined, difference: Difference): boolean {
  if (value === undefined) return true;
  if (Array.isArray(value))
    return tagLists.test(difference.key) && value.length > 0 && value.every(isSystemTag);
  if (tagLists.test(difference.key) && isJsonObject(value)) {
    const keys = Object.keys(value);
    return keys.length > 0 && keys.every((key) => key.startsWith('aws:'));
  }
  return typeof difference.path.at(-1) !== 'string' && isSystemTag(value);
}

function isSystemTag(value: Json): boolean {
  if (!isJsonObject(value)) return false;
  const key = value.Key ?? value.key ?? value.TagKey;
  return typeof key === 'string' && key.startsWith('aws:');
}
