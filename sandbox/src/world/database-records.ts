import type { WorkGroup } from '@aws-sdk/client-athena';
import type { Project } from '@aws-sdk/client-codebuild';
import type {
  Endpoint,
  ReplicationInstance,
  ReplicationTask,
} from '@aws-sdk/client-database-migration-service';
import type { Service, TaskDefinition } from '@aws-sdk/client-ecs';
import type { CacheCluster, CacheSubnetGroup, ReplicationGroup } from '@aws-sdk/client-elasticache';
import type { Cluster as KafkaCluster } from '@aws-sdk/client-kafka';
import type { DomainStatus } from '@aws-sdk/client-opensearch';
import type { EventSubscription, Parameter } from '@aws-sdk/client-rds';
import type {
  LoggingStatus,
  Cluster as RedshiftCluster,
  Parameter as RedshiftParameter,
} from '@aws-sdk/client-redshift';
import { createTable, type Table } from './table.ts';
import type { Tags } from './world.ts';

export interface StoredParameterGroup {
  name: string;
  arn: string;
  family: string;
  description: string;
  parameters: Parameter[];
}
export interface StoredCacheCluster extends CacheCluster {
  tags: Tags;
}
export interface StoredReplicationGroup extends ReplicationGroup {
  tags: Tags;
}
export interface StoredWarehouse extends RedshiftCluster {
  logging: LoggingStatus;
  parameters: RedshiftParameter[];
}
export interface StoredDomain extends DomainStatus {
  tags: Tags;
}
export interface StoredTaskDefinition extends TaskDefinition {
  tags: Tags;
}
export interface StoredWorkGroup extends WorkGroup {
  tags: Tags;
}

/** Parameters, caches, warehouses, search, containers' services, builds and streams of one region. */
export interface DatabaseTables {
  dbParameterGroups: Table<StoredParameterGroup>;
  dbClusterParameterGroups: Table<StoredParameterGroup>;
  eventSubscriptions: Table<EventSubscription>;
  cacheClusters: Table<StoredCacheCluster>;
  cacheSubnetGroups: Table<CacheSubnetGroup>;
  replicationGroups: Table<StoredReplicationGroup>;
  warehouses: Table<StoredWarehouse>;
  searchDomains: Table<StoredDomain>;
  ecsServices: Table<Service>;
  taskDefinitions: Table<StoredTaskDefinition>;
  workGroups: Table<StoredWorkGroup>;
  buildProjects: Table<Project>;
  replicationInstances: Table<ReplicationInstance>;
  migrationEndpoints: Table<Endpoint>;
  migrationTasks: Table<ReplicationTask>;
  kafkaClusters: Table<KafkaCluster>;
}

export function createDatabaseTables(): DatabaseTables {
  return {
    dbParameterGroups: createTable((group) => group.name),
    dbClusterParameterGroups: createTable((group) => group.name),
    eventSubscriptions: createTable((one) => one.CustSubscriptionId ?? ''),
    cacheClusters: createTable((cluster) => cluster.CacheClusterId ?? ''),
    cacheSubnetGroups: createTable((group) => group.CacheSubnetGroupName ?? ''),
    replicationGroups: createTable((group) => group.ReplicationGroupId ?? ''),
    warehouses: createTable((cluster) => cluster.ClusterIdentifier ?? ''),
    searchDomains: createTable((domain) => domain.DomainName ?? ''),
    ecsServices: createTable((service) => service.serviceArn ?? ''),
    taskDefinitions: createTable((definition) => definition.family ?? ''),
    workGroups: createTable((group) => group.Name ?? ''),
    buildProjects: createTable((project) => project.name ?? ''),
    replicationInstances: createTable((one) => one.ReplicationInstanceArn ?? ''),
    migrationEndpoints: createTable((endpoint) => endpoint.EndpointArn ?? ''),
    migrationTasks: createTable((task) => task.ReplicationTaskArn ?? ''),
    kafkaClusters: createTable((cluster) => cluster.ClusterArn ?? ''),
  };
}
