import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { athenaWorkgroupType } from '../../../../providers/aws/resources/athena_workgroup/schema.ts';

export const control = defineControl({
  id: 'aws-athena-workgroup-results-encrypted',
  version: 1,
  title: 'Athena work group encrypts the results of its queries',
  severity: 'medium',
  category: 'encryption',
  risk: 'Results of queries are copies of the most interesting rows. They lie in a bucket for months, and nobody remembers them.',
  advice: {
    console:
      'Athena → Workgroups → the work group → Edit → Query result configuration → Encrypt query results.',
    cli: "aws athena update-work-group --work-group NAME --configuration-updates 'ResultConfigurationUpdates={EncryptionConfiguration={EncryptionOption=SSE_KMS,KmsKey=KEY}}'",
    terraform:
      'resource "aws_athena_workgroup" "this" {\n  configuration {\n    result_configuration {\n      encryption_configuration {\n        encryption_option = "SSE_KMS"\n        kms_key_arn       = aws_kms_key.this.arn\n      }\n    }\n  }\n}',
    cloudformation:
      'WorkGroupConfiguration:\n  ResultConfiguration:\n    EncryptionConfiguration:\n      EncryptionOption: SSE_KMS\n      KmsKey: !GetAtt Key.Arn',
  },
  references: ['https://docs.aws.amazon.com/athena/latest/ug/encrypting-query-results-stored-in-s3.html'],
  resource: athenaWorkgroupType,
  equivalents: ['prowler:athena_workgroup_encryption'],
  evaluate(group) {
    const configuration = group.WorkGroupConfiguration;
    const option = configuration?.ResultConfiguration?.EncryptionConfiguration?.EncryptionOption;
    const path = 'WorkGroupConfiguration.ResultConfiguration';
    if (option !== undefined) return pass(`Results are encrypted by ${option}.`, path);
    if (configuration?.ManagedQueryResultsConfiguration?.Enabled === true)
      return pass(
        'Athena keeps the results itself, encrypted.',
        'WorkGroupConfiguration.ManagedQueryResultsConfiguration',
      );
    return fail('The work group does not ask for encryption of results.', path);
  },
});
