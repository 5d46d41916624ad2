import { cli, inRegion } from '../../../../plugin-kit/advice-text.ts';
import { defineRecommendation } from '../../../../plugin-kit/define-recommendation.ts';
import { kmsKeyType } from '../../../providers/aws/resources/kms_key/schema.ts';

export const recommendation = defineRecommendation({
  id: 'aws-kms-close-key-policy',
  version: 1,
  title: 'Close the policy of a key',
  kind: 'security',
  resource: kmsKeyType,
  per: 'resource',
  controls: ['aws-kms-key-policy-not-public'],
  driftAttributes: ['KeyPolicy'],
  exposure: 'internet',
  effortMinutes: 30,
  references: [],
  advise({ resources: [key] }) {
    const id = key.configuration.KeyId ?? key.externalId;
    return {
      title: `Close the policy of the key ${key.configuration.Aliases?.[0] ?? id}`,
      explanation: `The policy of ${id} names everybody, or was widened since its baseline. Whoever also gets the encrypted data can read it with that key.`,
      steps: [
        {
          text: 'Save the policy that is there.',
          commands: [
            cli`aws kms get-key-policy${inRegion(key)} --key-id ${id} --policy-name default --query Policy --output text`,
          ],
        },
        {
          text: `Name the principals of ${key.accountId} that need it, and add kms:CallerAccount or kms:ViaService where a service uses it.`,
        },
        {
          text: 'Keep the statement that lets the account itself manage the key, or nobody can change it any more.',
        },
      ],
      impact: 'Only principals that you named use the key.',
      sideEffects: ['Whoever used it by the open statement is refused.'],
    };
  },
  examples: [
    {
      title: 'an open key',
      resources: [{ name: 'k-2', configuration: { KeyId: 'k-2' }, fails: ['aws-kms-key-policy-not-public'] }],
      says: ['get-key-policy --region us-east-1 --key-id k-2', '111122223333'],
    },
  ],
});
