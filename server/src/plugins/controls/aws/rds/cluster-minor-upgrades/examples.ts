import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'with the setting on',
      configuration: { Engine: 'aurora-postgresql', AutoMinorVersionUpgrade: true },
    },
    {
      title: 'whose instances have it on',
      configuration: {
        Engine: 'aurora-postgresql',
        DBClusterIdentifier: 'c',
        AutoMinorVersionUpgrade: false,
      },
      surroundings: {
        instances: [{ configuration: { DBClusterIdentifier: 'c', AutoMinorVersionUpgrade: true } }],
      },
    },
  ],
  fail: [
    {
      title: 'with one instance that has it off',
      configuration: { Engine: 'aurora-postgresql', DBClusterIdentifier: 'c' },
      surroundings: {
        instances: [
          { name: 'c-1', configuration: { DBClusterIdentifier: 'c', AutoMinorVersionUpgrade: false } },
        ],
      },
      says: 'c-1',
    },
    {
      title: 'without instances, with the setting off',
      configuration: { Engine: 'aurora-postgresql', AutoMinorVersionUpgrade: false },
    },
  ],
  unknown: [
    {
      title: 'whose AutoMinorVersionUpgrade nobody could read',
      configuration: { Engine: 'aurora-postgresql' },
      unreadable: [
        { path: 'AutoMinorVersionUpgrade', reason: 'denied', permission: 'rds:DescribeDBClusters' },
      ],
    },
    {
      title: 'whose instances were not listed',
      configuration: { Engine: 'aurora-postgresql', DBClusterIdentifier: 'c' },
      unlisted: ['instances'],
    },
  ],
  not_applicable: [
    { title: 'of another service', configuration: { Engine: 'docdb' } },
    {
      title: 'of Aurora without instances',
      configuration: { Engine: 'aurora-postgresql', DBClusterIdentifier: 'c' },
    },
  ],
});
