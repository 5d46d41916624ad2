import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { dynamodbTableType } from '../../../../providers/aws/resources/dynamodb_table/schema.ts';

export const control = defineControl({
  id: 'aws-dynamodb-table-encrypted-with-kms',
  version: 1,
  title: 'DynamoDB table is encrypted with a KMS key',
  severity: 'medium',
  category: 'encryption',
  risk:
    'By default a key that AWS owns encrypts the table: nobody can see its use, restrict it or take it away. ' +
    'A KMS key of the account can be audited and revoked.',
  advice: {
    console:
      'DynamoDB → Tables → the table → Additional settings → Encryption → Manage encryption: choose a key of your account.',
    cli: 'aws dynamodb update-table --table-name NAME --sse-specification Enabled=true,SSEType=KMS,KMSMasterKeyId=KEY_ARN',
    terraform:
      'resource "aws_dynamodb_table" "this" {\n  server_side_encryption {\n    enabled     = true\n    kms_key_arn = aws_kms_key.this.arn\n  }\n}',
    cloudformation:
      'SSESpecification:\n  SSEEnabled: true\n  SSEType: KMS\n  KMSMasterKeyId: !GetAtt Key.Arn',
  },
  references: ['https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/EncryptionAtRest.html'],
  resource: dynamodbTableType,
  equivalents: ['prowler:dynamodb_tables_kms_cmk_encryption_enabled'],
  evaluate(table) {
    const encryption = table.SSESpecification;
    if (encryption?.SSEEnabled !== true || encryption.SSEType !== 'KMS')
      return fail(
        'The table is encrypted with a key that AWS owns, which is the default.',
        'SSESpecification',
      );
    return pass(
      `The table is encrypted with the KMS key ${encryption.KMSMasterKeyId ?? 'aws/dynamodb'}.`,
      'SSESpecification',
    );
  },
});
