import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [{ title: 'with the setting on', configuration: { Engine: 'neptune', StorageEncrypted: true } }],
  fail: [
    { title: 'with the setting off', configuration: { Engine: 'neptune', StorageEncrypted: false } },
    { title: 'that says nothing, which means off', configuration: { Engine: 'neptune' } },
  ],
  unknown: [
    {
      title: 'whose StorageEncrypted nobody could read',
      configuration: { Engine: 'neptune' },
      unreadable: [{ path: 'StorageEncrypted', reason: 'denied', permission: 'rds:DescribeDBClusters' }],
    },
  ],
  not_applicable: [{ title: 'of another service', configuration: { Engine: 'aurora-mysql' } }],
});
