import { dynamodbTableType } from '../../../../providers/aws/resources/dynamodb_table/schema.ts';
import { defineSetting } from '../../setting.ts';
import { awsCommand } from '../../target.ts';

/** The period is null where recovery is off. */
type Recovery = { PointInTimeRecoveryEnabled: boolean; RecoveryPeriodInDays: number | null };

const mostDays = 35;

export const remediation = defineSetting<typeof dynamodbTableType, Recovery>({
  id: 'aws-dynamodb-point-in-time-recovery',
  title: 'Make a DynamoDB table recoverable to any moment',
  description:
    'Switches on continuous backups, which reach back thirty-five days, or as many as the baseline says. ' +
    'Backups on demand and plans of AWS Backup stay as they are.',
  resource: dynamodbTableType,
  risk: 'low',
  impact:
    'The size of the table is charged once more, for the backups. Reading and writing are not slowed. ' +
    'Going back deletes the continuous backups made until then.',
  effortMinutes: 5,
  controls: ['aws-dynamodb-table-recoverable-to-any-moment'],
  attribute: 'PointInTimeRecoverySpecification',
  permissions: {
    read: ['dynamodb:DescribeContinuousBackups'],
    write: ['dynamodb:UpdateContinuousBackups'],
  },
  calls: ['dynamodb:UpdateContinuousBackups'],
  settlesWithinMinutes: 5,
  async read(session, { name }) {
    const answer = await session.ask(
      'dynamodb',
      'DescribeContinuousBackups',
      { TableName: name },
      { gone: ['TableNotFound', 'ResourceNotFound'] },
    );
    if (answer.state !== 'value') return null;
    const recovery = answer.value.ContinuousBackupsDescription?.PointInTimeRecoveryDescription;
    const isOn = recovery?.PointInTimeRecoveryStatus === 'ENABLED';
    return {
      value: {
        PointInTimeRecoveryEnabled: isOn,
        RecoveryPeriodInDays: isOn ? (recovery?.RecoveryPeriodInDays ?? mostDays) : null,
      },
    };
  },
  plan({ PointInTimeRecoveryEnabled: isOn, RecoveryPeriodInDays: days }, { target, baseline }) {
    if (isOn) return { nothing: `Point-in-time recovery reaches back ${days} days.` };
    const before = (baseline?.PointInTimeRecoverySpecification ?? {}) as { RecoveryPeriodInDays?: number };
    const RecoveryPeriodInDays = before.RecoveryPeriodInDays ?? mostDays;
    return {
      to: { PointInTimeRecoveryEnabled: true, RecoveryPeriodInDays },
      summary: `Make ${target.name} recoverable to any moment of ${RecoveryPeriodInDays} days`,
    };
  },
  async write(session, { name }, { PointInTimeRecoveryEnabled, RecoveryPeriodInDays }) {
    await session.send('dynamodb', 'UpdateContinuousBackups', {
      TableName: name,
      PointInTimeRecoverySpecification: {
        PointInTimeRecoveryEnabled,
        ...(RecoveryPeriodInDays === null ? {} : { RecoveryPeriodInDays }),
      },
    });
  },
  byHand: (target, { PointInTimeRecoveryEnabled: isOn }) => ({
    cli: [
      awsCommand(
        'dynamodb update-continuous-backups',
        target,
        ...['--table-name', target.name],
        ...['--point-in-time-recovery-specification', `PointInTimeRecoveryEnabled=${isOn}`],
      ),
    ],
    terraform: `# In the aws_dynamodb_table ${target.name}:\npoint_in_time_recovery {\n  enabled = ${isOn}\n}`,
    console: `DynamoDB → Tables → ${target.name} → Backups → Point-in-time recovery → Edit: ${isOn ? 'on' : 'off'}.`,
  }),
});
