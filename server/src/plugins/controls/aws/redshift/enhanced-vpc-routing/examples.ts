import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [{ title: 'with the setting on', configuration: { EnhancedVpcRouting: true } }],
  fail: [
    { title: 'with the setting off', configuration: { EnhancedVpcRouting: false } },
    { title: 'that says nothing, which means off', configuration: {} },
  ],
  unknown: [
    {
      title: 'whose EnhancedVpcRouting nobody could read',
      configuration: {},
      unreadable: [{ path: 'EnhancedVpcRouting', reason: 'denied', permission: 'redshift:DescribeClusters' }],
    },
  ],
});
