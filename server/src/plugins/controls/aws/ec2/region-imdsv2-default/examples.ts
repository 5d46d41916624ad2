import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'that requires tokens',
      configuration: { InstanceMetadataDefaults: { HttpTokens: 'required' } },
    },
  ],
  fail: [
    { title: 'without a default', configuration: {} },
    {
      title: 'that allows version 1',
      configuration: { InstanceMetadataDefaults: { HttpTokens: 'optional' } },
    },
  ],
  unknown: [
    {
      title: 'where InstanceMetadataDefaults could not be read',
      configuration: {},
      unreadable: [
        { path: 'InstanceMetadataDefaults', reason: 'denied', permission: 'ec2:GetInstanceMetadataDefaults' },
      ],
      says: 'ec2:GetInstanceMetadataDefaults',
    },
  ],
});
