import { cli, counted, inRegion } from '../../../../plugin-kit/advice-text.ts';
import { defineRecommendation } from '../../../../plugin-kit/define-recommendation.ts';
import { rdsClusterType } from '../../../providers/aws/resources/rds_cluster/schema.ts';

const of = (engine: string, ...rules: string[]) => rules.map((rule) => `aws-${engine}-cluster-${rule}`);

export const recommendation = defineRecommendation({
  id: 'aws-rds-protect-clusters',
  version: 1,
  title: 'Make a database cluster recoverable',
  kind: 'performance',
  resource: rdsClusterType,
  per: 'resource',
  controls: [
    ...of(
      'rds',
      'backup-enabled',
      'deletion-protection',
      'in-backup-plan',
      'copies-tags',
      'multi-az',
      'backtrack',
    ),
    ...of('documentdb', 'backup-enabled', 'deletion-protection', 'multi-az'),
    ...of('neptune', 'backup-enabled', 'deletion-protection', 'copies-tags', 'multi-az'),
  ],
  driftAttributes: ['BackupRetentionPeriod', 'DeletionProtection'],
  exposure: 'account',
  effortMinutes: 30,
  references: [],
  advise({ resources: [cluster] }) {
    const id = cluster.configuration.DBClusterIdentifier ?? cluster.name;
    const missing = (rule: string) => [...cluster.fails].some((control) => control.endsWith(rule));
    const options = [
      ...(missing('backup-enabled') ? ['--backup-retention-period 7'] : []),
      ...(missing('deletion-protection') || cluster.drifts.length > 0 ? ['--deletion-protection'] : []),
      ...(missing('copies-tags') ? ['--copy-tags-to-snapshot'] : []),
    ];
    return {
      title: `Make the cluster ${id} recoverable`,
      explanation: `${counted(cluster.fails.size + cluster.drifts.length, 'finding')} about ${id} say the same: a mistake, a lost zone or a wrong call can end it, and little brings it back.`,
      steps: [
        ...(options.length > 0
          ? [
              {
                text: 'Set what is missing in one call; nothing restarts.',
                commands: [
                  `${cli`aws rds modify-db-cluster${inRegion(cluster)} --db-cluster-identifier ${id}`} ${options.join(' ')} --apply-immediately`,
                ],
              },
            ]
          : []),
        ...(missing('multi-az')
          ? [
              {
                text: 'Add a reader in another zone; it takes over when the writer is lost.',
                commands: [
                  cli`aws rds describe-db-clusters${inRegion(cluster)} --db-cluster-identifier ${id}`,
                ],
              },
            ]
          : []),
        ...(missing('in-backup-plan') ? [{ text: 'Let a plan of AWS Backup select it by a tag.' }] : []),
        { text: `Restore ${id} once under another name, and note how long that takes.` },
      ],
      impact: 'The cluster survives mistakes and the loss of a zone.',
      sideEffects: [
        ...(missing('multi-az') ? ['A reader is charged like another instance.'] : []),
        ...(missing('backup-enabled') ? ['Backups above the size of the cluster are charged.'] : []),
      ],
    };
  },
  examples: [
    {
      title: 'an Aurora cluster of one zone',
      resources: [
        {
          name: 'aurora',
          configuration: { DBClusterIdentifier: 'aurora' },
          fails: ['aws-rds-cluster-deletion-protection', 'aws-rds-cluster-multi-az'],
        },
      ],
      says: ['--db-cluster-identifier aurora --deletion-protection', 'another zone', '2 findings'],
    },
  ],
});
