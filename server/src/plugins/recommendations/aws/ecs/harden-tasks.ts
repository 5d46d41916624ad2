import { cli, counted, inRegion } from '../../../../plugin-kit/advice-text.ts';
import { defineRecommendation } from '../../../../plugin-kit/define-recommendation.ts';
import { ecsTaskDefinitionType } from '../../../providers/aws/resources/ecs_task_definition/schema.ts';

export const recommendation = defineRecommendation({
  id: 'aws-ecs-harden-tasks',
  version: 1,
  title: 'Harden the containers of a task',
  kind: 'security',
  resource: ecsTaskDefinitionType,
  per: 'resource',
  controls: [
    'no-secrets-in-environment',
    'not-privileged',
    'ordinary-user',
    'own-namespaces',
    'read-only-root',
    'host-network-users',
    'network-of-its-own',
    'logs-configured',
  ].map((rule) => `aws-ecs-task-${rule}`),
  driftAttributes: ['ContainerDefinitions', 'NetworkMode', 'PidMode', 'IpcMode'],
  exposure: 'account',
  effortMinutes: 60,
  references: [],
  advise({ resources: [task] }) {
    const family = task.configuration.Family ?? task.name;
    const fails = (rule: string) => task.fails.has(`aws-ecs-task-${rule}`);
    const secrets = fails('no-secrets-in-environment');
    return {
      title: secrets
        ? `Take the secrets out of the task ${family}`
        : `Harden the containers of the task ${family}`,
      explanation: `${secrets ? `Variables of ${family} are named like secrets: everybody who may read the task definition reads them, in every revision. ` : ''}${counted(task.fails.size + task.drifts.length, 'finding')} are met by one new revision.`,
      steps: [
        {
          text: 'Take the present revision as the start.',
          commands: [cli`aws ecs describe-task-definition${inRegion(task)} --task-definition ${family}`],
        },
        ...(secrets
          ? [
              {
                text: 'Put each secret into Secrets Manager, replace "environment" by "secrets" with its ARN, and change the value: the old one is in old revisions.',
              },
            ]
          : []),
        ...(fails('not-privileged') ||
        fails('ordinary-user') ||
        fails('read-only-root') ||
        fails('own-namespaces') ||
        fails('host-network-users') ||
        fails('network-of-its-own')
          ? [
              {
                text: 'Set user to a number other than 0, readonlyRootFilesystem to true, privileged to false, and the network mode to awsvpc; give a volume for what must be written.',
              },
            ]
          : []),
        ...(fails('logs-configured')
          ? [{ text: 'Give each container a log configuration that does not block.' }]
          : []),
        {
          text: 'Register it, deploy it, and deregister revisions that held secrets.',
          commands: [cli`aws ecs list-task-definitions${inRegion(task)} --family-prefix ${family}`],
        },
      ],
      impact: 'A break-in into a container stays in that container.',
      sideEffects: ['Images that expect to be root or to write anywhere need a change.'],
    };
  },
  examples: [
    {
      title: 'a task with secrets',
      resources: [
        {
          name: 'api:4',
          configuration: { Family: 'api' },
          fails: ['aws-ecs-task-no-secrets-in-environment', 'aws-ecs-task-ordinary-user'],
        },
      ],
      says: ['Take the secrets out of the task api', '--task-definition api', '2 findings'],
    },
  ],
});
