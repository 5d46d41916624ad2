import { clusterSetting } from '../cluster-setting.ts';

export const remediation = clusterSetting<boolean>({
  id: 'aws-rds-cluster-deletion-protection',
  title: 'Protect a database cluster from deletion',
  description:
    'Switches on deletion protection of a cluster of RDS, DocumentDB or Neptune, which refuses to delete it ' +
    'until somebody takes the protection off. Nothing else about the cluster changes.',
  risk: 'low',
  impact:
    'Pipelines that delete the cluster fail until they take the protection off first. ' +
    'The databases run on without a pause.',
  effortMinutes: 5,
  controls: [
    'aws-rds-cluster-deletion-protection',
    'aws-documentdb-cluster-deletion-protection',
    'aws-neptune-cluster-deletion-protection',
  ],
  attribute: 'DeletionProtection',
  plan: (value, { target }) =>
    value === true
      ? { nothing: 'Deletion protection is on.' }
      : { to: true, summary: `Switch on deletion protection of ${target.name}` },
  options: (value) => [value ? '--deletion-protection' : '--no-deletion-protection'],
  terraform: 'deletion_protection',
  console: (value) => `switch deletion protection ${value ? 'on' : 'off'}`,
});
