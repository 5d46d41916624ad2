import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [{ title: 'with the setting on', configuration: { Encrypted: true } }],
  fail: [
    { title: 'with the setting off', configuration: { Encrypted: false } },
    { title: 'that says nothing, which means off', configuration: {} },
  ],
  unknown: [
    {
      title: 'whose Encrypted nobody could read',
      configuration: {},
      unreadable: [{ path: 'Encrypted', reason: 'denied', permission: 'redshift:DescribeClusters' }],
    },
  ],
});
