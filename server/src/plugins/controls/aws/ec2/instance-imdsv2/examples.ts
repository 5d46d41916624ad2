import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'that requires tokens',
      configuration: { MetadataOptions: { HttpTokens: 'required', HttpEndpoint: 'enabled' } },
    },
    {
      title: 'without the service',
      configuration: { MetadataOptions: { HttpTokens: 'optional', HttpEndpoint: 'disabled' } },
    },
  ],
  fail: [
    {
      title: 'that answers version 1',
      configuration: { MetadataOptions: { HttpTokens: 'optional', HttpEndpoint: 'enabled' } },
      says: 'version 1',
    },
  ],
  unknown: [{ title: 'whose options nobody told', configuration: {} }],
});
