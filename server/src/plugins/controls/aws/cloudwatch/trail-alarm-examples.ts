import type { Json } from '../../../../core/json.ts';
import {
  type ControlExample,
  type ControlExamples,
  defineExamples,
  type ExampleResource,
} from '../../../../plugin-kit/define-control.ts';

const account = '111122223333';
const groupArn = `arn:aws:logs:us-east-1:${account}:log-group:trail:*`;
const topicArn = `arn:aws:sns:us-east-1:${account}:alerts`;

type Fields = { [key: string]: Json };

const trail = (changes: Fields = {}): ExampleResource => ({
  name: 'main',
  configuration: {
    TrailName: 'main',
    IsMultiRegionTrail: true,
    IsLogging: true,
    CloudWatchLogsLogGroupArn: groupArn,
    EventSelectors: [{ ReadWriteType: 'All', IncludeManagementEvents: true }],
    ...changes,
  },
});

/** The whole chain around one pattern, with the given links changed. */
function chain(
  pattern: string,
  changes: { trail?: Fields; alarm?: Fields; topic?: Fields; filter?: Fields } = {},
): Record<string, ExampleResource[]> {
  const MetricTransformations = [{ MetricName: 'seen', MetricNamespace: 'Trail', MetricValue: '1' }];
  const filter = { FilterName: 'watch', FilterPattern: pattern, MetricTransformations, ...changes.filter };
  return {
    trails: [trail(changes.trail)],
    groups: [{ name: 'trail', configuration: { Arn: groupArn, MetricFilters: [filter] } }],
    alarms: [
      {
        name: 'heard',
        configuration: { Namespace: 'Trail', MetricName: 'seen', AlarmActions: [topicArn], ...changes.alarm },
      },
    ],
    topics: [
      {
        configuration: {
          TopicArn: topicArn,
          Subscription: [{ Protocol: 'email', Endpoint: 'a@example.com', Confirmed: true }],
          ...changes.topic,
        },
      },
    ],
  };
}

/**
 * Cases of a control that asks for an alarm on events of the trail: the chain with a good pattern, each of its
 * links broken, and what nobody could see. `alsoGood` and `notGood` are further patterns.
 */
export function trailAlarmExamples(
  pattern: string,
  further: { alsoGood?: readonly string[]; notGood?: readonly string[] } = {},
): ControlExamples {
  const inner = pattern.replace(/^\{\s*/, '').replace(/\s*\}$/, '');
  const good = (title: string, text: string): ControlExample => ({
    title,
    configuration: {},
    surroundings: chain(text),
  });
  const broken = (title: string, changes: Parameters<typeof chain>[1], says: string): ControlExample => ({
    title,
    configuration: {},
    surroundings: chain(pattern, changes),
    says,
  });
  const whole = chain(pattern);
  return defineExamples({
    pass: [
      good('where somebody is told', pattern),
      good('whose filter has other events too', `{ ($.eventName = RunInstances) || (${inner}) }`),
      good(
        'whose filter is written without spaces',
        `{(${inner.replaceAll(' && ', '&&').replaceAll(' || ', '||')})}`,
      ),
      ...(further.alsoGood ?? []).map((text) => good(`with the pattern ${text}`, text)),
      {
        title: 'where somebody is told, although another region could not be listed',
        configuration: {},
        surroundings: whole,
        unlisted: ['trails', 'alarms'],
      },
    ],
    fail: [
      { title: 'without any trail', configuration: {}, says: 'No trail' },
      broken('whose trail is switched off', { trail: { IsLogging: false } }, 'No trail'),
      broken('whose trail records one region', { trail: { IsMultiRegionTrail: false } }, 'No trail'),
      broken(
        'whose trail leaves out management events',
        { trail: { EventSelectors: [{ ReadWriteType: 'All', IncludeManagementEvents: false }] } },
        'No trail',
      ),
      {
        title: 'whose trail does not write to CloudWatch Logs',
        configuration: {},
        surroundings: {
          trails: [{ name: 'main', configuration: { IsMultiRegionTrail: true, IsLogging: true } }],
        },
        says: 'does not send',
      },
      broken(
        'without a metric filter',
        { filter: { FilterPattern: '{ $.eventName = RunInstances }' } },
        'No metric filter',
      ),
      broken(
        'whose filter looks at one region only',
        { filter: { FilterPattern: `{ (${inner}) && ($.awsRegion = "us-east-1") }` } },
        'No metric filter',
      ),
      broken(
        'whose filter is narrowed by criteria on fields',
        { filter: { FieldSelectionCriteria: '@aws.region = "us-east-1"' } },
        'No metric filter',
      ),
      ...(further.notGood ?? []).map((text) =>
        broken(`with the pattern ${text}`, { filter: { FilterPattern: text } }, 'No metric filter'),
      ),
      broken(
        'whose filter counts zero',
        {
          filter: {
            MetricTransformations: [{ MetricName: 'seen', MetricNamespace: 'Trail', MetricValue: '0' }],
          },
        },
        'No alarm',
      ),
      broken(
        'whose filter counts by user',
        {
          filter: {
            MetricTransformations: [
              {
                MetricName: 'seen',
                MetricNamespace: 'Trail',
                MetricValue: '1',
                Dimensions: [{ Key: 'user', Value: '$.userIdentity.userName' }],
              },
            ],
          },
        },
        'No alarm',
      ),
      broken(
        'whose alarm watches the metric of one user',
        { alarm: { Dimensions: [{ Name: 'user', Value: 'eve' }] } },
        'dimensions',
      ),
      broken('whose alarm watches another metric', { alarm: { MetricName: 'other' } }, 'No alarm'),
      broken('whose alarm watches another namespace', { alarm: { Namespace: 'Other' } }, 'No alarm'),
      broken('whose alarm is muted', { alarm: { ActionsEnabled: false } }, 'switched off'),
      broken('whose alarm has no action', { alarm: { AlarmActions: [] } }, 'no action'),
      broken(
        'whose topic waits for a confirmation',
        { topic: { Subscription: [{ Protocol: 'email', Endpoint: 'a@example.com', Confirmed: false }] } },
        'no confirmed subscription',
      ),
    ],
    unknown: [
      { title: 'whose trails were not listed', configuration: {}, unlisted: ['trails'] },
      {
        title: 'whose alarms were not listed',
        configuration: {},
        surroundings: { ...whole, alarms: [] },
        unlisted: ['alarms'],
      },
      {
        title: 'whose metric filters were denied',
        configuration: {},
        surroundings: {
          ...whole,
          groups: [
            {
              name: 'trail',
              configuration: { Arn: groupArn },
              unreadable: [
                { path: 'MetricFilters', reason: 'denied', permission: 'logs:DescribeMetricFilters' },
              ],
            },
          ],
        },
        says: 'logs:DescribeMetricFilters',
      },
      broken(
        'whose filter is a regular expression',
        { filter: { FilterPattern: `{ (${inner}) && ($.awsRegion = %us-.*%) }` } },
        'cannot be told',
      ),
      broken(
        'whose trail writes to another account',
        { trail: { CloudWatchLogsLogGroupArn: groupArn.replace(account, '999999999999') } },
        '999999999999',
      ),
    ],
  });
}
