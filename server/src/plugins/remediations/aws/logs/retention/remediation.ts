import { cloudwatchLogGroupType } from '../../../../providers/aws/resources/cloudwatch_log_group/schema.ts';
import { defineSetting } from '../../setting.ts';
import { awsCommand, terraformBlock } from '../../target.ts';

const leastDays = 365;

/** Null where events are kept for ever. */
export const remediation = defineSetting<typeof cloudwatchLogGroupType, number | null>({
  id: 'aws-logs-retention',
  title: 'Keep the events of a log group for a year',
  description:
    'Lengthens the retention of the log group to 365 days, or to what the baseline says when that is more. ' +
    'It is never shortened, and no event is deleted by it.',
  resource: cloudwatchLogGroupType,
  risk: 'low',
  impact:
    'Storage of the events is charged for longer. Writing and reading go on as before. ' +
    'Going back to the shorter time deletes what is older then.',
  effortMinutes: 5,
  controls: ['aws-cloudwatch-log-group-retention'],
  attribute: 'RetentionInDays',
  permissions: {
    read: ['logs:DescribeLogGroups'],
    write: ['logs:PutRetentionPolicy', 'logs:DeleteRetentionPolicy'],
  },
  calls: ['cloudwatch-logs:PutRetentionPolicy', 'cloudwatch-logs:DeleteRetentionPolicy'],
  async read(session, { name }) {
    // Names are prefixes of others; the group itself comes first in the order of names.
    const answer = await session.ask('cloudwatch-logs', 'DescribeLogGroups', { logGroupNamePrefix: name });
    const groups = answer.state === 'value' ? (answer.value.logGroups ?? []) : [];
    const group = groups.find(({ logGroupName }) => logGroupName === name);
    return group === undefined ? null : { value: group.retentionInDays ?? null };
  },
  plan(days, { target, baseline }) {
    if (days === null) return { nothing: 'Events are kept for ever.' };
    if (days >= leastDays) return { nothing: `Events are kept for ${days} days.` };
    const before = baseline?.RetentionInDays;
    if (baseline !== null && before === undefined)
      return { to: null, summary: `Keep the events of ${target.name} for ever, as the baseline says` };
    const to = typeof before === 'number' && before > leastDays ? before : leastDays;
    return { to, summary: `Keep the events of ${target.name} for ${to} days instead of ${days}` };
  },
  async write(session, { name }, days) {
    const logGroupName = name;
    if (days === null) await session.send('cloudwatch-logs', 'DeleteRetentionPolicy', { logGroupName });
    else await session.send('cloudwatch-logs', 'PutRetentionPolicy', { logGroupName, retentionInDays: days });
  },
  callsBetween: (_from, days) => [
    days === null ? 'cloudwatch-logs:DeleteRetentionPolicy' : 'cloudwatch-logs:PutRetentionPolicy',
  ],
  byHand(target, days) {
    const group = ['--log-group-name', target.name];
    return {
      cli: [
        days === null
          ? awsCommand('logs delete-retention-policy', target, ...group)
          : awsCommand('logs put-retention-policy', target, ...group, '--retention-in-days', String(days)),
      ],
      terraform: terraformBlock('aws_cloudwatch_log_group', {
        name: target.name,
        retention_in_days: days ?? 0,
      }),
      console: `CloudWatch → Log groups → ${target.name} → Actions → Edit retention setting: ${days === null ? 'never expire' : `${days} days`}.`,
    };
  },
});
