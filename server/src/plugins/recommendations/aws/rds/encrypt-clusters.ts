import { cli, inRegion, listed } from '../../../../plugin-kit/advice-text.ts';
import { defineRecommendation } from '../../../../plugin-kit/define-recommendation.ts';
import { rdsClusterType } from '../../../providers/aws/resources/rds_cluster/schema.ts';

export const recommendation = defineRecommendation({
  id: 'aws-rds-encrypt-clusters',
  version: 1,
  title: 'Encrypt a database cluster and its connections',
  kind: 'security',
  resource: rdsClusterType,
  per: 'resource',
  controls: [
    'aws-rds-cluster-storage-encrypted',
    'aws-rds-cluster-tls-required',
    'aws-documentdb-cluster-storage-encrypted',
    'aws-documentdb-cluster-tls-required',
    'aws-neptune-cluster-storage-encrypted',
  ],
  driftAttributes: ['StorageEncrypted', 'DBClusterParameterGroupName'],
  exposure: 'account',
  effortMinutes: 120,
  references: [],
  advise({ resources: [cluster] }) {
    const id = cluster.configuration.DBClusterIdentifier ?? cluster.name;
    const storage = [...cluster.fails].some((control) => control.endsWith('storage-encrypted'));
    const tls = [...cluster.fails].some((control) => control.endsWith('tls-required'));
    return {
      title: `Encrypt ${listed([...(storage ? ['the storage'] : []), ...(tls ? ['the connections'] : []), ...(!storage && !tls ? ['what was opened'] : [])])} of the cluster ${id}`,
      explanation: `${storage ? `The storage of ${id} is not encrypted, and that cannot be switched on later. ` : ''}${tls ? `${id} accepts connections that can be read on the way. ` : ''}Both end with settings of the cluster, the first by a restored copy.`,
      steps: [
        ...(tls
          ? [
              {
                text: 'Give clients the certificate bundle of RDS, then demand TLS in the parameter group of the cluster.',
                commands: [
                  cli`aws rds describe-db-cluster-parameters${inRegion(cluster)} --db-cluster-parameter-group-name ${cluster.configuration.DBClusterParameterGroupName ?? 'default'}`,
                ],
              },
            ]
          : []),
        ...(storage
          ? [
              {
                text: 'Take a snapshot.',
                commands: [
                  cli`aws rds create-db-cluster-snapshot${inRegion(cluster)} --db-cluster-identifier ${id} --db-cluster-snapshot-identifier ${`${id}-before-encryption`}`,
                ],
              },
              {
                text: 'Restore it with a key under a new name, add instances, move the clients.',
                commands: [
                  cli`aws rds describe-db-cluster-snapshots${inRegion(cluster)} --db-cluster-identifier ${id}`,
                ],
              },
            ]
          : []),
        { text: 'Put both into the template, so that the next cluster has them from the start.' },
      ],
      impact: 'Data of the cluster can be read neither on disks nor on the way.',
      sideEffects: ['Moving to a restored cluster pauses writes.', 'Clients without TLS are refused.'],
    };
  },
  examples: [
    {
      title: 'an open DocumentDB',
      resources: [
        {
          name: 'docs',
          configuration: { DBClusterIdentifier: 'docs' },
          fails: ['aws-documentdb-cluster-storage-encrypted', 'aws-documentdb-cluster-tls-required'],
        },
      ],
      says: ['the storage and the connections of the cluster docs', 'docs-before-encryption'],
    },
  ],
});
