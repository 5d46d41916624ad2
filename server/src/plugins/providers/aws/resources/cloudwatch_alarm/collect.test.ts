import { describe, expect, it } from 'vitest';
import { collectAll, type RecordedResponses, replaySession } from '../../testing/replay.ts';
import { cloudwatchAlarmCollector as collector } from './collect.ts';

const recorded: RecordedResponses = {
  'cloudwatch:DescribeAlarms': {
    MetricAlarms: [
      {
        AlarmName: 'root-used',
        AlarmArn: 'arn:aws:cloudwatch:us-east-1:123456789012:alarm:root-used',
        ActionsEnabled: true,
        AlarmActions: ['arn:aws:sns:us-east-1:123456789012:b', 'arn:aws:sns:us-east-1:123456789012:a'],
        OKActions: [],
        StateValue: 'OK',
        StateUpdatedTimestamp: '2026-01-01T00:00:00Z',
        Namespace: 'Trail',
        MetricName: 'RootUsed',
        Dimensions: [],
        Statistic: 'Sum',
        Period: 300,
        EvaluationPeriods: 1,
        Threshold: 1,
        ComparisonOperator: 'GreaterThanOrEqualToThreshold',
      },
    ],
    CompositeAlarms: [{ AlarmName: 'both' }],
  },
  'cloudwatch:ListTagsForResource': { Tags: [{ Key: 'team', Value: 'sec' }] },
};

async function collectOne(changes: RecordedResponses = {}) {
  const responses = { ...recorded, ...changes };
  const [resource] = await collectAll(collector, replaySession({ collector, responses }));
  if (resource === undefined) throw new Error('nothing was collected');
  return resource;
}

describe('the collector of CloudWatch alarms', () => {
  it('shows what an alarm watches and whom it tells, and not in which state it is', async () => {
    const alarm = await collectOne();
    expect(alarm).toMatchObject({ name: 'root-used', tags: { team: 'sec' }, unreadable: [] });
    expect(alarm.configuration).toEqual({
      AlarmName: 'root-used',
      Arn: 'arn:aws:cloudwatch:us-east-1:123456789012:alarm:root-used',
      ActionsEnabled: true,
      AlarmActions: ['arn:aws:sns:us-east-1:123456789012:a', 'arn:aws:sns:us-east-1:123456789012:b'],
      Namespace: 'Trail',
      MetricName: 'RootUsed',
      Statistic: 'Sum',
      Period: 300,
      EvaluationPeriods: 1,
      Threshold: 1,
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
      Tags: [{ Key: 'team', Value: 'sec' }],
    });
  });

  it('keeps the alarm when only its tags are denied', async () => {
    const alarm = await collectOne({ 'cloudwatch:ListTagsForResource': { error: 'AccessDenied' } });
    expect(alarm.configuration).toHaveProperty('MetricName', 'RootUsed');
    expect(alarm.unreadable).toMatchObject([{ path: 'Tags', permission: 'cloudwatch:ListTagsForResource' }]);
  });
});
