import type { Random } from './random.ts';
import { company } from './site.ts';
import type { World } from './world.ts';

export const trailName = `${company}-organisation`;

/** The one multi-region trail, at home in us-east-1. */
export function buildTrails(world: World, random: Random): void {
  const home = 'us-east-1';
  const started = random.dateAgo(300, 600);
  const base = `arn:aws:cloudtrail:${home}:${world.accountId}:trail/${trailName}`;
  world.region(home).trails.put({
    Name: trailName,
    TrailARN: base,
    HomeRegion: home,
    S3BucketName: `${company}-cloudtrail-logs`,
    IncludeGlobalServiceEvents: true,
    IsMultiRegionTrail: true,
    IsOrganizationTrail: false,
    LogFileValidationEnabled: true,
    CloudWatchLogsLogGroupArn: `arn:aws:logs:${home}:${world.accountId}:log-group:/cloudtrail/${trailName}:*`,
    CloudWatchLogsRoleArn: `arn:aws:iam::${world.accountId}:role/cloudtrail-to-logs`,
    KmsKeyId: `arn:aws:kms:${home}:${world.accountId}:alias/${company}-data`,
    HasCustomEventSelectors: true,
    HasInsightSelectors: true,
    tags: { Name: trailName, Team: 'security', ManagedBy: 'terraform' },
    status: {
      IsLogging: true,
      StartLoggingTime: started,
      LatestDeliveryTime: started,
      LatestCloudWatchLogsDeliveryTime: started,
      LatestDigestDeliveryTime: started,
      TimeLoggingStarted: started.toISOString().replace('.000Z', 'Z'),
      TimeLoggingStopped: '',
      LatestNotificationAttemptTime: '',
      LatestNotificationAttemptSucceeded: '',
    },
    eventSelectors: [
      {
        ReadWriteType: 'All',
        IncludeManagementEvents: true,
        DataResources: [{ Type: 'AWS::S3::Object', Values: [`arn:aws:s3:::data-lake-${company}-events/`] }],
        ExcludeManagementEventSources: [],
      },
    ],
    insightSelectors: [{ InsightType: 'ApiCallRateInsight' }],
  });
}
