import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'that enforces them',
      configuration: { WorkGroupConfiguration: { EnforceWorkGroupConfiguration: true } },
    },
  ],
  fail: [
    {
      title: 'that lets clients choose',
      configuration: { WorkGroupConfiguration: { EnforceWorkGroupConfiguration: false } },
    },
  ],
  unknown: [
    {
      title: 'whose WorkGroupConfiguration nobody could read',
      configuration: {},
      unreadable: [{ path: 'WorkGroupConfiguration', reason: 'denied', permission: 'athena:GetWorkGroup' }],
    },
    { title: 'of which Athena does not say it', configuration: { WorkGroupConfiguration: {} } },
  ],
});
