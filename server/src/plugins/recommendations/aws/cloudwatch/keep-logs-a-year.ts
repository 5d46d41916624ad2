import { cli, counted, forEach, inRegion, listed } from '../../../../plugin-kit/advice-text.ts';
import { defineRecommendation } from '../../../../plugin-kit/define-recommendation.ts';
import { cloudwatchLogGroupType } from '../../../providers/aws/resources/cloudwatch_log_group/schema.ts';

export const recommendation = defineRecommendation({
  id: 'aws-cloudwatch-keep-logs-a-year',
  version: 1,
  title: 'Keep logs for a year',
  kind: 'security',
  resource: cloudwatchLogGroupType,
  per: 'account',
  controls: ['aws-cloudwatch-log-group-retention'],
  driftAttributes: ['RetentionInDays'],
  exposure: 'account',
  effortMinutes: 20,
  references: [],
  advise({ resources, total }) {
    return {
      title: `Keep the events of ${counted(total, 'log group')} for a year`,
      explanation: `${listed(
        resources.map(({ name }) => name),
        total,
      )} ${total === 1 ? 'forgets its' : 'forget their'} events earlier. Break-ins are found after months; by then the log that would tell is gone.`,
      steps: [
        { text: 'Leave out groups of tests: accept them as an exception.' },
        {
          text: 'Set the retention.',
          commands: forEach(
            resources,
            (group) =>
              cli`aws logs put-retention-policy${inRegion(group)} --log-group-name ${group.configuration.LogGroupName ?? group.name} --retention-in-days 365`,
          ),
        },
        { text: 'Set it in the template of the functions and services that write there.' },
      ],
      impact: 'A year can be looked back at.',
      sideEffects: ['What is stored longer is charged longer.'],
    };
  },
  examples: [
    {
      title: 'a group of a month',
      resources: [
        {
          name: '/aws/lambda/pay',
          configuration: { LogGroupName: '/aws/lambda/pay', RetentionInDays: 30 },
          fails: ['aws-cloudwatch-log-group-retention'],
        },
      ],
      says: ['--log-group-name /aws/lambda/pay --retention-in-days 365'],
    },
  ],
});
