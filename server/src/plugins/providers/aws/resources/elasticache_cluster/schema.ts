import { z } from 'zod';
import { defineResourceType } from '../../../../../plugin-kit/define-resource-type.ts';
import { flag, listOf, number, struct, tags, text, texts } from '../../shapes/schema-parts.ts';

export const elasticacheClusterType = defineResourceType({
  type: 'elasticache_cluster',
  vendorType: 'AWS::ElastiCache::CacheCluster',
  provider: 'aws',
  title: 'ElastiCache cluster',
  service: 'elasticache',
  aliases: ['cache_cluster'],
  schema: z.looseObject({
    ClusterName: text,
    Arn: text,
    Engine: text,
    EngineVersion: text,
    CacheNodeType: text,
    NumCacheNodes: number,
    /** The replication group that the cluster is a node of; it has its settings then. */
    ReplicationGroupId: text,
    CacheParameterGroupName: text,
    CacheSubnetGroupName: text,
    /** What the subnet group comes to; CloudFormation has the name only. */
    CacheSubnetGroup: struct({ VpcId: text, SubnetIds: texts }),
    VpcSecurityGroupIds: texts,
    CacheSecurityGroupNames: texts,
    PreferredAvailabilityZone: text,
    PreferredMaintenanceWindow: text,
    AutoMinorVersionUpgrade: flag,
    SnapshotRetentionLimit: number,
    SnapshotWindow: text,
    Port: number,
    TransitEncryptionEnabled: flag,
    TransitEncryptionMode: text,
    AtRestEncryptionEnabled: flag,
    AuthTokenEnabled: flag,
    NotificationTopicArn: text,
    NetworkType: text,
    IpDiscovery: text,
    LogDeliveryConfigurations: listOf(
      z.looseObject({ LogType: text, LogFormat: text, DestinationType: text }),
    ),
    Tags: tags,
  }),
  facts: {
    readOnlyPaths: ['Arn', 'AtRestEncryptionEnabled', 'AuthTokenEnabled', 'CacheSubnetGroup'],
    createOnlyPaths: ['CacheSubnetGroupName', 'ClusterName', 'NetworkType', 'Port'],
    defaultPaths: {
      AutoMinorVersionUpgrade: true,
      SnapshotRetentionLimit: 0,
      TransitEncryptionEnabled: false,
    },
    unorderedScalarPaths: ['CacheSubnetGroup.SubnetIds', 'CacheSecurityGroupNames', 'VpcSecurityGroupIds'],
    unorderedObjectArrayPaths: ['LogDeliveryConfigurations'],
    identityKeys: { Tags: 'Key', LogDeliveryConfigurations: 'LogType' },
  },
});
