import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [{ title: 'with instances in two zones', configuration: { Engine: 'neptune', MultiAZ: true } }],
  fail: [{ title: 'in one zone', configuration: { Engine: 'neptune', MultiAZ: false } }],
  unknown: [
    {
      title: 'whose MultiAZ nobody could read',
      configuration: { Engine: 'neptune' },
      unreadable: [{ path: 'MultiAZ', reason: 'denied', permission: 'rds:DescribeDBClusters' }],
    },
    { title: 'of which the service does not say it', configuration: { Engine: 'neptune' } },
  ],
  not_applicable: [{ title: 'of another service', configuration: { Engine: 'aurora-mysql' } }],
});
