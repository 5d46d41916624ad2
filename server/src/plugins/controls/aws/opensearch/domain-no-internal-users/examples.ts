import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'that uses IAM',
      configuration: { AdvancedSecurityOptions: { Enabled: true, InternalUserDatabaseEnabled: false } },
    },
    { title: 'without fine-grained access control, which has no users', configuration: {} },
  ],
  fail: [
    {
      title: 'with users of its own',
      configuration: { AdvancedSecurityOptions: { Enabled: true, InternalUserDatabaseEnabled: true } },
    },
  ],
  unknown: [
    {
      title: 'whose AdvancedSecurityOptions nobody could read',
      configuration: {},
      unreadable: [{ path: 'AdvancedSecurityOptions', reason: 'denied', permission: 'es:DescribeDomain' }],
    },
  ],
});
