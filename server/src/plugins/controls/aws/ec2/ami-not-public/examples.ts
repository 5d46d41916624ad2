import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    { title: 'that is private', configuration: { Public: false } },
    {
      title: 'that is shared',
      configuration: { Public: false, LaunchPermissions: [{ UserId: '444455556666' }] },
    },
  ],
  fail: [
    { title: 'that is public', configuration: { Public: true } },
    { title: 'that is shared with all', configuration: { LaunchPermissions: [{ Group: 'all' }] } },
  ],
  unknown: [
    {
      title: 'where LaunchPermissions could not be read',
      configuration: { Public: false },
      unreadable: [{ path: 'LaunchPermissions', reason: 'denied', permission: 'ec2:DescribeImageAttribute' }],
      says: 'ec2:DescribeImageAttribute',
    },
  ],
});
