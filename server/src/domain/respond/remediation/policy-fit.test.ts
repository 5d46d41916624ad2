import { describe, expect, it } from 'vitest';
import { policyMismatch } from './policies.ts';

const subject = { severity: 'high' as const, providerId: 1, region: 'eu-west-1', tags: { env: 'test' } };

describe('a standing policy', () => {
  it.each([
    [{ scope: {}, maximum_severity: 'critical' }, null],
    [{ scope: {}, maximum_severity: 'high' }, null],
    [{ scope: {}, maximum_severity: 'medium' }, 'the finding is high, above medium'],
    [{ scope: { provider_id: 2 }, maximum_severity: 'high' }, 'it is another account'],
    [{ scope: { regions: ['us-east-1'] }, maximum_severity: 'high' }, 'it is in eu-west-1'],
    [{ scope: { tags: { env: 'production' } }, maximum_severity: 'high' }, 'its tag env is not production'],
    [{ scope: { tags: { team: 'a' } }, maximum_severity: 'high' }, 'its tag team is not a'],
    [
      { scope: { provider_id: 1, regions: ['eu-west-1'], tags: { env: 'test' } }, maximum_severity: 'high' },
      null,
    ],
  ] as const)('%j says: %s', (policy, words) => {
    const { scope, maximum_severity } = policy;
    expect(policyMismatch({ scope: structuredClone(scope) as object, maximum_severity }, subject)).toBe(
      words,
    );
  });
});
