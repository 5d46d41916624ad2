import { cli, counted, forEach, inRegion, listed } from '../../../../plugin-kit/advice-text.ts';
import { defineRecommendation } from '../../../../plugin-kit/define-recommendation.ts';
import { secretsManagerSecretType } from '../../../providers/aws/resources/secrets_manager_secret/schema.ts';
import { regionalPrice, secretPrice } from '../prices.ts';

export const recommendation = defineRecommendation({
  id: 'aws-secretsmanager-delete-unread-secrets',
  version: 1,
  title: 'Delete secrets that nobody reads',
  kind: 'cost',
  resource: secretsManagerSecretType,
  per: 'account',
  controls: ['aws-secretsmanager-secret-used'],
  exposure: 'account',
  effortMinutes: 20,
  references: [],
  savings: {
    assumption:
      'A secret costs 0.40 dollars a month, each replica as much; secrets that a service manages are left out.',
    of: ({ configuration, region }) =>
      configuration.OwningService === undefined
        ? regionalPrice(secretPrice, region, 1 + (configuration.ReplicaRegions ?? []).length)
        : null,
  },
  advise({ resources, total }) {
    return {
      title: `Delete ${counted(total, 'secret')} that nobody reads`,
      explanation: `Nobody read ${listed(
        resources.map(({ name }) => name),
        total,
      )} for 90 days. It is charged, and it is a password that still opens something.`,
      steps: [
        { text: 'Replace or end the password in the system that it opens.' },
        {
          text: 'Delete it with a time to bring it back.',
          commands: forEach(
            resources,
            (secret) =>
              cli`aws secretsmanager delete-secret${inRegion(secret)} --secret-id ${secret.configuration.Name ?? secret.name} --recovery-window-in-days 30`,
          ),
        },
      ],
      impact: 'Fewer passwords, and none that is forgotten.',
      sideEffects: ['Reading it fails from that moment; within 30 days it can be restored.'],
    };
  },
  examples: [
    {
      title: 'a forgotten one',
      resources: [
        {
          name: 'old/api',
          configuration: { Name: 'old/api', ReplicaRegions: [{ Region: 'eu-west-1' }] },
          fails: ['aws-secretsmanager-secret-used'],
        },
      ],
      says: ['--secret-id old/api --recovery-window-in-days 30'],
      savings: { low: 0.8, high: 0.8 },
    },
  ],
});
