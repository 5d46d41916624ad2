import { z } from 'zod';
import { defineResourceType } from '../../../../../plugin-kit/define-resource-type.ts';
import { flag, listOf, number, tags, text, texts } from '../../shapes/schema-parts.ts';

const attributes = listOf(z.looseObject({ AttributeName: text, AttributeValues: texts }));

/**
 * Snapshots of instances and of clusters. CloudFormation models neither: the names are those of the RDS API.
 * A snapshot is shared when the values of its attribute `restore` are not empty, public when they hold `all`.
 */
export const rdsSnapshotType = defineResourceType({
  type: 'rds_snapshot',
  vendorType: 'AWS::RDS::DBSnapshot',
  provider: 'aws',
  title: 'RDS snapshot',
  service: 'rds',
  aliases: ['db_snapshot'],
  schema: z.looseObject({
    DBSnapshotIdentifier: text,
    DBSnapshotArn: text,
    DBInstanceIdentifier: text,
    DBSnapshotAttributes: attributes,
    DBClusterSnapshotIdentifier: text,
    DBClusterSnapshotArn: text,
    DBClusterIdentifier: text,
    DBClusterSnapshotAttributes: attributes,
    SnapshotType: text,
    SnapshotCreateTime: text,
    Engine: text,
    EngineVersion: text,
    Encrypted: flag,
    StorageEncrypted: flag,
    KmsKeyId: text,
    AllocatedStorage: number,
    StorageType: text,
    MasterUsername: text,
    VpcId: text,
    IAMDatabaseAuthenticationEnabled: flag,
    Tags: tags,
  }),
  facts: {
    readOnlyPaths: [
      'DBSnapshotArn',
      'DBClusterSnapshotArn',
      'DbiResourceId',
      'DbClusterResourceId',
      'InstanceCreateTime',
      'ClusterCreateTime',
      'OriginalSnapshotCreateTime',
      'SnapshotCreateTime',
      'Status',
    ],
    createOnlyPaths: ['DBSnapshotIdentifier', 'DBClusterSnapshotIdentifier', 'KmsKeyId'],
    unorderedScalarPaths: [
      'AvailabilityZones',
      'DBSnapshotAttributes.*.AttributeValues',
      'DBClusterSnapshotAttributes.*.AttributeValues',
    ],
    unorderedObjectArrayPaths: ['DBSnapshotAttributes', 'DBClusterSnapshotAttributes'],
    identityKeys: {
      Tags: 'Key',
      DBSnapshotAttributes: 'AttributeName',
      DBClusterSnapshotAttributes: 'AttributeName',
    },
  },
});
