import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    { title: 'with its own', configuration: { PidMode: 'task' } },
    { title: 'that says nothing, which means its own', configuration: {} },
  ],
  fail: [
    { title: 'with the processes of the host', configuration: { PidMode: 'host' } },
    { title: 'with the memory of the host', configuration: { IpcMode: 'host' } },
  ],
  unknown: [
    {
      title: 'whose PidMode nobody could read',
      configuration: {},
      unreadable: [{ path: 'PidMode', reason: 'denied', permission: 'ecs:DescribeTaskDefinition' }],
    },
  ],
});
