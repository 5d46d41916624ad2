import type { Region, World } from './world/world.ts';

type Inputs = (world: World, region: Region) => object[];

const each =
  <T>(table: (region: Region) => { all(): T[] }, input: (record: T) => object): Inputs =>
  (_world, region) =>
    table(region).all().map(input);

/** What to ask the services of databases, containers, builds and streams, per operation. */
export const databaseInputs: Record<string, Inputs> = {
  'rds.DescribeDBParameters': each(
    (region) => region.dbParameterGroups,
    ({ name }) => ({ DBParameterGroupName: name }),
  ),
  'rds.DescribeDBClusterParameters': each(
    (region) => region.dbClusterParameterGroups,
    ({ name }) => ({ DBClusterParameterGroupName: name }),
  ),
  'elasticache.ListTagsForResource': each(
    (region) => region.cacheClusters,
    ({ ARN }) => ({ ResourceName: ARN }),
  ),
  'redshift.DescribeLoggingStatus': each(
    (region) => region.warehouses,
    ({ ClusterIdentifier }) => ({ ClusterIdentifier }),
  ),
  'redshift.DescribeClusterParameters': each(
    (region) => region.warehouses,
    (one) => ({ ParameterGroupName: one.ClusterParameterGroups?.[0]?.ParameterGroupName }),
  ),
  'opensearch.DescribeDomain': each(
    (region) => region.searchDomains,
    ({ DomainName }) => ({ DomainName }),
  ),
  'opensearch.ListTags': each(
    (region) => region.searchDomains,
    ({ ARN }) => ({ ARN }),
  ),
  'athena.GetWorkGroup': each(
    (region) => region.workGroups,
    ({ Name }) => ({ WorkGroup: Name }),
  ),
  'athena.ListTagsForResource': each(
    (region) => region.workGroups,
    ({ Name }) => ({ ResourceARN: `arn:aws:athena:us-east-1:111122223333:workgroup/${Name}` }),
  ),
  'codebuild.BatchGetProjects': each(
    (region) => region.buildProjects,
    ({ name }) => ({ names: [name] }),
  ),
  'dms.ListTagsForResource': each(
    (region) => region.replicationInstances,
    (one) => ({ ResourceArn: one.ReplicationInstanceArn }),
  ),
  'ecs.ListServices': each(
    (region) => region.ecsClusters,
    ({ clusterArn }) => ({ cluster: clusterArn }),
  ),
  'ecs.DescribeServices': each(
    (region) => region.ecsServices,
    (one) => ({ cluster: one.clusterArn, services: [one.serviceArn] }),
  ),
  'ecs.DescribeTaskDefinition': each(
    (region) => region.taskDefinitions,
    ({ family }) => ({ taskDefinition: family, include: ['TAGS'] }),
  ),
  'eks.DescribeUpdate': each(
    (region) => region.eksClusters,
    ({ name }) => ({ name, updateId: 'never-asked-for' }),
  ),
  'eks.DescribeAddon': each(
    (region) => region.eksClusters,
    ({ name }) => ({ clusterName: name, addonName: 'vpc-cni' }),
  ),
};
