import { cli, counted, forEach, inRegion, listed } from '../../../../plugin-kit/advice-text.ts';
import { defineRecommendation } from '../../../../plugin-kit/define-recommendation.ts';
import { cloudwatchLogGroupType } from '../../../providers/aws/resources/cloudwatch_log_group/schema.ts';

export const recommendation = defineRecommendation({
  id: 'aws-cloudwatch-end-endless-logs',
  version: 1,
  title: 'Let logs end',
  kind: 'cost',
  resource: cloudwatchLogGroupType,
  per: 'account',
  controls: [],
  severity: 'low',
  exposure: 'account',
  effortMinutes: 20,
  references: [
    'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/Working-with-log-groups-and-streams.html',
  ],
  when: ({ RetentionInDays: days, LogGroupClass: kind }) =>
    days === undefined && kind !== 'DELIVERY' ? { RetentionInDays: null } : null,
  advise({ resources, total }) {
    return {
      title: `Set an end for ${counted(total, 'log group')}`,
      explanation: `${listed(
        resources.map(({ name }) => name),
        total,
      )} ${total === 1 ? 'keeps its' : 'keep their'} events for ever. Storage grows each month and nobody reads what is years old. How much is stored is not collected, so no saving is named here.`,
      steps: [
        { text: 'Ask who needs more than a year; audit logs belong into a bucket with a lock.' },
        {
          text: 'Set 400 days: a year and what an audit of it needs.',
          commands: forEach(
            resources,
            (group) =>
              cli`aws logs put-retention-policy${inRegion(group)} --log-group-name ${group.configuration.LogGroupName ?? group.name} --retention-in-days 400`,
          ),
        },
      ],
      impact: 'Storage of logs stops to grow without end.',
      sideEffects: ['Events older than 400 days are deleted within a few days and cannot be brought back.'],
    };
  },
  examples: [
    {
      title: 'a group without an end',
      resources: [{ name: 'app', configuration: { LogGroupName: 'app' } }],
      says: ['--log-group-name app --retention-in-days 400', 'no saving is named'],
    },
    {
      title: 'a group with one',
      resources: [{ name: 'app', configuration: { LogGroupName: 'app', RetentionInDays: 365 } }],
      says: [],
    },
  ],
});
