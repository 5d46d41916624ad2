import { z } from 'zod';
import { defineResourceType } from '../../../../../plugin-kit/define-resource-type.ts';
import { flag, listOf, number, tags, text, texts } from '../../shapes/schema-parts.ts';

export const cloudwatchAlarmType = defineResourceType({
  type: 'cloudwatch_alarm',
  vendorType: 'AWS::CloudWatch::Alarm',
  provider: 'aws',
  title: 'CloudWatch alarm',
  service: 'cloudwatch',
  aliases: ['alarm'],
  schema: z.looseObject({
    AlarmName: text,
    Arn: text,
    AlarmDescription: text,
    ActionsEnabled: flag,
    AlarmActions: texts,
    OKActions: texts,
    InsufficientDataActions: texts,
    Namespace: text,
    MetricName: text,
    Dimensions: listOf(z.looseObject({ Name: text, Value: text })),
    Statistic: text,
    ExtendedStatistic: text,
    Period: number,
    Unit: text,
    EvaluationPeriods: number,
    DatapointsToAlarm: number,
    Threshold: number,
    ThresholdMetricId: text,
    ComparisonOperator: text,
    TreatMissingData: text,
    EvaluateLowSampleCountPercentile: text,
    /** Instead of Namespace and MetricName: an alarm on an expression over several metrics. */
    Metrics: listOf(z.looseObject({ Id: text, Expression: text, Label: text })),
    Tags: tags,
  }),
  facts: {
    readOnlyPaths: ['Arn'],
    createOnlyPaths: ['AlarmName'],
    defaultPaths: { ActionsEnabled: true, TreatMissingData: 'missing' },
    unorderedScalarPaths: ['AlarmActions', 'OKActions', 'InsufficientDataActions'],
    unorderedObjectArrayPaths: ['Dimensions', 'Metrics'],
    identityKeys: { Tags: 'Key', Dimensions: 'Name', Metrics: 'Id' },
  },
});
