import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { secretsManagerSecretType } from '../../../../providers/aws/resources/secrets_manager_secret/schema.ts';
import { notPublicVerdict } from '../../public-policy.ts';

export const control = defineControl({
  id: 'aws-secretsmanager-secret-policy-not-public',
  version: 1,
  title: 'Secret is open to nobody unknown by its policy',
  severity: 'critical',
  category: 'identity',
  risk: 'Everybody who signs in to any account of AWS can read the password, if the key of the secret lets them too.',
  advice: {
    console:
      'Secrets Manager → the secret → Overview → Resource permissions → Edit permissions: name the roles instead of "*", with "Block public access" on.',
    cli: 'aws secretsmanager put-resource-policy --secret-id NAME --resource-policy file://policy.json --block-public-policy',
    terraform:
      'resource "aws_secretsmanager_secret_policy" "this" {\n  secret_arn          = aws_secretsmanager_secret.this.arn\n  policy              = data.aws_iam_policy_document.named_principals.json\n  block_public_policy = true\n}',
    cloudformation: 'BlockPublicPolicy: true',
  },
  references: [
    'https://docs.aws.amazon.com/secretsmanager/latest/userguide/auth-and-access_resource-policies.html',
  ],
  resource: secretsManagerSecretType,
  equivalents: ['prowler:secretsmanager_not_publicly_accessible'],
  evaluate: (secret) => notPublicVerdict(secret.ResourcePolicy, 'secret', 'ResourcePolicy'),
});
