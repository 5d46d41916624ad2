import { describe, expect, it } from 'vitest';
import { collectAll, type RecordedResponses, replaySession } from '../../testing/replay.ts';
import { cloudtrailTrailCollector as collector } from './collect.ts';

const arn = 'arn:aws:cloudtrail:us-east-1:123456789012:trail/main';
const trail = {
  Name: 'main',
  TrailARN: arn,
  HomeRegion: 'us-east-1',
  S3BucketName: 'audit',
  IsMultiRegionTrail: true,
  IsOrganizationTrail: false,
  IncludeGlobalServiceEvents: true,
  LogFileValidationEnabled: true,
  KmsKeyId: 'arn:aws:kms:key',
  HasInsightSelectors: false,
};
const recorded: RecordedResponses = {
  'cloudtrail:DescribeTrails': { trailList: [trail] },
  'cloudtrail:GetTrailStatus': { IsLogging: true, LatestDeliveryTime: '2024-05-01T00:00:00Z' },
  'cloudtrail:GetEventSelectors': {
    TrailARN: arn,
    EventSelectors: [
      {
        ReadWriteType: 'All',
        IncludeManagementEvents: true,
        ExcludeManagementEventSources: [],
        DataResources: [{ Type: 'AWS::S3::Object', Values: ['arn:aws:s3:::b', 'arn:aws:s3:::a'] }],
      },
    ],
  },
  'cloudtrail:ListTags': {
    ResourceTagList: [{ ResourceId: arn, TagsList: [{ Key: 'team', Value: 'sec' }] }],
  },
};

async function collectOne(changes: RecordedResponses = {}) {
  const responses = { ...recorded, ...changes };
  const [observed] = await collectAll(collector, replaySession({ collector, responses }));
  if (observed === undefined) throw new Error('no trail was collected');
  return observed;
}

describe('the CloudTrail trail collector', () => {
  it('shows whether the trail logs, what, and where to', async () => {
    const observed = await collectOne();
    expect(observed).toMatchObject({
      externalId: arn,
      region: 'us-east-1',
      status: 'active',
      unreadable: [],
    });
    expect(observed.configuration).toEqual({
      TrailName: 'main',
      Arn: arn,
      HomeRegion: 'us-east-1',
      IsLogging: true,
      IsMultiRegionTrail: true,
      IsOrganizationTrail: false,
      IncludeGlobalServiceEvents: true,
      EnableLogFileValidation: true,
      S3BucketName: 'audit',
      KMSKeyId: 'arn:aws:kms:key',
      EventSelectors: [
        {
          ReadWriteType: 'All',
          IncludeManagementEvents: true,
          DataResources: [{ Type: 'AWS::S3::Object', Values: ['arn:aws:s3:::a', 'arn:aws:s3:::b'] }],
        },
      ],
      Tags: [{ Key: 'team', Value: 'sec' }],
    });
  });

  it('calls a trail stopped that does not log', async () => {
    const observed = await collectOne({ 'cloudtrail:GetTrailStatus': { IsLogging: false } });
    expect(observed).toMatchObject({ status: 'stopped', configuration: { IsLogging: false } });
  });

  it('sees no change in the time of the last delivery', async () => {
    const later = { IsLogging: true, LatestDeliveryTime: '2024-05-01T00:05:00Z' };
    expect(await collectOne({ 'cloudtrail:GetTrailStatus': later })).toEqual(await collectOne());
  });

  it('says how many days ago the last event reached CloudWatch Logs', async () => {
    const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString();
    const age = async (LatestCloudWatchLogsDeliveryTime: string) =>
      (
        await collectOne({
          'cloudtrail:GetTrailStatus': { IsLogging: true, LatestCloudWatchLogsDeliveryTime },
        })
      ).configuration.LatestCloudWatchLogsDeliveryAgeDays;
    expect(await age(hoursAgo(1))).toBe(0);
    expect(await age(hoursAgo(80))).toBe(3);
  });

  it('reads insight selectors where the list says that there are some', async () => {
    const observed = await collectOne({
      'cloudtrail:DescribeTrails': { trailList: [{ ...trail, HasInsightSelectors: true }] },
      'cloudtrail:GetInsightSelectors': { InsightSelectors: [{ InsightType: 'ApiCallRateInsight' }] },
    });
    expect(observed.configuration.InsightSelectors).toEqual([{ InsightType: 'ApiCallRateInsight' }]);
  });

  it('does not know whether a trail logs when that was denied', async () => {
    const observed = await collectOne({ 'cloudtrail:GetTrailStatus': { error: 'AccessDeniedException' } });
    expect(observed.configuration).not.toHaveProperty('IsLogging');
    expect(observed.unreadable[0]).toMatchObject({
      path: 'IsLogging',
      permission: 'cloudtrail:GetTrailStatus',
    });
  });
});
