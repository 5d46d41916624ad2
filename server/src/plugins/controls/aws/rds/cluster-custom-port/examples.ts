import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [{ title: 'with another port', configuration: { Engine: 'aurora-postgresql', Port: 15432 } }],
  fail: [{ title: 'of PostgreSQL on 5432', configuration: { Engine: 'aurora-postgresql', Port: 5432 } }],
  unknown: [
    {
      title: 'whose Port nobody could read',
      configuration: { Engine: 'aurora-postgresql' },
      unreadable: [{ path: 'Port', reason: 'denied', permission: 'rds:DescribeDBClusters' }],
    },
    { title: 'without a known port', configuration: { Engine: 'aurora-postgresql' } },
  ],
  not_applicable: [{ title: 'of another service', configuration: { Engine: 'docdb' } }],
});
