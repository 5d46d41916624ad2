import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    { title: 'that is private', configuration: {} },
    {
      title: 'that is shared with one account',
      configuration: { CreateVolumePermissions: [{ UserId: '444455556666' }] },
      says: '1 accounts',
    },
  ],
  fail: [{ title: 'that is public', configuration: { CreateVolumePermissions: [{ Group: 'all' }] } }],
  unknown: [
    {
      title: 'where CreateVolumePermissions could not be read',
      configuration: {},
      unreadable: [
        { path: 'CreateVolumePermissions', reason: 'denied', permission: 'ec2:DescribeSnapshotAttribute' },
      ],
      says: 'ec2:DescribeSnapshotAttribute',
    },
  ],
});
