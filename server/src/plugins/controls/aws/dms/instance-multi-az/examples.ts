import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [{ title: 'with a standby', configuration: { MultiAZ: true } }],
  fail: [
    { title: 'without a standby', configuration: { MultiAZ: false } },
    { title: 'that says nothing, which means none', configuration: {} },
  ],
  unknown: [
    {
      title: 'whose MultiAZ nobody could read',
      configuration: {},
      unreadable: [{ path: 'MultiAZ', reason: 'denied', permission: 'dms:DescribeReplicationInstances' }],
    },
  ],
});
