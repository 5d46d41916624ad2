import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    { title: 'without it', configuration: { EnableExecuteCommand: false } },
    { title: 'that says nothing, which means off', configuration: {} },
  ],
  fail: [{ title: 'with it', configuration: { EnableExecuteCommand: true } }],
  unknown: [
    {
      title: 'whose EnableExecuteCommand nobody could read',
      configuration: {},
      unreadable: [{ path: 'EnableExecuteCommand', reason: 'denied', permission: 'ecs:DescribeServices' }],
    },
  ],
});
