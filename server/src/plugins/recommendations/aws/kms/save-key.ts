import { cli, inRegion } from '../../../../plugin-kit/advice-text.ts';
import { defineRecommendation } from '../../../../plugin-kit/define-recommendation.ts';
import { kmsKeyType } from '../../../providers/aws/resources/kms_key/schema.ts';

export const recommendation = defineRecommendation({
  id: 'aws-kms-save-key',
  version: 1,
  title: 'Save a key before its data is lost',
  kind: 'security',
  resource: kmsKeyType,
  per: 'resource',
  controls: ['aws-kms-key-not-pending-deletion', 'aws-kms-key-in-use-is-usable', 'aws-kms-key-enabled'],
  driftAttributes: ['KeyState', 'Enabled'],
  exposure: 'account',
  effortMinutes: 30,
  references: [],
  advise({ resources: [key] }) {
    const id = key.configuration.KeyId ?? key.externalId;
    const name = key.configuration.Aliases?.[0] ?? id;
    const dying =
      key.configuration.KeyState === 'PendingDeletion' || key.fails.has('aws-kms-key-not-pending-deletion');
    const date = key.configuration.DeletionDate;
    return {
      title: dying
        ? `Stop the deletion of the key ${name} until it is known what it encrypts`
        : `Decide about the key ${name}, which is switched off`,
      explanation: dying
        ? `${name} will be deleted${date === undefined ? '' : ` on ${date.slice(0, 10)}`}. Everything that it encrypted can never be read again after that, and nothing brings the key back.`
        : `${name} is switched off${key.fails.has('aws-kms-key-in-use-is-usable') ? ', although something uses it: reading that data fails now' : '. It is charged, and nobody can use it'}.`,
      steps: [
        ...(dying
          ? [
              {
                text: 'Stop the deletion. This costs nothing and can be ordered again.',
                commands: [cli`aws kms cancel-key-deletion${inRegion(key)} --key-id ${id}`],
              },
            ]
          : []),
        {
          text: 'Find what uses it: grants, aliases, and its calls in the trail of the last months.',
          commands: [
            cli`aws kms list-grants${inRegion(key)} --key-id ${id}`,
            cli`aws kms describe-key${inRegion(key)} --key-id ${id}`,
          ],
        },
        {
          text: 'Switch it on where something needs it.',
          commands: [cli`aws kms enable-key${inRegion(key)} --key-id ${id}`],
        },
        { text: 'Where nothing does, leave it switched off for a quarter before ordering its deletion.' },
      ],
      impact: 'No data is lost because a key was thought to be unused.',
      sideEffects: ['The key is charged a dollar a month as long as it exists.'],
    };
  },
  examples: [
    {
      title: 'a key before its end',
      resources: [
        {
          name: 'k-9',
          configuration: {
            KeyId: 'k-9',
            Aliases: ['alias/orders'],
            KeyState: 'PendingDeletion',
            DeletionDate: '2026-02-01T00:00:00Z',
          },
          fails: ['aws-kms-key-not-pending-deletion'],
        },
      ],
      says: ['on 2026-02-01', 'cancel-key-deletion --region us-east-1 --key-id k-9'],
    },
  ],
});
