import { z } from 'zod';
import { defineResourceType } from '../../../../../plugin-kit/define-resource-type.ts';
import { flag, listOf, number, tags, text, texts } from '../../shapes/schema-parts.ts';

export const elasticacheReplicationGroupType = defineResourceType({
  type: 'elasticache_replication_group',
  vendorType: 'AWS::ElastiCache::ReplicationGroup',
  provider: 'aws',
  title: 'ElastiCache replication group',
  service: 'elasticache',
  aliases: ['replication_group'],
  schema: z.looseObject({
    ReplicationGroupId: text,
    Arn: text,
    ReplicationGroupDescription: text,
    Engine: text,
    CacheNodeType: text,
    ClusterMode: text,
    NumNodeGroups: number,
    MemberClusters: texts,
    AutomaticFailoverEnabled: flag,
    MultiAZEnabled: flag,
    AutoMinorVersionUpgrade: flag,
    AtRestEncryptionEnabled: flag,
    KmsKeyId: text,
    TransitEncryptionEnabled: flag,
    TransitEncryptionMode: text,
    /** Whether clients need a password; the password itself is never read. */
    AuthTokenEnabled: flag,
    UserGroupIds: texts,
    SnapshotRetentionLimit: number,
    SnapshotWindow: text,
    SnapshottingClusterId: text,
    DataTieringEnabled: flag,
    NetworkType: text,
    IpDiscovery: text,
    LogDeliveryConfigurations: listOf(
      z.looseObject({ LogType: text, LogFormat: text, DestinationType: text }),
    ),
    Tags: tags,
  }),
  facts: {
    readOnlyPaths: ['Arn', 'AuthTokenEnabled', 'MemberClusters'],
    writeOnlyPaths: ['AuthToken', 'SnapshotName', 'SnapshotArns'],
    createOnlyPaths: ['AtRestEncryptionEnabled', 'KmsKeyId', 'NetworkType', 'ReplicationGroupId'],
    defaultPaths: {
      AtRestEncryptionEnabled: false,
      AutomaticFailoverEnabled: false,
      DataTieringEnabled: false,
      MultiAZEnabled: false,
      SnapshotRetentionLimit: 0,
      TransitEncryptionEnabled: false,
    },
    unorderedScalarPaths: ['MemberClusters', 'UserGroupIds'],
    unorderedObjectArrayPaths: ['LogDeliveryConfigurations'],
    identityKeys: { Tags: 'Key', LogDeliveryConfigurations: 'LogType' },
  },
});
