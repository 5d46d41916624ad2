import { clusterSetting } from '../cluster-setting.ts';

export const remediation = clusterSetting<boolean>({
  id: 'aws-rds-cluster-copies-tags',
  title: 'Copy the tags of a database cluster to its snapshots',
  description:
    'New snapshots of a cluster of RDS or Neptune get its tags, so that owners and policies that go by tags ' +
    'apply to them. Snapshots that exist keep the tags that they have.',
  risk: 'low',
  impact:
    'Rules that go by tags, for cost or for access, begin to apply to new snapshots. ' +
    'The databases run on without a pause.',
  effortMinutes: 5,
  controls: ['aws-rds-cluster-copies-tags', 'aws-neptune-cluster-copies-tags'],
  attribute: 'CopyTagsToSnapshot',
  plan: (value, { target }) =>
    value === true
      ? { nothing: 'Snapshots get the tags of the cluster.' }
      : { to: true, summary: `Copy tags to the snapshots of ${target.name}` },
  options: (value) => [value ? '--copy-tags-to-snapshot' : '--no-copy-tags-to-snapshot'],
  terraform: 'copy_tags_to_snapshot',
  console: (value) => `switch copying tags to snapshots ${value ? 'on' : 'off'}`,
});
