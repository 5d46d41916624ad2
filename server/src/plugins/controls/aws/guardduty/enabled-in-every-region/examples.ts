import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'with a detector',
      configuration: {},
      surroundings: { detectors: [{ configuration: { Enable: true } }] },
    },
  ],
  fail: [
    { title: 'without one', configuration: {}, says: 'not enabled' },
    {
      title: 'whose detector is suspended',
      configuration: {},
      surroundings: { detectors: [{ configuration: { Enable: false } }] },
      says: 'suspended',
    },
    {
      title: 'whose detector is in another region',
      configuration: {},
      region: 'eu-west-1',
      surroundings: { detectors: [{ configuration: { Enable: true } }] },
    },
  ],
  unknown: [
    { title: 'where detectors were not listed', configuration: {}, unlisted: ['detectors'] },
    {
      title: 'whose detector may not be asked',
      configuration: {},
      surroundings: {
        detectors: [
          {
            configuration: {},
            unreadable: [{ path: 'Enable', reason: 'denied', permission: 'guardduty:GetDetector' }],
          },
        ],
      },
    },
  ],
});
