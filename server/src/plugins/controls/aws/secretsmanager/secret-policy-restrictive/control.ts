import { deniedUnder, parsePolicy } from '../../../../../core/iam-policy.ts';
import { fail, pass, unknown } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { secretsManagerSecretType } from '../../../../providers/aws/resources/secrets_manager_secret/schema.ts';

const negated = new Set(['stringnotequals', 'stringnotlike', 'arnnotequals', 'arnnotlike']);
/** Keys that tell one role from another; an account or an organisation is everybody in it. */
const whoAsks = new Set(['aws:principalarn', 'aws:userid']);
const isWholeAccount = (value: string) => /[:/](\*|root)$/.test(value) || value === '*';

export const control = defineControl({
  id: 'aws-secretsmanager-secret-policy-restrictive',
  version: 1,
  title: 'Secret is kept from all but named principals by its policy',
  severity: 'low',
  category: 'identity',
  risk: 'Without a Deny in the policy of the secret, every role of the account with a broad permission can read it, the next one included.',
  advice: {
    console:
      'Secrets Manager → the secret → Overview → Resource permissions → Edit permissions: deny secretsmanager:GetSecretValue unless aws:PrincipalArn is one of the roles that need it.',
    cli: 'aws secretsmanager put-resource-policy --secret-id NAME --resource-policy \'{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"secretsmanager:GetSecretValue","Resource":"*","Condition":{"ArnNotEquals":{"aws:PrincipalArn":"ROLE_ARN"}}}]}\'',
    terraform:
      'resource "aws_secretsmanager_secret_policy" "this" {\n  secret_arn = aws_secretsmanager_secret.this.arn\n  policy     = data.aws_iam_policy_document.deny_all_but_named.json\n}',
    cloudformation:
      "ResourcePolicy:\n  Statement:\n    - Effect: Deny\n      Principal: '*'\n      Action: secretsmanager:GetSecretValue\n      Resource: '*'\n      Condition:\n        ArnNotEquals:\n          aws:PrincipalArn: !GetAtt Role.Arn",
  },
  references: [
    'https://docs.aws.amazon.com/secretsmanager/latest/userguide/auth-and-access_resource-policies.html',
  ],
  resource: secretsManagerSecretType,
  equivalents: ['prowler:secretsmanager_has_restrictive_resource_policy'],
  evaluate(secret) {
    if (secret.ResourcePolicy === undefined) return fail('The secret has no policy.', 'ResourcePolicy');
    const answer = deniedUnder(
      parsePolicy(secret.ResourcePolicy),
      { action: 'secretsmanager:GetSecretValue', resources: ['*'] },
      ({ operator, key, values }) =>
        negated.has(operator) && whoAsks.has(key) && !values.some(isWholeAccount),
    );
    if (answer.answer === 'unreadable')
      return unknown(`The policy cannot be read: ${answer.why}.`, 'ResourcePolicy');
    if (answer.answer === 'yes')
      return pass(`Reading is denied to all but named principals by ${answer.statement}.`, 'ResourcePolicy');
    return fail('The policy does not deny reading to all but named principals.', 'ResourcePolicy');
  },
});
