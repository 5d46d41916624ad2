import { fail, notApplicable, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { ssmParameterType } from '../../../../providers/aws/resources/ssm_parameter/schema.ts';

export const control = defineControl({
  id: 'aws-ssm-parameter-encrypted-with-own-key',
  version: 1,
  title: 'Secure parameter is encrypted with a key of the customer',
  severity: 'low',
  category: 'encryption',
  risk: 'With the key that AWS manages, everybody who may read the parameter also gets it decrypted. A key of your own is a second lock that can be taken away.',
  advice: {
    console:
      'Systems Manager → Parameter Store → the parameter → Edit → KMS key source → My current account, and choose a key.',
    cli: 'aws ssm put-parameter --name NAME --type SecureString --key-id KEY_ARN --value VALUE --overwrite',
    terraform:
      'resource "aws_ssm_parameter" "this" {\n  type   = "SecureString"\n  key_id = aws_kms_key.this.arn\n}',
    cloudformation:
      'CloudFormation cannot make SecureString parameters. Use the command line or Secrets Manager.',
  },
  references: [
    'https://docs.aws.amazon.com/systems-manager/latest/userguide/secure-string-parameter-kms-encryption.html',
  ],
  resource: ssmParameterType,
  equivalents: [],
  withoutFramework: "Own rule: no check that we map asks for a customer's key of a parameter.",
  evaluate(parameter) {
    if (parameter.Type !== 'SecureString')
      return notApplicable('The parameter is not a SecureString.', 'Type');
    const key = parameter.KeyId ?? 'alias/aws/ssm';
    if (key.endsWith('alias/aws/ssm'))
      return fail('The parameter uses aws/ssm, the key that AWS manages and the default.', 'KeyId');
    return pass(`The parameter is encrypted with ${key}.`, 'KeyId');
  },
});
