import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { dynamodbTableType } from '../../../../providers/aws/resources/dynamodb_table/schema.ts';

export const control = defineControl({
  id: 'aws-dynamodb-table-protected-from-deletion',
  version: 1,
  title: 'DynamoDB table is protected from deletion',
  severity: 'medium',
  category: 'resilience',
  risk:
    'One command or one wrong plan of an infrastructure tool deletes the table with everything in it. ' +
    'Deletion protection refuses until somebody takes it off on purpose.',
  advice: {
    console: 'DynamoDB → Tables → the table → Additional settings → Deletion protection → Turn on.',
    cli: 'aws dynamodb update-table --table-name NAME --deletion-protection-enabled',
    terraform: 'resource "aws_dynamodb_table" "this" {\n  deletion_protection_enabled = true\n}',
    cloudformation: 'DeletionProtectionEnabled: true',
  },
  references: [
    'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/WorkingWithTables.Basics.html',
  ],
  resource: dynamodbTableType,
  equivalents: ['prowler:dynamodb_table_deletion_protection_enabled'],
  evaluate(table) {
    if (table.DeletionProtectionEnabled === true)
      return pass('Deletion protection is on.', 'DeletionProtectionEnabled');
    return fail('Deletion protection is off.', 'DeletionProtectionEnabled');
  },
});
