import { z } from 'zod';
import { defineResourceType } from '../../../../../plugin-kit/define-resource-type.ts';
import { flag, listOf, number, tags, text, texts } from '../../shapes/schema-parts.ts';

export const cloudtrailTrailType = defineResourceType({
  type: 'cloudtrail_trail',
  vendorType: 'AWS::CloudTrail::Trail',
  provider: 'aws',
  title: 'CloudTrail trail',
  service: 'cloudtrail',
  aliases: ['cloudtrail', 'trail'],
  schema: z.looseObject({
    TrailName: text,
    Arn: text,
    HomeRegion: text,
    IsLogging: flag,
    IsMultiRegionTrail: flag,
    IsOrganizationTrail: flag,
    IncludeGlobalServiceEvents: flag,
    EnableLogFileValidation: flag,
    S3BucketName: text,
    S3KeyPrefix: text,
    SnsTopicName: text,
    SnsTopicArn: text,
    KMSKeyId: text,
    CloudWatchLogsLogGroupArn: text,
    CloudWatchLogsRoleArn: text,
    EventSelectors: listOf(
      z.looseObject({
        ReadWriteType: text,
        IncludeManagementEvents: flag,
        ExcludeManagementEventSources: texts,
        DataResources: listOf(z.looseObject({ Type: text, Values: texts })),
      }),
    ),
    AdvancedEventSelectors: listOf(
      z.looseObject({
        Name: text,
        FieldSelectors: listOf(
          z.looseObject({
            Field: text,
            Equals: texts,
            NotEquals: texts,
            StartsWith: texts,
            NotStartsWith: texts,
            EndsWith: texts,
            NotEndsWith: texts,
          }),
        ),
      }),
    ),
    InsightSelectors: listOf(z.looseObject({ InsightType: text })),
    /** GetTrailStatus: why the last log file or log event did not arrive. */
    LatestDeliveryError: text,
    LatestCloudWatchLogsDeliveryError: text,
    /** Whole days from the last delivery to CloudWatch Logs to the moment of reading; absent: never delivered. */
    LatestCloudWatchLogsDeliveryAgeDays: number,
    Tags: tags,
  }),
  facts: {
    readOnlyPaths: [
      'Arn',
      'HomeRegion',
      'LatestCloudWatchLogsDeliveryAgeDays',
      'LatestCloudWatchLogsDeliveryError',
      'LatestDeliveryError',
      'SnsTopicArn',
    ],
    createOnlyPaths: ['TrailName'],
    defaultPaths: {
      EnableLogFileValidation: false,
      IncludeGlobalServiceEvents: false,
      IsMultiRegionTrail: false,
      IsOrganizationTrail: false,
    },
    unorderedScalarPaths: [
      'EventSelectors.*.ExcludeManagementEventSources',
      'EventSelectors.*.DataResources.*.Values',
      'AdvancedEventSelectors.*.FieldSelectors.*.Equals',
      'AdvancedEventSelectors.*.FieldSelectors.*.NotEquals',
      'AdvancedEventSelectors.*.FieldSelectors.*.StartsWith',
      'AdvancedEventSelectors.*.FieldSelectors.*.NotStartsWith',
      'AdvancedEventSelectors.*.FieldSelectors.*.EndsWith',
      'AdvancedEventSelectors.*.FieldSelectors.*.NotEndsWith',
    ],
    unorderedObjectArrayPaths: [
      'AdvancedEventSelectors',
      'AdvancedEventSelectors.*.FieldSelectors',
      'AggregationConfigurations',
      'EventSelectors',
      'EventSelectors.*.DataResources',
      'InsightSelectors',
    ],
    identityKeys: { Tags: 'Key', InsightSelectors: 'InsightType' },
  },
});
