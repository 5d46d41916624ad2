import { isJsonObject, type Json } from '../../../../core/json.ts';
import type { Difference, NoiseRule } from './rule.ts';

const tagLists = /^(.*Tags?|TagList|TagSet|HostedZoneTags|tags|labels)$/;

/** Tags whose key starts with `aws:` are written by the vendor's own services and cannot be set by users. */
export const systemTag: NoiseRule = {
  id: 'system-tag',
  sentence: 'Tags that begin with aws: are written by AWS itself.',
  source: 'AWS tagging rules: the prefix aws: is reserved',
  folds: (difference) => {
    if (
      difference.path.some((segment) => typeof segment === 'object' && segment.identity.startsWith('aws:'))
    ) {
      return true;
    }
    if (difference.key.startsWith('aws:')) return true;
    return onlySystemTags(difference.before, difference) && onlySystemTags(difference.after, difference);
  },
};

function onlySystemTags(value: Json | undefined, difference: Difference): boolean {
  if (value === undefined) return true;
  if (Array.isArray(value))
    return tagLists.test(difference.key) && value.length > 0 && value.every(isSystemTag);
  return isSystemTag(value);
}

function isSystemTag(value: Json): boolean {
  if (!isJsonObject(value)) return false;
  const key = value.Key ?? value.key ?? value.TagKey;
  return typeof key === 'string' && key.startsWith('aws:');
}
