import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'with a template',
      configuration: { LaunchTemplate: { LaunchTemplateName: 'web' } },
      says: 'web',
    },
    {
      title: 'with a mixed policy',
      configuration: {
        MixedInstancesPolicy: {
          LaunchTemplate: { LaunchTemplateSpecification: { LaunchTemplateId: 'lt-1' } },
        },
      },
      says: 'lt-1',
    },
  ],
  fail: [{ title: 'with a configuration', configuration: { LaunchConfigurationName: 'old' }, says: 'old' }],
  unknown: [
    {
      title: 'where LaunchTemplate could not be read',
      configuration: {},
      unreadable: [
        { path: 'LaunchTemplate', reason: 'denied', permission: 'autoscaling:DescribeAutoScalingGroups' },
      ],
      says: 'autoscaling:DescribeAutoScalingGroups',
    },
  ],
});
