import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    { title: 'that requires tokens', configuration: { MetadataOptions: { HttpTokens: 'required' } } },
    { title: 'without the service', configuration: { MetadataOptions: { HttpEndpoint: 'disabled' } } },
  ],
  fail: [
    { title: 'that says nothing', configuration: {} },
    { title: 'that allows version 1', configuration: { MetadataOptions: { HttpTokens: 'optional' } } },
  ],
  unknown: [
    {
      title: 'where MetadataOptions could not be read',
      configuration: {},
      unreadable: [
        { path: 'MetadataOptions', reason: 'denied', permission: 'autoscaling:DescribeLaunchConfigurations' },
      ],
      says: 'autoscaling:DescribeLaunchConfigurations',
    },
  ],
});
