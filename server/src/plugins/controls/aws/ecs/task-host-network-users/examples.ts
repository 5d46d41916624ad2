import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    { title: 'with a network of its own', configuration: { NetworkMode: 'awsvpc' } },
    {
      title: 'in the network of the host with an ordinary user',
      configuration: { NetworkMode: 'host', ContainerDefinitions: [{ Name: 'web', User: '10001' }] },
    },
  ],
  fail: [
    {
      title: 'in the network of the host as root',
      configuration: { NetworkMode: 'host', ContainerDefinitions: [{ Name: 'web', User: 'root' }] },
    },
    {
      title: 'in the network of the host without a user, which means root',
      configuration: { NetworkMode: 'host', ContainerDefinitions: [{ Name: 'web' }] },
    },
    {
      title: 'in the network of the host, privileged',
      configuration: {
        NetworkMode: 'host',
        ContainerDefinitions: [{ Name: 'web', User: 'app', Privileged: true }],
      },
    },
  ],
  unknown: [
    {
      title: 'whose NetworkMode nobody could read',
      configuration: {},
      unreadable: [{ path: 'NetworkMode', reason: 'denied', permission: 'ecs:DescribeTaskDefinition' }],
    },
    { title: 'in the network of the host with unknown containers', configuration: { NetworkMode: 'host' } },
  ],
});
