import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'that encrypts',
      configuration: {
        LaunchTemplateData: { BlockDeviceMappings: [{ DeviceName: '/dev/xvda', Ebs: { Encrypted: true } }] },
      },
    },
    { title: 'that leaves it to the region', configuration: { LaunchTemplateData: {} } },
  ],
  fail: [
    {
      title: 'that does not',
      configuration: {
        LaunchTemplateData: { BlockDeviceMappings: [{ DeviceName: '/dev/xvda', Ebs: { Encrypted: false } }] },
      },
      says: '/dev/xvda',
    },
  ],
  unknown: [
    {
      title: 'where LaunchTemplateData could not be read',
      configuration: {},
      unreadable: [
        { path: 'LaunchTemplateData', reason: 'denied', permission: 'ec2:DescribeLaunchTemplateVersions' },
      ],
      says: 'ec2:DescribeLaunchTemplateVersions',
    },
  ],
});
