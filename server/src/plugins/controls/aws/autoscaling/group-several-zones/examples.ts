import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [{ title: 'in two zones', configuration: { AvailabilityZones: ['us-east-1a', 'us-east-1b'] } }],
  fail: [{ title: 'in one zone', configuration: { AvailabilityZones: ['us-east-1a'] }, says: 'us-east-1a' }],
  unknown: [
    {
      title: 'where AvailabilityZones could not be read',
      configuration: {},
      unreadable: [
        { path: 'AvailabilityZones', reason: 'denied', permission: 'autoscaling:DescribeAutoScalingGroups' },
      ],
      says: 'autoscaling:DescribeAutoScalingGroups',
    },
  ],
});
