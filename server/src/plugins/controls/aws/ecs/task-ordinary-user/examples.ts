import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    { title: 'with a user', configuration: { ContainerDefinitions: [{ Name: 'web', User: '10001:10001' }] } },
  ],
  fail: [
    { title: 'with root', configuration: { ContainerDefinitions: [{ Name: 'web', User: 'root' }] } },
    { title: 'with user 0', configuration: { ContainerDefinitions: [{ Name: 'web', User: '0:0' }] } },
  ],
  unknown: [
    {
      title: 'whose ContainerDefinitions nobody could read',
      configuration: {},
      unreadable: [
        { path: 'ContainerDefinitions', reason: 'denied', permission: 'ecs:DescribeTaskDefinition' },
      ],
    },
    { title: 'that leaves it to the image', configuration: { ContainerDefinitions: [{ Name: 'web' }] } },
    { title: 'without known containers', configuration: {} },
  ],
  not_applicable: [
    {
      title: 'of Windows',
      configuration: { RuntimePlatform: { OperatingSystemFamily: 'WINDOWS_SERVER_2022_CORE' } },
    },
  ],
});
