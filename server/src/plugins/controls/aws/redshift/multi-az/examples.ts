import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [{ title: 'with the setting on', configuration: { MultiAZ: true } }],
  fail: [
    { title: 'with the setting off', configuration: { MultiAZ: false } },
    { title: 'that says nothing, which means one zone', configuration: {} },
  ],
  unknown: [
    {
      title: 'whose MultiAZ nobody could read',
      configuration: {},
      unreadable: [{ path: 'MultiAZ', reason: 'denied', permission: 'redshift:DescribeClusters' }],
    },
  ],
});
