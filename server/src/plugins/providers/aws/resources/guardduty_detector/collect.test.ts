import { describe, expect, it } from 'vitest';
import { collectAll, type RecordedResponses, replaySession } from '../../testing/replay.ts';
import { guarddutyDetectorCollector as collector } from './collect.ts';

const recorded: RecordedResponses = {
  'guardduty:ListDetectors': { DetectorIds: ['abc'] },
  'guardduty:GetDetector': {
    Status: 'ENABLED',
    FindingPublishingFrequency: 'SIX_HOURS',
    ServiceRole: 'arn:aws:iam::123456789012:role/gd',
    UpdatedAt: '2026-01-01',
    Features: [
      { Name: 'S3_DATA_EVENTS', Status: 'ENABLED', UpdatedAt: 1767225600 },
      {
        Name: 'RUNTIME_MONITORING',
        Status: 'ENABLED',
        AdditionalConfiguration: [{ Name: 'EKS_ADDON_MANAGEMENT', Status: 'DISABLED' }],
      },
    ],
    Tags: { team: 'sec' },
  },
  'guardduty:GetAdministratorAccount': {
    Administrator: { AccountId: '999999999999', RelationshipStatus: 'Enabled', InvitedAt: '2025' },
  },
  'guardduty:ListMembers': { Members: [] },
  'guardduty:GetFindingsStatistics': { FindingStatistics: { CountBySeverity: { '8.0': 2, '5.0': 7 } } },
};

async function collectOne(changes: RecordedResponses = {}) {
  const responses = { ...recorded, ...changes };
  const [resource] = await collectAll(collector, replaySession({ collector, responses }));
  if (resource === undefined) throw new Error('nothing was collected');
  return resource;
}

describe('the collector of GuardDuty detectors', () => {
  it('shows features, the managing account and how many severe findings are open', async () => {
    const detector = await collectOne();
    expect(detector).toMatchObject({ status: 'active', tags: { team: 'sec' }, unreadable: [] });
    expect(detector.configuration).toEqual({
      DetectorId: 'abc',
      Arn: 'arn:aws:guardduty:us-east-1:123456789012:detector/abc',
      Enable: true,
      FindingPublishingFrequency: 'SIX_HOURS',
      Features: [
        {
          Name: 'RUNTIME_MONITORING',
          Status: 'ENABLED',
          AdditionalConfiguration: [{ Name: 'EKS_ADDON_MANAGEMENT', Status: 'DISABLED' }],
        },
        { Name: 'S3_DATA_EVENTS', Status: 'ENABLED' },
      ],
      Administrator: { AccountId: '999999999999', RelationshipStatus: 'Enabled' },
      EnabledMemberCount: 0,
      ActiveHighSeverityFindings: 2,
      Tags: [{ Key: 'team', Value: 'sec' }],
    });
  });

  it('does not take denied findings for none', async () => {
    const denied = { 'guardduty:GetFindingsStatistics': { error: 'AccessDeniedException' } };
    const detector = await collectOne(denied);
    expect(detector.configuration).not.toHaveProperty('ActiveHighSeverityFindings');
    expect(detector.unreadable).toMatchObject([
      { path: 'ActiveHighSeverityFindings', permission: 'guardduty:GetFindingsStatistics' },
    ]);
  });
});
