import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    { title: 'with awsvpc', configuration: { NetworkMode: 'awsvpc' } },
    { title: 'that says nothing, which means bridge', configuration: {}, says: 'bridge' },
  ],
  fail: [{ title: 'in the network of the host', configuration: { NetworkMode: 'host' } }],
  unknown: [
    {
      title: 'whose NetworkMode nobody could read',
      configuration: {},
      unreadable: [{ path: 'NetworkMode', reason: 'denied', permission: 'ecs:DescribeTaskDefinition' }],
    },
  ],
});
