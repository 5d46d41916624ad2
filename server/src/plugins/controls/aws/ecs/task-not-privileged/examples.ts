import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'without privileges',
      configuration: { ContainerDefinitions: [{ Name: 'web', Privileged: false }] },
    },
    {
      title: 'that says nothing, which means none',
      configuration: { ContainerDefinitions: [{ Name: 'web' }] },
    },
  ],
  fail: [
    {
      title: 'with a privileged container',
      configuration: { ContainerDefinitions: [{ Name: 'web', Privileged: true }] },
      says: 'web',
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
