import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'with a driver',
      configuration: { ContainerDefinitions: [{ Name: 'web', LogConfiguration: { LogDriver: 'awslogs' } }] },
    },
  ],
  fail: [
    { title: 'without a driver', configuration: { ContainerDefinitions: [{ Name: 'web' }] } },
    {
      title: 'with the driver none',
      configuration: { ContainerDefinitions: [{ Name: 'web', LogConfiguration: { LogDriver: 'none' } }] },
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
