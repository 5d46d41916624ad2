import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'with two zones',
      configuration: {
        MountTargets: [{ AvailabilityZoneName: 'us-east-1a' }, { AvailabilityZoneName: 'us-east-1b' }],
      },
    },
  ],
  fail: [
    { title: 'of one zone', configuration: { AvailabilityZoneName: 'us-east-1a' }, says: 'us-east-1a' },
    {
      title: 'with one mount target',
      configuration: { MountTargets: [{ AvailabilityZoneName: 'us-east-1a' }] },
    },
  ],
  unknown: [
    {
      title: 'whose mount targets were denied',
      configuration: {},
      unreadable: [
        { path: 'MountTargets', reason: 'denied', permission: 'elasticfilesystem:DescribeMountTargets' },
      ],
    },
  ],
});
