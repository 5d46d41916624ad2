import type { Json } from '../../../../core/json.ts';
import { testPlans } from '../testing/plans.ts';

const inCluster = { DBClusterIdentifier: 'orders' };
const switched = (attribute: string, wanted: boolean, ofCluster = false) => [
  {
    title: 'on the wrong side',
    state: { [attribute]: !wanted },
    plan: { after: { [attribute]: wanted } as Json },
  },
  { title: 'in order', state: { [attribute]: wanted }, plan: 'nothing' as const },
  ...(ofCluster
    ? [
        {
          title: 'in a cluster',
          state: { [attribute]: !wanted },
          configuration: inCluster,
          plan: 'cannot' as const,
          says: 'The cluster orders',
        },
      ]
    : []),
];
const backups = [
  {
    title: 'fewer days than a week',
    state: { BackupRetentionPeriod: 1 },
    plan: { after: { BackupRetentionPeriod: 7 } },
    says: 'for 7 days instead of 1',
  },
  {
    title: 'more days in the baseline',
    state: { BackupRetentionPeriod: 0 },
    baseline: { BackupRetentionPeriod: 14 },
    plan: { after: { BackupRetentionPeriod: 14 } },
  },
  {
    title: 'fewer days in the baseline',
    state: { BackupRetentionPeriod: 0 },
    baseline: { BackupRetentionPeriod: 3 },
    plan: { after: { BackupRetentionPeriod: 7 } },
  },
  { title: 'a week', state: { BackupRetentionPeriod: 7 }, plan: 'nothing' as const },
];

testPlans('rds', {
  'cluster-backups': backups.slice(0, 2).concat(backups.slice(3)),
  'cluster-copies-tags': switched('CopyTagsToSnapshot', true),
  'cluster-deletion-protection': switched('DeletionProtection', true),
  'instance-backups': [
    ...backups,
    {
      title: 'in a cluster',
      state: { BackupRetentionPeriod: 1 },
      configuration: inCluster,
      plan: 'cannot',
    },
  ],
  'instance-copies-tags': switched('CopyTagsToSnapshot', true, true),
  'instance-deletion-protection': switched('DeletionProtection', true, true),
  'instance-minor-upgrades': switched('AutoMinorVersionUpgrade', true),
  'private-instance': switched('PubliclyAccessible', false),
  'private-snapshot': switched('SharedWithEverybody', false),
});
