import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [{ title: 'with the setting on', configuration: { Engine: 'neptune', CopyTagsToSnapshot: true } }],
  fail: [
    { title: 'with the setting off', configuration: { Engine: 'neptune', CopyTagsToSnapshot: false } },
    { title: 'that says nothing, which means off', configuration: { Engine: 'neptune' } },
  ],
  unknown: [
    {
      title: 'whose CopyTagsToSnapshot nobody could read',
      configuration: { Engine: 'neptune' },
      unreadable: [{ path: 'CopyTagsToSnapshot', reason: 'denied', permission: 'rds:DescribeDBClusters' }],
    },
  ],
  not_applicable: [{ title: 'of another service', configuration: { Engine: 'aurora-mysql' } }],
});
