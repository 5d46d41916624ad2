import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'with it',
      configuration: { Enable: true, Features: [{ Name: 'S3_DATA_EVENTS', Status: 'ENABLED' }] },
    },
  ],
  fail: [
    {
      title: 'without it',
      configuration: { Enable: true, Features: [{ Name: 'S3_DATA_EVENTS', Status: 'DISABLED' }] },
    },
    { title: 'that does not name it', configuration: { Enable: true } },
    {
      title: 'that is suspended',
      configuration: { Enable: false, Features: [{ Name: 'S3_DATA_EVENTS', Status: 'ENABLED' }] },
    },
  ],
  unknown: [
    {
      title: 'where that was denied',
      configuration: { Enable: true },
      unreadable: [{ path: 'Features', reason: 'denied', permission: 'guardduty:GetDetector' }],
      says: 'guardduty:GetDetector',
    },
  ],
});
