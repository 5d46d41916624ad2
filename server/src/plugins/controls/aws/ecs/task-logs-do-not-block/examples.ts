import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'that does not block',
      configuration: {
        ContainerDefinitions: [
          { Name: 'web', LogConfiguration: { LogDriver: 'awslogs', Options: { mode: 'non-blocking' } } },
        ],
      },
    },
  ],
  fail: [
    {
      title: 'that blocks',
      configuration: {
        ContainerDefinitions: [
          { Name: 'web', LogConfiguration: { LogDriver: 'awslogs', Options: { mode: 'blocking' } } },
        ],
      },
    },
    {
      title: 'that says nothing',
      configuration: { ContainerDefinitions: [{ Name: 'web', LogConfiguration: { LogDriver: 'awslogs' } }] },
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
  not_applicable: [
    {
      title: 'with another driver',
      configuration: { ContainerDefinitions: [{ Name: 'web', LogConfiguration: { LogDriver: 'fluentd' } }] },
    },
  ],
});
