import { cli, counted, forEach, inRegion, listed } from '../../../../plugin-kit/advice-text.ts';
import { defineRecommendation } from '../../../../plugin-kit/define-recommendation.ts';
import { secretsManagerSecretType } from '../../../providers/aws/resources/secrets_manager_secret/schema.ts';

export const recommendation = defineRecommendation({
  id: 'aws-secretsmanager-rotate-secrets',
  version: 1,
  title: 'Let secrets be replaced by themselves',
  kind: 'security',
  resource: secretsManagerSecretType,
  per: 'account',
  controls: ['aws-secretsmanager-secret-rotates', 'aws-secretsmanager-secret-rotated-in-time'],
  driftAttributes: ['RotationEnabled', 'RotationRules'],
  exposure: 'account',
  effortMinutes: 90,
  references: [],
  advise({ resources, total }) {
    const stuck = resources.filter(({ configuration }) => configuration.RotationEnabled === true);
    return {
      title: `Let ${counted(total, 'secret')} be replaced by ${total === 1 ? 'itself' : 'themselves'}`,
      explanation: `${listed(
        resources.map(({ name }) => name),
        total,
      )} ${total === 1 ? 'stays' : 'stay'} the same until somebody thinks of it${stuck.length > 0 ? `; ${listed(stuck.map(({ name }) => name))} should be replaced and ${stuck.length === 1 ? 'was' : 'were'} not, so its function fails` : ''}. Passwords of RDS can be managed by RDS itself, which needs no function.`,
      steps: [
        ...(stuck.length > 0
          ? [
              {
                text: 'See why the replacement fails.',
                commands: forEach(
                  stuck,
                  (secret) =>
                    cli`aws secretsmanager describe-secret${inRegion(secret)} --secret-id ${secret.configuration.Name ?? secret.name}`,
                ),
              },
            ]
          : []),
        {
          text: 'For databases choose the managed way, for others write a function from the template of AWS.',
        },
        {
          text: 'Replace once by hand to see that the programs read the new value, then set the schedule.',
          commands: forEach(
            resources,
            (secret) =>
              cli`aws secretsmanager rotate-secret${inRegion(secret)} --secret-id ${secret.configuration.Name ?? secret.name} --rotation-rules AutomaticallyAfterDays=30`,
          ),
        },
      ],
      impact: 'A secret that got out is worthless after a month.',
      sideEffects: [
        'Programs that read the secret only at their start keep the old value: let them read it again.',
      ],
    };
  },
  examples: [
    {
      title: 'a secret that stays',
      resources: [
        { name: 'db/main', configuration: { Name: 'db/main' }, fails: ['aws-secretsmanager-secret-rotates'] },
      ],
      says: ['--secret-id db/main --rotation-rules AutomaticallyAfterDays=30'],
    },
  ],
});
