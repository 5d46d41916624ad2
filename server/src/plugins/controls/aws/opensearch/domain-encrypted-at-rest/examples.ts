import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [{ title: 'with the setting on', configuration: { EncryptionAtRestOptions: { Enabled: true } } }],
  fail: [
    { title: 'with the setting off', configuration: { EncryptionAtRestOptions: { Enabled: false } } },
    { title: 'that says nothing, which means off', configuration: {} },
  ],
  unknown: [
    {
      title: 'whose EncryptionAtRestOptions nobody could read',
      configuration: {},
      unreadable: [{ path: 'EncryptionAtRestOptions', reason: 'denied', permission: 'es:DescribeDomain' }],
    },
  ],
});
