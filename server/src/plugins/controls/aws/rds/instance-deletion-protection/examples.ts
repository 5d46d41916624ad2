import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [{ title: 'with the setting on', configuration: { DeletionProtection: true } }],
  fail: [
    { title: 'with the setting off', configuration: { DeletionProtection: false } },
    { title: 'that says nothing, which means off', configuration: {} },
  ],
  unknown: [
    {
      title: 'whose DeletionProtection nobody could read',
      configuration: {},
      unreadable: [{ path: 'DeletionProtection', reason: 'denied', permission: 'rds:DescribeDBInstances' }],
    },
  ],
  not_applicable: [
    {
      title: 'of a cluster',
      configuration: { DBClusterIdentifier: 'identity', Engine: 'aurora-postgresql' },
    },
  ],
});
