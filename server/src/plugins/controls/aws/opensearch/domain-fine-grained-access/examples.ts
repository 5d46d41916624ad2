import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [{ title: 'with the setting on', configuration: { AdvancedSecurityOptions: { Enabled: true } } }],
  fail: [
    { title: 'with the setting off', configuration: { AdvancedSecurityOptions: { Enabled: false } } },
    { title: 'that says nothing, which means off', configuration: {} },
  ],
  unknown: [
    {
      title: 'whose AdvancedSecurityOptions nobody could read',
      configuration: {},
      unreadable: [{ path: 'AdvancedSecurityOptions', reason: 'denied', permission: 'es:DescribeDomain' }],
    },
  ],
});
