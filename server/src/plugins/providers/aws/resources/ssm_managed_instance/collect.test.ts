import { describe, expect, it } from 'vitest';
import { collectAll, replaySession } from '../../testing/replay.ts';
import { ssmManagedInstanceCollector as collector } from './collect.ts';

const list = {
  'ssm:DescribeInstanceInformation': {
    InstanceInformationList: [
      {
        InstanceId: 'i-1',
        PingStatus: 'Online',
        LastPingDateTime: '2026-01-01T00:00:00Z',
        AgentVersion: '3.3.0.0',
        PlatformType: 'Linux',
        ResourceType: 'EC2Instance',
        ComputerName: 'web-1',
        AssociationStatus: 'Success',
      },
      { InstanceId: 'mi-2', PingStatus: 'Inactive', ResourceType: 'ManagedInstance' },
    ],
  },
};
const summaries = {
  'ssm:ListResourceComplianceSummaries': {
    ResourceComplianceSummaryItems: [
      {
        ResourceId: 'i-1',
        ComplianceType: 'Patch',
        Status: 'NON_COMPLIANT',
        OverallSeverity: 'CRITICAL',
        NonCompliantSummary: { NonCompliantCount: 4 },
        ExecutionSummary: { ExecutionTime: '2026-01-01T00:00:00Z' },
      },
      { ResourceId: 'i-1', ComplianceType: 'Association', Status: 'COMPLIANT' },
    ],
  },
};
const seen = (responses: object) =>
  collectAll(collector, replaySession({ collector, responses: responses as never }));

describe('the collector of managed instances', () => {
  it('joins what compliance was reported for each', async () => {
    const [one, other] = await seen({ ...list, ...summaries });
    expect(one).toMatchObject({
      externalId: 'arn:aws:ssm:us-east-1:123456789012:managed-instance/i-1',
      name: 'web-1',
      status: 'active',
      unreadable: [],
      configuration: {
        PingStatus: 'Online',
        Compliance: [
          { ComplianceType: 'Association', Status: 'COMPLIANT' },
          {
            ComplianceType: 'Patch',
            Status: 'NON_COMPLIANT',
            OverallSeverity: 'CRITICAL',
            NonCompliantCount: 4,
          },
        ],
      },
    });
    expect(other).toMatchObject({ name: 'mi-2', status: 'stopped' });
    expect(other?.configuration).not.toHaveProperty('Compliance');
  });

  it('does not move with the heartbeat of the agent', async () => {
    expect(JSON.stringify(await seen({ ...list, ...summaries }))).not.toContain('2026-01-01');
  });

  it('does not call an instance unpatched when it may not read compliance', async () => {
    const [one] = await seen(list);
    expect(one?.unreadable).toMatchObject([
      { path: 'Compliance', permission: 'ssm:ListResourceComplianceSummaries' },
    ]);
  });
});
