import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [{ title: 'with a name of its own', configuration: { DBName: 'warehouse' } }],
  fail: [{ title: 'with the name dev', configuration: { DBName: 'dev' } }],
  unknown: [
    {
      title: 'whose DBName nobody could read',
      configuration: {},
      unreadable: [{ path: 'DBName', reason: 'denied', permission: 'redshift:DescribeClusters' }],
    },
    { title: 'without a known name', configuration: {} },
  ],
});
