import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    { title: 'that says nothing', configuration: { LaunchTemplateData: {} } },
    {
      title: 'that gives none',
      configuration: {
        LaunchTemplateData: { NetworkInterfaces: [{ DeviceIndex: 0, AssociatePublicIpAddress: false }] },
      },
    },
  ],
  fail: [
    {
      title: 'that gives one',
      configuration: {
        LaunchTemplateData: { NetworkInterfaces: [{ DeviceIndex: 0, AssociatePublicIpAddress: true }] },
      },
      says: 'latest',
    },
    {
      title: 'whose default version gives one',
      configuration: {
        LaunchTemplateData: {},
        DefaultVersionData: { NetworkInterfaces: [{ AssociatePublicIpAddress: true }] },
      },
      says: 'default',
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
