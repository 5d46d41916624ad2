import type { MetricAlarm } from '@aws-sdk/client-cloudwatch';
import { defineCollector } from '../../../../../plugin-kit/define-collector.ts';
import { draftConfiguration } from '../../session/draft.ts';
import type { AwsSession } from '../../session/types.ts';
import { observed } from '../../shapes/observed.ts';
import { sorted, sortedBy, unlessBlank } from '../../shapes/order.ts';
import { cloudwatchAlarmType } from './schema.ts';

/** Alarms on metrics. Composite alarms combine others and are not listed without asking for them. */
export const cloudwatchAlarmCollector = defineCollector<AwsSession>({
  resource: cloudwatchAlarmType,
  scope: 'regional',
  lists: [{ operation: 'cloudwatch:DescribeAlarms', permission: 'cloudwatch:DescribeAlarms' }],
  details: [
    {
      operation: 'cloudwatch:ListTagsForResource',
      permission: 'cloudwatch:ListTagsForResource',
      paths: ['Tags'],
    },
  ],
  async *collect(session) {
    const input = { AlarmTypes: ['MetricAlarm' as const], MaxRecords: 100 };
    for await (const page of session.pages('cloudwatch', 'DescribeAlarms', input)) {
      yield* session.mapConcurrently(page.MetricAlarms ?? [], (alarm) => observeAlarm(session, alarm));
    }
  },
});

// Left out because it moves by itself: the state of the alarm and when it changed.
async function observeAlarm(session: AwsSession, alarm: MetricAlarm) {
  const name = alarm.AlarmName ?? '';
  const arn =
    alarm.AlarmArn ||
    `arn:${session.partition}:cloudwatch:${session.region}:${session.accountId}:alarm:${name}`;
  const tags = await session.detail('cloudwatch', 'ListTagsForResource', { ResourceARN: arn });
  const draft = draftConfiguration({
    AlarmName: name,
    Arn: arn,
    AlarmDescription: unlessBlank(alarm.AlarmDescription),
    ActionsEnabled: alarm.ActionsEnabled,
    AlarmActions: sorted(alarm.AlarmActions),
    OKActions: sorted(alarm.OKActions),
    InsufficientDataActions: sorted(alarm.InsufficientDataActions),
    Namespace: alarm.Namespace,
    MetricName: alarm.MetricName,
    Dimensions: sortedBy(
      alarm.Dimensions?.map(({ Name, Value }) => ({ Name, Value })),
      (dimension) => [dimension.Name],
    ),
    Statistic: alarm.Statistic,
    ExtendedStatistic: alarm.ExtendedStatistic,
    Period: alarm.Period,
    Unit: alarm.Unit,
    EvaluationPeriods: alarm.EvaluationPeriods,
    DatapointsToAlarm: alarm.DatapointsToAlarm,
    Threshold: alarm.Threshold,
    ThresholdMetricId: alarm.ThresholdMetricId,
    ComparisonOperator: alarm.ComparisonOperator,
    TreatMissingData: alarm.TreatMissingData,
    EvaluateLowSampleCountPercentile: alarm.EvaluateLowSampleCountPercentile,
    Metrics: sortedBy(alarm.Metrics, (metric) => [metric.Id]),
  });
  return observed(session, draft, { externalId: arn, name, tags: draft.take(tags)?.Tags });
}
