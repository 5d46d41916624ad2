import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'with a user',
      configuration: { AccessPoints: [{ AccessPointId: 'fsap-1', PosixUser: { Uid: 1000, Gid: 1000 } }] },
    },
  ],
  fail: [
    {
      title: 'without a user',
      configuration: { AccessPoints: [{ AccessPointId: 'fsap-2' }] },
      says: 'fsap-2',
    },
  ],
  unknown: [
    {
      title: 'whose access points were denied',
      configuration: {},
      unreadable: [
        { path: 'AccessPoints', reason: 'denied', permission: 'elasticfilesystem:DescribeAccessPoints' },
      ],
    },
  ],
  not_applicable: [{ title: 'without access points', configuration: {} }],
});
