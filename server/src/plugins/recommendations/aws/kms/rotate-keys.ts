import { cli, counted, forEach, inRegion, listed } from '../../../../plugin-kit/advice-text.ts';
import { defineRecommendation } from '../../../../plugin-kit/define-recommendation.ts';
import { kmsKeyType } from '../../../providers/aws/resources/kms_key/schema.ts';

export const recommendation = defineRecommendation({
  id: 'aws-kms-rotate-keys',
  version: 1,
  title: 'Rotate keys every year',
  kind: 'security',
  resource: kmsKeyType,
  per: 'account',
  controls: ['aws-kms-key-rotated'],
  driftAttributes: ['EnableKeyRotation', 'RotationPeriodInDays'],
  exposure: 'account',
  effortMinutes: 10,
  references: [],
  advise({ resources, total }) {
    return {
      title: `Rotate ${counted(total, 'KMS key')} every year`,
      explanation: `The key material of ${listed(
        resources.map(({ configuration, name }) => configuration.Aliases?.[0] ?? name),
        total,
      )} never changes. Rotation is a switch: KMS keeps the old material, and nothing has to be encrypted again.`,
      steps: [
        {
          text: 'Switch rotation on.',
          commands: forEach(
            resources,
            (key) =>
              cli`aws kms enable-key-rotation${inRegion(key)} --key-id ${key.configuration.KeyId ?? key.externalId}`,
          ),
        },
        { text: 'Set it in the template of your keys.' },
      ],
      impact: 'What one material encrypted is limited to a year.',
      sideEffects: ['Each of the first two rotations adds a dollar a month to the price of the key.'],
    };
  },
  examples: [
    {
      title: 'a key that stays the same',
      resources: [
        {
          name: 'k-1',
          configuration: { KeyId: 'k-1', Aliases: ['alias/data'] },
          fails: ['aws-kms-key-rotated'],
        },
      ],
      says: ['alias/data', '--key-id k-1'],
    },
  ],
});
