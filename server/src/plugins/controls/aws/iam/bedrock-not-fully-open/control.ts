import { attachedToNobody } from '../../identity/attached-to-nobody.ts';

export const control = attachedToNobody({
  id: 'aws-iam-bedrock-not-fully-open',
  name: 'AmazonBedrockFullAccess',
  severity: 'high',
  risk: 'With all of Bedrock its holder may train, copy and delete models, switch off guardrails and logging, and run models at a price that is paid by the account. Stolen credentials are used for exactly that.',
  instead: 'Allow bedrock:InvokeModel on the models that are used.',
  references: [
    'https://docs.aws.amazon.com/bedrock/latest/userguide/security_iam_id-based-policy-examples.html',
  ],
  equivalents: ['prowler:bedrock_full_access_policy_attached'],
});
