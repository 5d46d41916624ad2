import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'with such a recorder',
      configuration: {},
      surroundings: {
        recorders: [
          {
            name: 'default',
            region: 'us-east-1',
            configuration: {
              RecordingGroup: { AllSupported: true },
              ConfigurationRecorderStatus: { Recording: true, LastStatus: 'SUCCESS' },
            },
          },
        ],
      },
    },
  ],
  fail: [
    { title: 'without a recorder', configuration: {}, says: 'no recorder' },
    {
      title: 'whose recorder is in another region',
      configuration: {},
      region: 'eu-west-1',
      surroundings: {
        recorders: [
          {
            name: 'default',
            region: 'us-east-1',
            configuration: {
              RecordingGroup: { AllSupported: true },
              ConfigurationRecorderStatus: { Recording: true, LastStatus: 'SUCCESS' },
            },
          },
        ],
      },
    },
    {
      title: 'whose recorder is stopped',
      configuration: {},
      surroundings: {
        recorders: [
          {
            configuration: {
              RecordingGroup: { AllSupported: true },
              ConfigurationRecorderStatus: { Recording: false },
            },
          },
        ],
      },
      says: 'stopped',
    },
    {
      title: 'whose recorder knows two types',
      configuration: {},
      surroundings: {
        recorders: [
          {
            configuration: {
              RecordingGroup: { AllSupported: false, ResourceTypes: ['AWS::S3::Bucket'] },
              ConfigurationRecorderStatus: { Recording: true, LastStatus: 'SUCCESS' },
            },
          },
        ],
      },
      says: 'leaves out',
    },
    {
      title: 'whose recorder fails',
      configuration: {},
      surroundings: {
        recorders: [
          {
            configuration: {
              RecordingGroup: { AllSupported: true },
              ConfigurationRecorderStatus: { Recording: true, LastStatus: 'FAILURE' },
            },
          },
        ],
      },
      says: 'cannot deliver',
    },
  ],
  unknown: [
    { title: 'where recorders were not listed', configuration: {}, unlisted: ['recorders'] },
    {
      title: 'whose recorder may not be asked for its state',
      configuration: {},
      surroundings: {
        recorders: [
          {
            configuration: { RecordingGroup: { AllSupported: true } },
            unreadable: [
              {
                path: 'ConfigurationRecorderStatus',
                reason: 'denied',
                permission: 'config:DescribeConfigurationRecorderStatus',
              },
            ],
          },
        ],
      },
    },
  ],
});
