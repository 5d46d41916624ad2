import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [{ title: 'that is', configuration: { Encrypted: true } }],
  fail: [
    { title: 'that is not', configuration: { Encrypted: false } },
    { title: 'of which nothing is said', configuration: {} },
  ],
  unknown: [
    {
      title: 'where Encrypted could not be read',
      configuration: {},
      unreadable: [{ path: 'Encrypted', reason: 'denied', permission: 'ec2:DescribeVolumes' }],
      says: 'ec2:DescribeVolumes',
    },
  ],
});
