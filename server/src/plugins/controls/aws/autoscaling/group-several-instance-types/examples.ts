import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

const zones = ['us-east-1a', 'us-east-1b'];

export const examples = defineExamples({
  pass: [
    {
      title: 'with two types',
      configuration: {
        AvailabilityZones: zones,
        MixedInstancesPolicy: {
          LaunchTemplate: { Overrides: [{ InstanceType: 'm6i.large' }, { InstanceType: 'm7i.large' }] },
        },
      },
    },
    {
      title: 'with requirements',
      configuration: {
        AvailabilityZones: zones,
        MixedInstancesPolicy: {
          LaunchTemplate: { Overrides: [{ InstanceRequirements: { VCpuCount: { Min: 2 } } }] },
        },
      },
    },
  ],
  fail: [
    { title: 'with one type', configuration: { AvailabilityZones: zones }, says: 'one instance type' },
    {
      title: 'in one zone',
      configuration: {
        AvailabilityZones: ['us-east-1a'],
        MixedInstancesPolicy: {
          LaunchTemplate: { Overrides: [{ InstanceType: 'm6i.large' }, { InstanceType: 'm7i.large' }] },
        },
      },
      says: 'one zone',
    },
  ],
  unknown: [
    {
      title: 'where MixedInstancesPolicy could not be read',
      configuration: {},
      unreadable: [
        {
          path: 'MixedInstancesPolicy',
          reason: 'denied',
          permission: 'autoscaling:DescribeAutoScalingGroups',
        },
      ],
      says: 'autoscaling:DescribeAutoScalingGroups',
    },
  ],
});
