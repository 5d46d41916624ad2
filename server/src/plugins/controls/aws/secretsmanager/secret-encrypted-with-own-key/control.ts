import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { secretsManagerSecretType } from '../../../../providers/aws/resources/secrets_manager_secret/schema.ts';

export const control = defineControl({
  id: 'aws-secretsmanager-secret-encrypted-with-own-key',
  version: 1,
  title: 'Secret is encrypted with a key of the customer',
  severity: 'low',
  category: 'encryption',
  risk:
    'With the key that AWS manages, permission to read the secret is all that is needed. ' +
    'A key of your own is a second lock, with its own policy and its own record of each use.',
  advice: {
    console:
      'Secrets Manager → the secret → Actions → Edit encryption key, and choose a customer managed key.',
    cli: 'aws secretsmanager update-secret --secret-id NAME --kms-key-id KEY_ARN',
    terraform: 'resource "aws_secretsmanager_secret" "this" {\n  kms_key_id = aws_kms_key.this.arn\n}',
    cloudformation: 'KmsKeyId: !GetAtt Key.Arn',
  },
  references: ['https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html'],
  resource: secretsManagerSecretType,
  equivalents: [],
  withoutFramework: "Own rule: no check that we map asks for a customer's key of a secret.",
  evaluate(secret) {
    const key = secret.KmsKeyId;
    if (key === undefined)
      return fail(
        'The secret uses aws/secretsmanager, the key that AWS manages and the default.',
        'KmsKeyId',
      );
    if (key.endsWith('alias/aws/secretsmanager'))
      return fail('The secret uses aws/secretsmanager, the key that AWS manages.', 'KmsKeyId');
    return pass(`The secret is encrypted with ${key}.`, 'KmsKeyId');
  },
});
