import { cli, counted, listed } from '../../../../plugin-kit/advice-text.ts';
import { defineRecommendation } from '../../../../plugin-kit/define-recommendation.ts';
import { iamAccountType } from '../../../providers/aws/resources/iam_account/schema.ts';

const rules = [
  'bucket-policy-changes',
  'config-changes',
  'failed-sign-ins',
  'iam-policy-changes',
  'kms-key-disabled',
  'network-acl-changes',
  'network-gateway-changes',
  'organizations-changes',
  'root-usage',
  'route-table-changes',
  'security-group-changes',
  'sign-in-without-mfa',
  'trail-changes',
  'unauthorized-calls',
  'vpc-changes',
];
/** Those whose silence costs most come first. */
const first = ['root-usage', 'trail-changes', 'iam-policy-changes', 'sign-in-without-mfa'];

export const recommendation = defineRecommendation({
  id: 'aws-cloudwatch-watch-the-account',
  version: 1,
  title: 'Let somebody hear of what matters in an account',
  kind: 'security',
  resource: iamAccountType,
  per: 'resource',
  controls: rules.map((rule) => `aws-cloudwatch-${rule}-alarm`),
  exposure: 'account',
  effortMinutes: 120,
  references: [],
  advise({ resources: [account] }) {
    const missing = rules.filter((rule) => account.fails.has(`aws-cloudwatch-${rule}-alarm`));
    const urgent = first.filter((rule) => missing.includes(rule));
    const words = missing.map((rule) => rule.replaceAll('-', ' '));
    return {
      title: `Set ${counted(missing.length, 'alarm')} for the account ${account.accountId}`,
      explanation: `Nobody hears of ${listed(words, words.length, 15)}. All of them are metric filters on the same log group with the same topic behind them, so one template sets them all.`,
      steps: [
        {
          text: 'Make sure that a trail of all regions delivers to one log group.',
          commands: ['aws cloudtrail describe-trails --query trailList[].CloudWatchLogsLogGroupArn'],
        },
        {
          text: 'Create a topic that a person reads, and confirm the subscription.',
          commands: [cli`aws sns create-topic --name ${`account-${account.accountId}-watch`}`],
        },
        {
          text: `Add a metric filter and an alarm for each, by a template${urgent.length > 0 ? `; begin with ${listed(urgent.map((rule) => rule.replaceAll('-', ' ')))}` : ''}.`,
        },
        { text: 'Try one: change a test resource and see that the message comes.' },
      ],
      impact: 'What an intruder does first is seen within minutes.',
      sideEffects: [
        'Each alarm costs a few cents a month; teams that change much get messages and need a way to sort them.',
      ],
    };
  },
  examples: [
    {
      title: 'an account with two silent events',
      resources: [
        {
          name: '111122223333',
          region: 'global',
          configuration: {},
          fails: ['aws-cloudwatch-vpc-changes-alarm', 'aws-cloudwatch-root-usage-alarm'],
        },
      ],
      says: ['Set 2 alarms', 'begin with root usage', 'account-111122223333-watch'],
    },
  ],
});
