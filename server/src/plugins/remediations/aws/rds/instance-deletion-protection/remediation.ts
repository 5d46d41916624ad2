import { instanceSwitch } from '../instance-setting.ts';

export const remediation = instanceSwitch({
  id: 'aws-rds-instance-deletion-protection',
  title: 'Protect an RDS instance from deletion',
  description:
    'Switches on deletion protection, which refuses to delete the instance until somebody takes it off. ' +
    'Nothing else about the instance changes.',
  risk: 'low',
  impact:
    'Pipelines that delete the instance fail until they take the protection off first. ' +
    'The database runs on without a pause.',
  effortMinutes: 5,
  controls: ['aws-rds-instance-deletion-protection'],
  attribute: 'DeletionProtection',
  isOfCluster: true,
  wanted: true,
  option: 'deletion-protection',
  label: 'deletion protection',
  terraform: 'deletion_protection',
  inOrder: 'Deletion protection is on.',
  summary: 'Switch on deletion protection of',
});
