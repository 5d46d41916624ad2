import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { cloudwatchLogGroupType } from '../../../../providers/aws/resources/cloudwatch_log_group/schema.ts';

export const control = defineControl({
  id: 'aws-cloudwatch-log-group-encrypted-with-kms',
  version: 1,
  title: 'Log group is encrypted with a KMS key',
  severity: 'medium',
  category: 'encryption',
  risk: "Logs hold addresses, names and sometimes passwords. With a key of one's own reading them takes a second permission that can be taken away at once.",
  advice: {
    console:
      'The console cannot attach a key to an existing group: use the command line. New groups take it under "KMS key ARN".',
    cli: 'aws logs associate-kms-key --log-group-name NAME --kms-key-id KEY_ARN',
    terraform: 'resource "aws_cloudwatch_log_group" "this" {\n  kms_key_id = aws_kms_key.logs.arn\n}',
    cloudformation: 'KmsKeyId: KEY_ARN',
  },
  references: ['https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html'],
  resource: cloudwatchLogGroupType,
  equivalents: ['prowler:cloudwatch_log_group_kms_encryption_enabled'],
  evaluate(group) {
    if (group.KmsKeyId !== undefined) return pass('Events are encrypted with a KMS key.', 'KmsKeyId');
    return fail('Events are encrypted with the key of the service, not with a KMS key.', 'KmsKeyId');
  },
});
