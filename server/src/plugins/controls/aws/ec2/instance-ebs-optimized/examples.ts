import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [{ title: 'that is', configuration: { EbsOptimized: true, InstanceType: 'm3.xlarge' } }],
  fail: [
    { title: 'of an old type without it', configuration: { EbsOptimized: false, InstanceType: 'm3.xlarge' } },
  ],
  unknown: [
    {
      title: 'where EbsOptimized could not be read',
      configuration: { InstanceType: 'm3.xlarge' },
      unreadable: [{ path: 'EbsOptimized', reason: 'denied', permission: 'ec2:DescribeInstances' }],
      says: 'ec2:DescribeInstances',
    },
  ],
  not_applicable: [
    { title: 'of a current type', configuration: { EbsOptimized: false, InstanceType: 't3.small' } },
  ],
});
