import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'of an instance',
      configuration: { Attachments: [{ InstanceId: 'i-1', Device: '/dev/sdf' }] },
      says: 'i-1',
    },
  ],
  fail: [{ title: 'of nobody', configuration: { State: 'available' } }],
  unknown: [
    {
      title: 'where Attachments could not be read',
      configuration: {},
      unreadable: [{ path: 'Attachments', reason: 'denied', permission: 'ec2:DescribeVolumes' }],
      says: 'ec2:DescribeVolumes',
    },
  ],
});
