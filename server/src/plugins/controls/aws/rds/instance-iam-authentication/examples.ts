import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'with sign-in by IAM',
      configuration: { Engine: 'postgres', EnableIAMDatabaseAuthentication: true },
    },
  ],
  fail: [
    { title: 'without it', configuration: { Engine: 'mysql', EnableIAMDatabaseAuthentication: false } },
    { title: 'that says nothing, which means off', configuration: { Engine: 'mariadb' } },
  ],
  unknown: [
    {
      title: 'whose EnableIAMDatabaseAuthentication nobody could read',
      configuration: { Engine: 'postgres' },
      unreadable: [
        { path: 'EnableIAMDatabaseAuthentication', reason: 'denied', permission: 'rds:DescribeDBInstances' },
      ],
    },
  ],
  not_applicable: [
    {
      title: 'of a cluster',
      configuration: { DBClusterIdentifier: 'identity', Engine: 'aurora-postgresql' },
    },
    {
      title: 'of an engine without sign-in by IAM',
      configuration: { Engine: 'oracle-ee', EnableIAMDatabaseAuthentication: false },
    },
  ],
});
