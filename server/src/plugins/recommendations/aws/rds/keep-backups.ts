import { cli, counted, inRegion } from '../../../../plugin-kit/advice-text.ts';
import { defineRecommendation } from '../../../../plugin-kit/define-recommendation.ts';
import { rdsInstanceType } from '../../../providers/aws/resources/rds_instance/schema.ts';

export const recommendation = defineRecommendation({
  id: 'aws-rds-keep-backups',
  version: 1,
  title: 'Make a database recoverable',
  kind: 'performance',
  resource: rdsInstanceType,
  per: 'resource',
  controls: [
    'aws-rds-instance-backup-enabled',
    'aws-rds-instance-in-backup-plan',
    'aws-rds-instance-deletion-protection',
    'aws-rds-instance-copies-tags',
  ],
  driftAttributes: ['BackupRetentionPeriod', 'DeletionProtection', 'CopyTagsToSnapshot'],
  exposure: 'account',
  effortMinutes: 20,
  references: [],
  advise({ resources: [database] }) {
    const id = database.configuration.DBInstanceIdentifier ?? database.name;
    const { fails } = database;
    const days = database.configuration.BackupRetentionPeriod;
    const options = [
      ...(fails.has('aws-rds-instance-backup-enabled') ? ['--backup-retention-period 7'] : []),
      ...(fails.has('aws-rds-instance-deletion-protection') ||
      database.configuration.DeletionProtection === false
        ? ['--deletion-protection']
        : []),
      ...(fails.has('aws-rds-instance-copies-tags') ? ['--copy-tags-to-snapshot'] : []),
    ];
    return {
      title: `Make the database ${id} recoverable`,
      explanation:
        `${days === undefined ? '' : `Backups of ${id} are kept for ${counted(days, 'day')}. `}` +
        `${database.configuration.DeletionProtection === false ? 'One call deletes the database. ' : ''}` +
        'These settings belong together: a backup that ends before the mistake is noticed helps as little as none.',
      steps: [
        {
          text: 'Set what is missing in one call; nothing restarts.',
          commands: [
            `${cli`aws rds modify-db-instance${inRegion(database)} --db-instance-identifier ${id}`} ${(options.length === 0 ? ['--backup-retention-period 7', '--deletion-protection'] : options).join(' ')} --apply-immediately`,
          ],
        },
        ...(fails.has('aws-rds-instance-in-backup-plan')
          ? [
              {
                text: 'Let a plan of AWS Backup select it by a tag, with copies that this account cannot delete.',
              },
            ]
          : []),
        { text: 'Restore it once under another name, and note how long that takes.' },
      ],
      impact: 'A mistake or an attack costs minutes of data, not all of it.',
      sideEffects: [
        'Backups above the size of the database are charged.',
        'Turning backups on from zero restarts nothing, but pauses input and output for a moment in a single zone.',
      ],
    };
  },
  examples: [
    {
      title: 'a database without backups',
      resources: [
        {
          name: 'shop',
          configuration: {
            DBInstanceIdentifier: 'shop',
            BackupRetentionPeriod: 0,
            DeletionProtection: false,
          },
          fails: ['aws-rds-instance-backup-enabled', 'aws-rds-instance-deletion-protection'],
        },
      ],
      says: [
        'kept for 0 days',
        '--db-instance-identifier shop --backup-retention-period 7 --deletion-protection',
      ],
    },
  ],
});
