import { fail, notApplicable, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { ssmParameterType } from '../../../../providers/aws/resources/ssm_parameter/schema.ts';

const words = [
  'password',
  'passwd',
  'secret',
  'token',
  'apikey',
  'api-key',
  'api_key',
  'privatekey',
  'private-key',
  'private_key',
  'credential',
];

export const control = defineControl({
  id: 'aws-ssm-parameter-with-secret-name-encrypted',
  version: 1,
  title: 'Systems Manager parameter that is called a secret is encrypted',
  severity: 'high',
  category: 'identity',
  risk: 'A password in a plain parameter can be read by everybody who may read parameters at all, and stands in its history.',
  advice: {
    console:
      'Systems Manager → Parameter Store → Create parameter of the type SecureString, change those who read it, delete the old one.',
    cli: 'aws ssm put-parameter --name NAME --type SecureString --key-id KEY_ID --value VALUE --overwrite',
    terraform:
      'resource "aws_ssm_parameter" "this" {\n  type   = "SecureString"\n  key_id = aws_kms_key.this.arn\n}',
    cloudformation:
      'CloudFormation cannot make SecureString parameters. Use AWS::SecretsManager::Secret instead.',
  },
  references: [
    'https://docs.aws.amazon.com/systems-manager/latest/userguide/secure-string-parameter-kms-encryption.html',
  ],
  resource: ssmParameterType,
  equivalents: [],
  withoutFramework:
    'Own rule: it goes by the name, since values are never read. No check that we map looks at it.',
  evaluate(parameter) {
    const name = (parameter.Name ?? '').toLowerCase();
    const word = words.find((one) => name.includes(one));
    if (word === undefined)
      return notApplicable('The name does not say that the parameter is a secret.', 'Name');
    if (parameter.Type === 'SecureString')
      return pass(`The parameter is encrypted with ${parameter.KeyId ?? 'alias/aws/ssm'}.`, 'Type', 'KeyId');
    return fail(
      `The name says "${word}", and the parameter is a plain ${parameter.Type ?? 'String'}.`,
      'Name',
      'Type',
    );
  },
});
