import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'with a name of its own',
      configuration: { Engine: 'aurora-postgresql', MasterUsername: 'shop_owner' },
    },
  ],
  fail: [
    {
      title: 'with the name postgres',
      configuration: { Engine: 'aurora-postgresql', MasterUsername: 'postgres' },
    },
  ],
  unknown: [
    {
      title: 'whose MasterUsername nobody could read',
      configuration: { Engine: 'aurora-postgresql' },
      unreadable: [{ path: 'MasterUsername', reason: 'denied', permission: 'rds:DescribeDBClusters' }],
    },
    { title: 'whose first user RDS does not name', configuration: { Engine: 'aurora-postgresql' } },
  ],
  not_applicable: [{ title: 'of another service', configuration: { Engine: 'docdb' } }],
});
