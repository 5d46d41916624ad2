import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'with a directory of its own',
      configuration: { AccessPoints: [{ AccessPointId: 'fsap-1', RootDirectory: { Path: '/app' } }] },
    },
  ],
  fail: [
    {
      title: 'with one that begins at the root',
      configuration: {
        AccessPoints: [
          { AccessPointId: 'fsap-1', RootDirectory: { Path: '/app' } },
          { AccessPointId: 'fsap-2', RootDirectory: { Path: '/' } },
        ],
      },
      says: 'fsap-2',
    },
    {
      title: 'with one that names no directory',
      configuration: { AccessPoints: [{ AccessPointId: 'fsap-3' }] },
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
