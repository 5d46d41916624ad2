import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'that requires tokens',
      configuration: { EnclaveOptions: { Enabled: true }, MetadataOptions: { HttpTokens: 'required' } },
    },
  ],
  fail: [
    {
      title: 'that answers version 1',
      configuration: {
        EnclaveOptions: { Enabled: true },
        MetadataOptions: { HttpTokens: 'optional', HttpEndpoint: 'enabled' },
      },
    },
  ],
  unknown: [
    {
      title: 'where MetadataOptions could not be read',
      configuration: { EnclaveOptions: { Enabled: true } },
      unreadable: [{ path: 'MetadataOptions', reason: 'denied', permission: 'ec2:DescribeInstances' }],
      says: 'ec2:DescribeInstances',
    },
  ],
  not_applicable: [{ title: 'without enclaves', configuration: {} }],
});
