import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'with secrets from a store',
      configuration: {
        ContainerDefinitions: [
          {
            Name: 'web',
            EnvironmentNames: ['LOG_LEVEL'],
            Secrets: [
              { Name: 'DB_PASSWORD', ValueFrom: 'arn:aws:secretsmanager:us-east-1:111122223333:secret:db' },
            ],
          },
        ],
      },
    },
  ],
  fail: [
    {
      title: 'with a password in its environment',
      configuration: { ContainerDefinitions: [{ Name: 'web', EnvironmentNames: ['DB_PASSWORD'] }] },
      says: 'DB_PASSWORD of web',
    },
  ],
  unknown: [
    {
      title: 'whose ContainerDefinitions nobody could read',
      configuration: {},
      unreadable: [
        { path: 'ContainerDefinitions', reason: 'denied', permission: 'ecs:DescribeTaskDefinition' },
      ],
    },
    { title: 'without known containers', configuration: {} },
  ],
});
