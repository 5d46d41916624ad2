import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'with it',
      configuration: { Enable: true, Features: [{ Name: 'LAMBDA_NETWORK_LOGS', Status: 'ENABLED' }] },
    },
  ],
  fail: [
    {
      title: 'without it',
      configuration: { Enable: true, Features: [{ Name: 'LAMBDA_NETWORK_LOGS', Status: 'DISABLED' }] },
    },
    { title: 'that does not name it', configuration: { Enable: true } },
    {
      title: 'that is suspended',
      configuration: { Enable: false, Features: [{ Name: 'LAMBDA_NETWORK_LOGS', Status: 'ENABLED' }] },
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
