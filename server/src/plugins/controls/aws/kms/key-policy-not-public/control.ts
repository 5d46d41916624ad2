import { notApplicable } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { kmsKeyType } from '../../../../providers/aws/resources/kms_key/schema.ts';
import { notPublicVerdict } from '../../public-policy.ts';

export const control = defineControl({
  id: 'aws-kms-key-policy-not-public',
  version: 1,
  title: 'KMS key policy opens nothing to everybody',
  severity: 'critical',
  category: 'encryption',
  risk: 'Whoever may use the key can decrypt everything that it protects, from any account in the world.',
  advice: {
    console:
      'KMS → Customer managed keys → the key → Key policy → Edit: name accounts or roles instead of "*", or add the condition kms:CallerAccount.',
    cli: 'aws kms put-key-policy --key-id KEY_ID --policy-name default --policy file://policy.json',
    terraform:
      'resource "aws_kms_key" "this" {\n  policy = data.aws_iam_policy_document.named_principals.json\n}',
    cloudformation:
      "KeyPolicy:\n  Statement:\n    - Effect: Allow\n      Principal:\n        AWS: arn:aws:iam::ACCOUNT:root\n      Action: kms:*\n      Resource: '*'",
  },
  references: ['https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html'],
  resource: kmsKeyType,
  equivalents: ['prowler:kms_key_not_publicly_accessible'],
  evaluate(key) {
    if (key.KeyManager === 'AWS') return notApplicable('AWS manages this key and its policy.', 'KeyManager');
    return notPublicVerdict(key.KeyPolicy, 'key', 'KeyPolicy');
  },
});
