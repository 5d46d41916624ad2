import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { dynamodbTableType } from '../../../../providers/aws/resources/dynamodb_table/schema.ts';

export const control = defineControl({
  id: 'aws-dynamodb-table-recoverable-to-any-moment',
  version: 1,
  title: 'DynamoDB table can be recovered to any moment',
  severity: 'medium',
  category: 'resilience',
  risk:
    'A wrong deployment or a wrong script changes a table within seconds. ' +
    'Point-in-time recovery brings back any second of the last 35 days.',
  advice: {
    console: 'DynamoDB → Tables → the table → Backups → Point-in-time recovery → Edit → Turn on.',
    cli: 'aws dynamodb update-continuous-backups --table-name NAME --point-in-time-recovery-specification PointInTimeRecoveryEnabled=true',
    terraform:
      'resource "aws_dynamodb_table" "this" {\n  point_in_time_recovery {\n    enabled = true\n  }\n}',
    cloudformation: 'PointInTimeRecoverySpecification:\n  PointInTimeRecoveryEnabled: true',
  },
  references: ['https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/PointInTimeRecovery.html'],
  resource: dynamodbTableType,
  equivalents: ['prowler:dynamodb_tables_pitr_enabled'],
  evaluate(table) {
    const recovery = table.PointInTimeRecoverySpecification;
    if (recovery?.PointInTimeRecoveryEnabled !== true)
      return fail('Point-in-time recovery is off.', 'PointInTimeRecoverySpecification');
    return pass(
      `Point-in-time recovery reaches back ${recovery.RecoveryPeriodInDays ?? 35} days.`,
      'PointInTimeRecoverySpecification',
    );
  },
});
