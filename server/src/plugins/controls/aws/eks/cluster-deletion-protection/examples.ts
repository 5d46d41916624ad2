import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [{ title: 'with protection', configuration: { DeletionProtection: true } }],
  fail: [
    { title: 'without protection', configuration: { DeletionProtection: false } },
    { title: 'that says nothing, which means off', configuration: {} },
  ],
  unknown: [
    {
      title: 'whose DeletionProtection nobody could read',
      configuration: {},
      unreadable: [{ path: 'DeletionProtection', reason: 'denied', permission: 'eks:DescribeCluster' }],
    },
  ],
});
