import { cli, inRegion } from '../../../../plugin-kit/advice-text.ts';
import { defineRecommendation } from '../../../../plugin-kit/define-recommendation.ts';
import { rdsInstanceType } from '../../../providers/aws/resources/rds_instance/schema.ts';

export const recommendation = defineRecommendation({
  id: 'aws-rds-encrypt-storage',
  version: 1,
  title: 'Encrypt a database',
  kind: 'security',
  resource: rdsInstanceType,
  per: 'resource',
  controls: ['aws-rds-instance-storage-encrypted'],
  driftAttributes: ['StorageEncrypted'],
  exposure: 'account',
  effortMinutes: 120,
  references: [],
  advise({ resources: [database] }) {
    const id = database.configuration.DBInstanceIdentifier ?? database.name;
    return {
      title: `Move the database ${id} to encrypted storage`,
      explanation: `The storage, backups and snapshots of ${id} are not encrypted. That cannot be switched on: the data is moved through an encrypted copy of a snapshot, with a pause that can be short when replication helps.`,
      steps: [
        {
          text: 'Stop writes or agree on a window, and take a snapshot.',
          commands: [
            cli`aws rds create-db-snapshot${inRegion(database)} --db-instance-identifier ${id} --db-snapshot-identifier ${`${id}-before-encryption`}`,
          ],
        },
        {
          text: 'Copy it with a key.',
          commands: [
            cli`aws rds copy-db-snapshot${inRegion(database)} --source-db-snapshot-identifier ${`${id}-before-encryption`} --target-db-snapshot-identifier ${`${id}-encrypted`} --kms-key-id alias/aws/rds`,
          ],
        },
        {
          text: 'Restore the copy under a new name, with the same subnet group, security groups and parameters.',
          commands: [
            cli`aws rds restore-db-instance-from-db-snapshot${inRegion(database)} --db-instance-identifier ${`${id}-new`} --db-snapshot-identifier ${`${id}-encrypted`}`,
          ],
        },
        {
          text: 'Rename both, so that clients find the new one; delete the old one and its open snapshots when all is well.',
        },
      ],
      impact: 'Storage and snapshots show nothing without the key.',
      sideEffects: [
        'What is written after the snapshot is lost unless it is replicated.',
        'Read replicas have to be made again.',
      ],
    };
  },
  examples: [
    {
      title: 'an open database',
      resources: [
        {
          name: 'crm',
          configuration: { DBInstanceIdentifier: 'crm' },
          fails: ['aws-rds-instance-storage-encrypted'],
        },
      ],
      says: ['crm-before-encryption', 'crm-encrypted', 'crm-new'],
    },
  ],
});
