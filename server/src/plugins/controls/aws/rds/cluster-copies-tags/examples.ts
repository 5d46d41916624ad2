import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'with the setting on',
      configuration: { Engine: 'aurora-postgresql', CopyTagsToSnapshot: true },
    },
  ],
  fail: [
    {
      title: 'with the setting off',
      configuration: { Engine: 'aurora-postgresql', CopyTagsToSnapshot: false },
    },
    { title: 'that says nothing, which means off', configuration: { Engine: 'aurora-postgresql' } },
  ],
  unknown: [
    {
      title: 'whose CopyTagsToSnapshot nobody could read',
      configuration: { Engine: 'aurora-postgresql' },
      unreadable: [{ path: 'CopyTagsToSnapshot', reason: 'denied', permission: 'rds:DescribeDBClusters' }],
    },
  ],
  not_applicable: [{ title: 'of another service', configuration: { Engine: 'docdb' } }],
});
