import { isTriviallyEmpty } from './empty-values.ts';
import type { Difference, NoiseRule } from './rule.ts';

const publicAddress = /^Public(Ip|IpAddress|Ipv4Address|DnsName)$/;

/**
 * The value of a public address is given by the vendor and moves. That there is one where there was none is
 * something that somebody should see.
 */
function isNewPublicAddress({ mode, key, before, after }: Difference): boolean {
  return (
    mode === 'snapshot' && publicAddress.test(key) && isTriviallyEmpty(before) && !isTriviallyEmpty(after)
  );
}

/** The vendor says in its schema that nobody can configure this. */
export const readOnlyProperty: NoiseRule = {
  id: 'read-only-property',
  sentence: 'The vendor fills in this property; nobody can configure it.',
  source: 'readOnlyProperties of the resource schema',
  folds: (difference) => difference.readOnlyDepth > 0 && !isNewPublicAddress(difference),
};

/** A declaration may say what a read never returns (passwords, one-time options). */
export const writeOnlyProperty: NoiseRule = {
  id: 'write-only-property',
  sentence: 'The vendor accepts this property but never returns it, so it cannot be compared.',
  source: 'writeOnlyProperties of the resource schema',
  mode: 'declared',
  folds: ({ writeOnlyDepth, change }) => writeOnlyDepth > 0 && change === 'removed',
};
