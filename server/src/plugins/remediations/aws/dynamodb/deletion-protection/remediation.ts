import { dynamodbTableType } from '../../../../providers/aws/resources/dynamodb_table/schema.ts';
import { defineSetting } from '../../setting.ts';
import { awsCommand } from '../../target.ts';

export const remediation = defineSetting<typeof dynamodbTableType, boolean>({
  id: 'aws-dynamodb-deletion-protection',
  title: 'Protect a DynamoDB table from deletion',
  description:
    'Calls that delete the table are refused until somebody takes the protection off. ' +
    'Items and settings of the table stay as they are.',
  resource: dynamodbTableType,
  risk: 'low',
  impact:
    'Pipelines and people that delete the table fail until they take the protection off first. ' +
    'Reading and writing go on.',
  effortMinutes: 5,
  controls: ['aws-dynamodb-table-protected-from-deletion'],
  attribute: 'DeletionProtectionEnabled',
  permissions: { read: ['dynamodb:DescribeTable'], write: ['dynamodb:UpdateTable'] },
  calls: ['dynamodb:UpdateTable'],
  settlesWithinMinutes: 5,
  async read(session, { name }) {
    const answer = await session.ask(
      'dynamodb',
      'DescribeTable',
      { TableName: name },
      { gone: ['ResourceNotFound'] },
    );
    return answer.state === 'value'
      ? { value: answer.value.Table?.DeletionProtectionEnabled === true }
      : null;
  },
  plan: (isOn, { target }) =>
    isOn
      ? { nothing: 'Deletion protection is on.' }
      : { to: true, summary: `Switch on deletion protection of ${target.name}` },
  async write(session, { name }, DeletionProtectionEnabled) {
    await session.send('dynamodb', 'UpdateTable', { TableName: name, DeletionProtectionEnabled });
  },
  byHand: (target, isOn) => ({
    cli: [
      awsCommand(
        'dynamodb update-table',
        target,
        ...['--table-name', target.name],
        isOn ? '--deletion-protection-enabled' : '--no-deletion-protection-enabled',
      ),
    ],
    terraform: `# In the aws_dynamodb_table ${target.name}:\ndeletion_protection_enabled = ${isOn}`,
    console: `DynamoDB → Tables → ${target.name} → Additional settings → Deletion protection: ${isOn ? 'on' : 'off'}.`,
  }),
});
