import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'with a read-only file system',
      configuration: { ContainerDefinitions: [{ Name: 'web', ReadonlyRootFilesystem: true }] },
    },
  ],
  fail: [
    {
      title: 'with a writable one',
      configuration: { ContainerDefinitions: [{ Name: 'web', ReadonlyRootFilesystem: false }] },
    },
    {
      title: 'that says nothing, which means writable',
      configuration: { ContainerDefinitions: [{ Name: 'web' }] },
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
      title: 'of Windows',
      configuration: { RuntimePlatform: { OperatingSystemFamily: 'WINDOWS_SERVER_2022_CORE' } },
    },
  ],
});
