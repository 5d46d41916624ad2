import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'that requires tokens',
      configuration: { LaunchTemplateData: { MetadataOptions: { HttpTokens: 'required' } } },
    },
  ],
  fail: [
    { title: 'that says nothing', configuration: { LaunchTemplateData: {} }, says: 'latest' },
    {
      title: 'whose default version is an old one',
      configuration: {
        LaunchTemplateData: { MetadataOptions: { HttpTokens: 'required' } },
        DefaultVersionData: {},
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
