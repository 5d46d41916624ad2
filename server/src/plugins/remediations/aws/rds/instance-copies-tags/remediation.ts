import { instanceSwitch } from '../instance-setting.ts';

export const remediation = instanceSwitch({
  id: 'aws-rds-instance-copies-tags',
  title: 'Copy the tags of an RDS instance to its snapshots',
  description:
    'New snapshots get the tags of the instance, so that owners and policies that go by tags apply to them. ' +
    'Snapshots that exist keep the tags that they have.',
  risk: 'low',
  impact:
    'Rules that go by tags, for cost or for access, begin to apply to new snapshots. ' +
    'The database runs on without a pause.',
  effortMinutes: 5,
  controls: ['aws-rds-instance-copies-tags'],
  attribute: 'CopyTagsToSnapshot',
  isOfCluster: true,
  wanted: true,
  option: 'copy-tags-to-snapshot',
  label: 'copy tags to snapshots',
  terraform: 'copy_tags_to_snapshot',
  inOrder: 'Snapshots get the tags of the instance.',
  summary: 'Copy tags to the snapshots of',
});
