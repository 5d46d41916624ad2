import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [{ title: 'with a name of its own', configuration: { MasterUsername: 'shop_owner' } }],
  fail: [
    { title: 'with the name admin', configuration: { MasterUsername: 'admin' } },
    { title: 'with the name Postgres', configuration: { MasterUsername: 'Postgres' } },
  ],
  unknown: [
    {
      title: 'whose MasterUsername nobody could read',
      configuration: {},
      unreadable: [{ path: 'MasterUsername', reason: 'denied', permission: 'rds:DescribeDBInstances' }],
    },
    { title: 'whose first user RDS does not name', configuration: {} },
  ],
  not_applicable: [
    {
      title: 'of a cluster',
      configuration: { DBClusterIdentifier: 'identity', Engine: 'aurora-postgresql' },
    },
  ],
});
