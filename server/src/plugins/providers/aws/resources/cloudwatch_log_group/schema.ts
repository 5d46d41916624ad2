import { z } from 'zod';
import { defineResourceType } from '../../../../../plugin-kit/define-resource-type.ts';
import { document, flag, listOf, number, tags, text } from '../../shapes/schema-parts.ts';

/** `MetricFilters` are `AWS::Logs::MetricFilter` there; here they show what a group raises alarms about. */
export const cloudwatchLogGroupType = defineResourceType({
  type: 'cloudwatch_log_group',
  vendorType: 'AWS::Logs::LogGroup',
  provider: 'aws',
  title: 'CloudWatch log group',
  service: 'logs',
  aliases: ['log_group', 'loggroup'],
  schema: z.looseObject({
    LogGroupName: text,
    Arn: text,
    LogGroupClass: text,
    /** Absent: kept for ever. */
    RetentionInDays: number,
    KmsKeyId: text,
    DeletionProtectionEnabled: flag,
    BearerTokenAuthenticationEnabled: flag,
    DataProtectionStatus: text,
    DataProtectionPolicy: document,
    MetricFilters: listOf(
      z.looseObject({
        FilterName: text,
        FilterPattern: text,
        FieldSelectionCriteria: text,
        MetricTransformations: listOf(
          z.looseObject({
            MetricName: text,
            MetricNamespace: text,
            MetricValue: text,
            Dimensions: listOf(z.looseObject({ Key: text, Value: text })),
          }),
        ),
      }),
    ),
    Tags: tags,
  }),
  facts: {
    readOnlyPaths: ['Arn', 'DataProtectionStatus'],
    createOnlyPaths: ['LogGroupName'],
    defaultPaths: {
      LogGroupClass: 'STANDARD',
      DeletionProtectionEnabled: false,
      BearerTokenAuthenticationEnabled: false,
    },
    unorderedObjectArrayPaths: ['MetricFilters'],
    identityKeys: { Tags: 'Key', MetricFilters: 'FilterName' },
  },
});
