import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [{ title: 'with the setting on', configuration: { Engine: 'neptune', DeletionProtection: true } }],
  fail: [
    { title: 'with the setting off', configuration: { Engine: 'neptune', DeletionProtection: false } },
    { title: 'that says nothing, which means off', configuration: { Engine: 'neptune' } },
  ],
  unknown: [
    {
      title: 'whose DeletionProtection nobody could read',
      configuration: { Engine: 'neptune' },
      unreadable: [{ path: 'DeletionProtection', reason: 'denied', permission: 'rds:DescribeDBClusters' }],
    },
  ],
  not_applicable: [{ title: 'of another service', configuration: { Engine: 'aurora-mysql' } }],
});
