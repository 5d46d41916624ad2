import { describe, expect, it } from 'vitest';
import { collectAll, type RecordedResponses, replaySession } from '../../testing/replay.ts';
import { accessAnalyzerCollector as collector } from './collect.ts';

const arn = 'arn:aws:access-analyzer:us-east-1:123456789012:analyzer/outside';
const recorded: RecordedResponses = {
  'accessanalyzer:ListAnalyzers': {
    analyzers: [
      {
        arn,
        name: 'outside',
        type: 'ACCOUNT',
        status: 'ACTIVE',
        createdAt: '2023-03-29T13:53:08Z',
        lastResourceAnalyzed: 'arn:aws:s3:::moves',
        lastResourceAnalyzedAt: '2026-01-01T00:00:00Z',
        tags: { team: 'security' },
      },
    ],
  },
  'accessanalyzer:GetFindingsStatistics': {
    findingsStatistics: [
      {
        externalAccessFindingsStatistics: {
          totalActiveFindings: 2,
          totalArchivedFindings: 5,
          totalResolvedFindings: 9,
        },
      },
    ],
    lastUpdatedAt: '2026-01-01T00:00:00Z',
  },
};
const collectOne = async (changes: RecordedResponses = {}) =>
  (await collectAll(collector, replaySession({ collector, responses: { ...recorded, ...changes } })))[0];

describe('the collector of access analyzers', () => {
  it('shows what an analyzer looks for and how many findings are open', async () => {
    const analyzer = await collectOne();
    expect(analyzer).toMatchObject({ externalId: arn, name: 'outside', unreadable: [] });
    expect(analyzer?.configuration).toEqual({
      Arn: arn,
      AnalyzerName: 'outside',
      Type: 'ACCOUNT',
      Status: 'ACTIVE',
      CreatedAt: '2023-03-29T13:53:08.000Z',
      Findings: { TotalActive: 2, TotalArchived: 5 },
      Tags: [{ Key: 'team', Value: 'security' }],
    });
  });

  it('says that the findings are not known where they may not be counted', async () => {
    const analyzer = await collectOne({
      'accessanalyzer:GetFindingsStatistics': { error: 'AccessDeniedException', status: 403 },
    });
    expect(analyzer?.unreadable).toMatchObject([
      { path: 'Findings', permission: 'access-analyzer:GetFindingsStatistics' },
    ]);
  });
});
