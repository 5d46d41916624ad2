import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [{ title: 'with the setting on', configuration: { NodeToNodeEncryptionOptions: { Enabled: true } } }],
  fail: [
    { title: 'with the setting off', configuration: { NodeToNodeEncryptionOptions: { Enabled: false } } },
    { title: 'that says nothing, which means off', configuration: {} },
  ],
  unknown: [
    {
      title: 'whose NodeToNodeEncryptionOptions nobody could read',
      configuration: {},
      unreadable: [
        { path: 'NodeToNodeEncryptionOptions', reason: 'denied', permission: 'es:DescribeDomain' },
      ],
    },
  ],
});
