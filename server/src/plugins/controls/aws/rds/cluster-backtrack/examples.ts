import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [{ title: 'with a day', configuration: { Engine: 'aurora-mysql', BacktrackWindow: 86400 } }],
  fail: [
    { title: 'with a window of 0', configuration: { Engine: 'aurora-mysql', BacktrackWindow: 0 } },
    { title: 'without a window, which means off', configuration: { Engine: 'aurora-mysql' } },
  ],
  unknown: [
    {
      title: 'whose BacktrackWindow nobody could read',
      configuration: { Engine: 'aurora-mysql' },
      unreadable: [{ path: 'BacktrackWindow', reason: 'denied', permission: 'rds:DescribeDBClusters' }],
    },
  ],
  not_applicable: [
    { title: 'of another service', configuration: { Engine: 'docdb' } },
    { title: 'of PostgreSQL', configuration: { Engine: 'aurora-postgresql' } },
  ],
});
