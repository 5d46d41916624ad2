import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'that encrypts',
      configuration: {
        WorkGroupConfiguration: {
          ResultConfiguration: { EncryptionConfiguration: { EncryptionOption: 'SSE_KMS' } },
        },
      },
    },
    {
      title: 'with managed results',
      configuration: { WorkGroupConfiguration: { ManagedQueryResultsConfiguration: { Enabled: true } } },
    },
  ],
  fail: [
    {
      title: 'that does not',
      configuration: { WorkGroupConfiguration: { ResultConfiguration: { OutputLocation: 's3://results/' } } },
    },
    { title: 'without any setting', configuration: { WorkGroupConfiguration: {} } },
  ],
  unknown: [
    {
      title: 'whose WorkGroupConfiguration nobody could read',
      configuration: {},
      unreadable: [{ path: 'WorkGroupConfiguration', reason: 'denied', permission: 'athena:GetWorkGroup' }],
    },
  ],
});
