import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [{ title: 'where it is enabled', configuration: { Status: 'ENABLED' } }],
  fail: [
    { title: 'where it is not', configuration: { Status: 'DISABLED' } },
    { title: 'where it is suspended', configuration: { Status: 'PAUSED' }, says: 'suspended' },
  ],
  unknown: [
    {
      title: 'where that was denied',
      configuration: {},
      unreadable: [{ path: 'Status', reason: 'denied', permission: 'macie2:GetMacieSession' }],
      says: 'macie2:GetMacieSession',
    },
  ],
});
