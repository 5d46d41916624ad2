import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'with such a recorder',
      configuration: {},
      surroundings: {
        recorders: [
          {
            configuration: {
              RecordingGroup: { IncludeGlobalResourceTypes: true },
              ConfigurationRecorderStatus: { Recording: true },
            },
          },
        ],
      },
    },
  ],
  fail: [
    { title: 'without a recorder', configuration: {} },
    {
      title: 'whose recorders leave them out',
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
  unknown: [{ title: 'where recorders were not listed', configuration: {}, unlisted: ['recorders'] }],
});
