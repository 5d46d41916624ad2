import { describe, expect, it } from 'vitest';
import { collectAll, type RecordedResponses, replaySession } from '../../testing/replay.ts';
import { securityhubHubCollector as collector } from './collect.ts';

const recorded: RecordedResponses = {
  'securityhub:DescribeHub': {
    HubArn: 'arn:aws:securityhub:us-east-1:123456789012:hub/default',
    SubscribedAt: '2025-01-01T00:00:00Z',
    AutoEnableControls: true,
    ControlFindingGenerator: 'SECURITY_CONTROL',
  },
  'securityhub:GetEnabledStandards': {
    StandardsSubscriptions: [
      {
        StandardsArn:
          'arn:aws:securityhub:us-east-1::standards/aws-foundational-security-best-practices/v/1.0.0',
        StandardsStatus: 'READY',
        StandardsInput: {},
      },
    ],
  },
};

async function collectOne(changes: RecordedResponses = {}) {
  const responses = { ...recorded, ...changes };
  const [resource] = await collectAll(collector, replaySession({ collector, responses }));
  if (resource === undefined) throw new Error('nothing was collected');
  return resource;
}

describe('the collector of Security Hub', () => {
  it('shows the hub with its standards', async () => {
    expect((await collectOne()).configuration).toEqual({
      Enabled: true,
      HubArn: 'arn:aws:securityhub:us-east-1:123456789012:hub/default',
      AutoEnableControls: true,
      ControlFindingGenerator: 'SECURITY_CONTROL',
      Standards: [
        {
          StandardsArn:
            'arn:aws:securityhub:us-east-1::standards/aws-foundational-security-best-practices/v/1.0.0',
          StandardsStatus: 'READY',
        },
      ],
    });
  });

  it('is there, and switched off, where the account has not subscribed', async () => {
    const off = {
      error: 'InvalidAccessException',
      status: 401,
      message: 'AccountId: 123456789012 is not enabled for securityhub. Currentstate: false',
    };
    const hub = await collectOne({ 'securityhub:DescribeHub': off, 'securityhub:GetEnabledStandards': off });
    expect(hub).toMatchObject({
      externalId: 'securityhub:us-east-1',
      status: 'stopped',
      configuration: { Enabled: false },
      unreadable: [],
    });
  });

  it('does not take a denied call for switched off', async () => {
    const hub = await collectOne({
      'securityhub:DescribeHub': { error: 'AccessDeniedException', status: 403 },
    });
    expect(hub.configuration).not.toHaveProperty('Enabled');
    expect(hub.unreadable.map(({ path }) => path)).toContain('Enabled');
  });
});
