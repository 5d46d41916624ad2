import { cli, counted, forEach, inRegion, listed } from '../../../../plugin-kit/advice-text.ts';
import { defineRecommendation } from '../../../../plugin-kit/define-recommendation.ts';
import { rdsSnapshotType } from '../../../providers/aws/resources/rds_snapshot/schema.ts';

export const recommendation = defineRecommendation({
  id: 'aws-rds-close-shared-snapshots',
  version: 1,
  title: 'Take database snapshots back from the public',
  kind: 'security',
  resource: rdsSnapshotType,
  per: 'account',
  controls: [
    'aws-rds-snapshot-not-public',
    'aws-documentdb-snapshot-not-public',
    'aws-neptune-snapshot-not-public',
  ],
  exposure: 'internet',
  effortMinutes: 20,
  references: [],
  advise({ resources, total }) {
    return {
      title: `Take ${counted(total, 'database snapshot')} back from the public`,
      explanation: `Anybody with an AWS account can restore ${listed(
        resources.map(({ name }) => name),
        total,
      )} and read the whole database. Copies that were made cannot be called back.`,
      steps: [
        {
          text: 'Remove the permission for everybody. Snapshots of clusters have a command of their own.',
          commands: forEach(
            resources,
            (snapshot) =>
              cli`aws rds modify-db-snapshot-attribute${inRegion(snapshot)} --db-snapshot-identifier ${snapshot.name} --attribute-name restore --values-to-remove all`,
          ),
        },
        { text: 'Treat the content as known to strangers: passwords in it, and whom the law says to tell.' },
        {
          text: 'Share with named accounts only, and encrypt with a key of your own: such a snapshot cannot be public.',
        },
      ],
      impact: 'Strangers cannot restore your database.',
      sideEffects: ['Partners who used the public permission need one of their own.'],
    };
  },
  examples: [
    {
      title: 'a public snapshot',
      resources: [{ name: 'crm-final', configuration: {}, fails: ['aws-rds-snapshot-not-public'] }],
      says: ['--db-snapshot-identifier crm-final', '--values-to-remove all'],
    },
  ],
});
