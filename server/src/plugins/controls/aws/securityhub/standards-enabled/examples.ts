import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'with a standard',
      configuration: {
        Enabled: true,
        Standards: [{ StandardsArn: 'arn:aws:securityhub:us-east-1::standards/x', StandardsStatus: 'READY' }],
      },
    },
  ],
  fail: [
    { title: 'without one', configuration: { Enabled: true } },
    { title: 'where it is not enabled', configuration: { Enabled: false } },
  ],
  unknown: [
    {
      title: 'where that was denied',
      configuration: { Enabled: true },
      unreadable: [{ path: 'Standards', reason: 'denied', permission: 'securityhub:GetEnabledStandards' }],
      says: 'securityhub:GetEnabledStandards',
    },
  ],
});
