import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [{ title: 'with its own group', configuration: { CacheSubnetGroupName: 'caches' } }],
  fail: [{ title: 'with the default group', configuration: { CacheSubnetGroupName: 'default' } }],
  unknown: [
    {
      title: 'whose CacheSubnetGroupName nobody could read',
      configuration: {},
      unreadable: [
        { path: 'CacheSubnetGroupName', reason: 'denied', permission: 'elasticache:DescribeCacheClusters' },
      ],
    },
    { title: 'without a group', configuration: {} },
  ],
});
