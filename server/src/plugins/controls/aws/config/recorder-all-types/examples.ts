import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    { title: 'of all types', configuration: { RecordingGroup: { AllSupported: true } } },
    {
      title: 'by the newer strategy',
      configuration: {
        RecordingGroup: {
          AllSupported: false,
          RecordingStrategy: { UseOnly: 'ALL_SUPPORTED_RESOURCE_TYPES' },
        },
      },
    },
  ],
  fail: [
    {
      title: 'with exclusions',
      configuration: {
        RecordingGroup: {
          ExclusionByResourceTypes: { ResourceTypes: ['AWS::EC2::Instance'] },
          RecordingStrategy: { UseOnly: 'EXCLUSION_BY_RESOURCE_TYPES' },
        },
      },
      says: 'AWS::EC2::Instance',
    },
    { title: 'of two types', configuration: { RecordingGroup: { ResourceTypes: ['AWS::S3::Bucket'] } } },
  ],
  unknown: [
    {
      title: 'where that was denied',
      configuration: {},
      unreadable: [
        { path: 'RecordingGroup', reason: 'denied', permission: 'config:DescribeConfigurationRecorders' },
      ],
      says: 'config:DescribeConfigurationRecorders',
    },
  ],
});
