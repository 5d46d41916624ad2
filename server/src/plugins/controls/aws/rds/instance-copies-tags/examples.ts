import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [{ title: 'with the setting on', configuration: { CopyTagsToSnapshot: true } }],
  fail: [
    { title: 'with the setting off', configuration: { CopyTagsToSnapshot: false } },
    { title: 'that says nothing, which means off', configuration: {} },
  ],
  unknown: [
    {
      title: 'whose CopyTagsToSnapshot nobody could read',
      configuration: {},
      unreadable: [{ path: 'CopyTagsToSnapshot', reason: 'denied', permission: 'rds:DescribeDBInstances' }],
    },
  ],
  not_applicable: [
    {
      title: 'of a cluster',
      configuration: { DBClusterIdentifier: 'identity', Engine: 'aurora-postgresql' },
    },
  ],
});
