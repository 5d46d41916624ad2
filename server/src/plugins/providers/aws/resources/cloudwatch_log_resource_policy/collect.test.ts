import { describe, expect, it } from 'vitest';
import { collectAll, type RecordedResponses, replaySession } from '../../testing/replay.ts';
import { cloudwatchLogResourcePolicyCollector as collector } from './collect.ts';

const recorded: RecordedResponses = {
  'cloudwatch-logs:DescribeResourcePolicies': {
    resourcePolicies: [{ policyName: 'es-logs', policyDocument: '{"Statement":[]}', lastUpdatedTime: 1 }],
  },
};

async function collectOne(changes: RecordedResponses = {}) {
  const responses = { ...recorded, ...changes };
  const [resource] = await collectAll(collector, replaySession({ collector, responses }));
  if (resource === undefined) throw new Error('nothing was collected');
  return resource;
}

describe('the collector of log resource policies', () => {
  it('shows the policy as the object that it is', async () => {
    expect(await collectOne()).toMatchObject({
      externalId: 'log-resource-policy:us-east-1::es-logs',
      name: 'es-logs',
      configuration: { PolicyName: 'es-logs', PolicyDocument: { Statement: [] } },
    });
  });

  it('fails as a whole when the list is denied', async () => {
    const denied = { 'cloudwatch-logs:DescribeResourcePolicies': { error: 'AccessDeniedException' } };
    await expect(collectOne(denied)).rejects.toMatchObject({ permission: 'logs:DescribeResourcePolicies' });
  });
});
