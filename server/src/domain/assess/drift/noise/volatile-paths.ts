import { isJsonObject } from '../../../../core/json.ts';
import type { Difference, NoiseRule } from './rule.ts';

/**
 * Names that the big vendors use for moments and counters that move by themselves. A name alone proves
 * nothing, so the value must also look like what the name promises.
 */
const momentNames =
  /^(.*(Creat|Updat|Modif|Launch|Start|Used|Changed|Accessed|Refreshed|Published|Attach|Assess|Evaluat|Renew|Rotat)(e|ed|ion|ied|ication)?_?(Date|Time|DateTime|TimeStamp|Timestamp|At)|LastModified|LastUpdated|LastChanged|LastAccessed|Timestamp|launch_time|last_modified|created_at|updated_at|creation_?timestamp)$/i;
const tokenNames =
  /^(e_?tag|revision_?id|lock_?token|request_?id|change_?token|resource_?version|generation|observed_?generation|update_?token|locked_time|last_modified_revision|self_?link_?with_?id)$/i;

export const volatilePath: NoiseRule = {
  id: 'volatile-path',
  sentence: 'This value moves by itself (a moment, a counter, a version token) and is not configuration.',
  source: 'volatile paths of the resource type; names and forms of timestamps and version tokens',
  folds: (difference) => difference.volatileDepth > 0 || isMoment(difference) || isToken(difference),
};

function isMoment({ key, before, after, change }: Difference): boolean {
  if (!momentNames.test(key) || change === 'removed') return false;
  return looksLikeMoment(before) && looksLikeMoment(after) && (before !== undefined || after !== undefined);
}

function looksLikeMoment(value: unknown): boolean {
  if (value === undefined || value === null) return true;
  if (typeof value === 'string') {
    return (
      /^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/.test(value) ||
      /^1\d{9}(\d{3})?(\.\d+)?$/.test(value)
    );
  }
  return typeof value === 'number' && value > 1e9 && value < 1e14;
}

/** Both sides in the same form: an integer, a UUID, or one unbroken text of the same length with a digit. */
function isToken({ key, before, after, change }: Difference): boolean {
  if (!tokenNames.test(key)) return false;
  const [left, right] =
    change === 'modified' ? [before, after] : change === 'added' ? [after, after] : [undefined, undefined];
  if (typeof left === 'number') return Number.isInteger(left) && Number.isInteger(right);
  if (typeof left !== 'string' || typeof right !== 'string') return false;
  return (
    left.length === right.length &&
    [left, right].every((text) => /^(W\/)?"?[0-9a-zA-Z+/=_-]{1,128}"?$/.test(text) && /\d/.test(text))
  );
}

/** Kubernetes keeps what the cluster reports beside what was asked for. */
export const kubernetesStatus: NoiseRule = {
  id: 'kubernetes-status',
  sentence: 'The cluster reports this; it is not part of what was asked for.',
  source: 'Kubernetes API conventions: status, metadata.managedFields and friends',
  folds: ({ path, type, beforeRoot, afterRoot }) => {
    if (
      !type.startsWith('k8s_') &&
      !(isJsonObject(beforeRoot) && 'apiVersion' in beforeRoot && 'kind' in afterRoot)
    ) {
      return false;
    }
    if (path[0] === 'status') return true;
    return (
      path[0] === 'metadata' &&
      typeof path[1] === 'string' &&
      ['managedFields', 'resourceVersion', 'generation', 'uid', 'creationTimestamp', 'selfLink'].includes(
        path[1],
      )
    );
  },
};
