import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [{ title: 'with another port', configuration: { Engine: 'postgres', Port: '15432' } }],
  fail: [
    { title: 'of PostgreSQL on 5432', configuration: { Engine: 'postgres', Port: '5432' } },
    { title: 'of SQL Server on 1433', configuration: { Engine: 'sqlserver-se', Port: '1433' } },
  ],
  unknown: [
    {
      title: 'whose Port nobody could read',
      configuration: { Engine: 'postgres' },
      unreadable: [{ path: 'Port', reason: 'denied', permission: 'rds:DescribeDBInstances' }],
    },
    { title: 'that is being made and has no port', configuration: { Engine: 'postgres' } },
  ],
  not_applicable: [
    {
      title: 'of a cluster',
      configuration: { DBClusterIdentifier: 'identity', Engine: 'aurora-postgresql' },
    },
  ],
});
