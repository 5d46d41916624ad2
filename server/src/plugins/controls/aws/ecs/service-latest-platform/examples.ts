import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    { title: 'with the latest', configuration: { LaunchType: 'FARGATE', PlatformVersion: 'LATEST' } },
    { title: 'with its number', configuration: { LaunchType: 'FARGATE', PlatformVersion: '1.4.0' } },
    {
      title: 'of Windows by a capacity provider',
      configuration: {
        CapacityProviderStrategy: [{ CapacityProvider: 'FARGATE_SPOT' }],
        PlatformFamily: 'Windows Server 2022 Core',
        PlatformVersion: '1.0.0',
      },
    },
  ],
  fail: [{ title: 'with an old one', configuration: { LaunchType: 'FARGATE', PlatformVersion: '1.3.0' } }],
  unknown: [
    {
      title: 'whose PlatformVersion nobody could read',
      configuration: { LaunchType: 'FARGATE' },
      unreadable: [{ path: 'PlatformVersion', reason: 'denied', permission: 'ecs:DescribeServices' }],
    },
  ],
  not_applicable: [{ title: 'on machines', configuration: { LaunchType: 'EC2' } }],
});
