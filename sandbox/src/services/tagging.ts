import type { FailureInfo } from '@aws-sdk/client-resource-groups-tagging-api';
import { awsError } from '../protocols/errors.ts';
import type { Table } from '../world/table.ts';
import type { Tags, World } from '../world/world.ts';
import type { Call, Operations } from './service.ts';

/** Where the tags of one resource are: read, and replaced as a whole. */
interface TagPlace {
  read(): Tags;
  write(tags: Tags): void;
}

const byId = <T extends { tags: Tags }>(
  table: Table<T>,
  find: (record: T) => boolean,
): TagPlace | undefined => {
  const record = table.all().find(find);
  return (
    record && {
      read: () => record.tags,
      write: (tags) => {
        record.tags = tags;
        table.put(record);
      },
    }
  );
};

type AnyTag = { Key?: string | undefined; Value?: string | undefined };
const listed = <T>(
  table: Table<T>,
  record: T | undefined,
  member: 'Tags' | 'TagList' | 'tags',
  form: 'list' | 'small list' | 'record' = 'list',
): TagPlace | undefined => {
  if (record === undefined) return undefined;
  const holder = record as Record<string, unknown>;
  return {
    read: () => {
      const held = holder[member] ?? [];
      if (!Array.isArray(held)) return { ...(held as Tags) };
      return Object.fromEntries(
        held.map((tag: AnyTag & { key?: string; value?: string }) => [
          tag.Key ?? tag.key ?? '',
          tag.Value ?? tag.value ?? '',
        ]),
      );
    },
    write: (tags) => {
      const entries = Object.entries(tags);
      holder[member] =
        form === 'record'
          ? tags
          : form === 'list'
            ? entries.map(([Key, Value]) => ({ Key, Value }))
            : entries.map(([key, value]) => ({ key, value }));
      table.put(record);
    },
  };
};

/** The tags of a resource by its ARN; undefined when the account has no such resource in the region. */
function placeOf(world: World, regionName: string, arn: string): TagPlace | undefined {
  const [, , service, region, , ...rest] = arn.split(':');
  const path = rest.join(':');
  const name = path.split('/').at(-1) ?? '';
  if (service === 's3') {
    const bucket = world.buckets.get(path);
    return bucket?.region === regionName ? byId(world.buckets, (one) => one.Name === path) : undefined;
  }
  if (service === 'cloudfront') return byId(world.distributions, (one) => one.ARN === arn);
  if (region !== regionName) return undefined;
  const here = world.region(regionName);
  switch (service) {
    case 'ec2': {
      const tables: Record<string, Table<unknown>> = {
        instance: here.instances as Table<unknown>,
        volume: here.volumes as Table<unknown>,
        snapshot: here.snapshots as Table<unknown>,
        image: here.images as Table<unknown>,
        'security-group': here.securityGroups as Table<unknown>,
        vpc: here.vpcs as Table<unknown>,
        subnet: here.subnets as Table<unknown>,
        'route-table': here.routeTables as Table<unknown>,
        'network-acl': here.networkAcls as Table<unknown>,
        'internet-gateway': here.internetGateways as Table<unknown>,
        natgateway: here.natGateways as Table<unknown>,
        'elastic-ip': here.addresses as Table<unknown>,
      };
      const table = tables[path.split('/')[0] ?? ''];
      return table && listed(table, table.get(name), 'Tags');
    }
    case 'rds': {
      const [kind = '', ...id] = rest;
      const key = id.join(':');
      if (kind === 'db') return listed(here.dbInstances, here.dbInstances.get(key), 'TagList');
      if (kind === 'cluster') return listed(here.dbClusters, here.dbClusters.get(key), 'TagList');
      if (kind === 'snapshot') return listed(here.dbSnapshots, here.dbSnapshots.get(key), 'TagList');
      return listed(here.dbClusterSnapshots, here.dbClusterSnapshots.get(key), 'TagList');
    }
    case 'dynamodb':
      return byId(here.dynamoTables, (one) => one.TableArn === arn);
    case 'lambda':
      return byId(here.functions, (one) => one.FunctionArn === arn);
    case 'sns':
      return byId(here.topics, (one) => one.TopicArn === arn);
    case 'sqs':
      return byId(here.queues, (one) => one.name === path);
    case 'kms':
      return byId(here.keys, (one) => one.Arn === arn && one.KeyManager !== 'AWS');
    case 'secretsmanager':
      return listed(
        here.secrets,
        here.secrets.all().find((one) => one.ARN === arn),
        'Tags',
      );
    case 'logs':
      return byId(here.logGroups, (one) => (one.arn ?? '').replace(/:\*$/, '') === arn);
    case 'cloudtrail':
      return byId(here.trails, (one) => one.TrailARN === arn);
    case 'ecr':
      return byId(here.repositories, (one) => one.repositoryArn === arn);
    case 'ecs':
      return listed(
        here.ecsClusters,
        here.ecsClusters.all().find((one) => one.clusterArn === arn),
        'tags',
        'small list',
      );
    case 'eks':
      return listed(
        here.eksClusters,
        here.eksClusters.all().find((one) => one.arn === arn),
        'tags',
        'record',
      );
    case 'elasticloadbalancing':
      return byId(here.loadBalancers, (one) => one.LoadBalancerArn === arn);
    default:
      return undefined;
  }
}

/** Each ARN by itself: what cannot be done for one is told in the answer and does not stop the others. */
function forEachArn(
  call: Call,
  arns: string[] | undefined,
  change: (tags: Tags) => Tags,
): { FailedResourcesMap: Record<string, FailureInfo> } {
  if (arns === undefined || arns.length === 0 || arns.length > 20)
    throw awsError('InvalidParameterException', 400, 'ResourceARNList has 1 to 20 members');
  const failed: Record<string, FailureInfo> = {};
  for (const arn of arns) {
    const place = placeOf(call.world, call.region, arn);
    if (place === undefined) {
      failed[arn] = {
        StatusCode: 400,
        ErrorCode: 'InvalidParameterException',
        ErrorMessage: `The resource ${arn} does not exist in ${call.region} or cannot be tagged`,
      };
      continue;
    }
    const tags = change({ ...place.read() });
    if (Object.keys(tags).length > 50) {
      failed[arn] = {
        StatusCode: 400,
        ErrorCode: 'InvalidParameterException',
        ErrorMessage: 'more than 50 tags',
      };
    } else place.write(tags);
  }
  return { FailedResourcesMap: failed };
}

export const taggingOperations: Operations<typeof import('@aws-sdk/client-resource-groups-tagging-api')> = {
  TagResources: (input, call) => {
    const added = input.Tags ?? {};
    const reserved = Object.keys(added).find((key) => /^aws:/i.test(key));
    if (reserved !== undefined)
      throw awsError('InvalidParameterException', 400, `aws: is a reserved prefix: ${reserved}`);
    return forEachArn(call, input.ResourceARNList, (tags) => ({ ...tags, ...added }));
  },
  UntagResources: (input, call) =>
    forEachArn(call, input.ResourceARNList, (tags) => {
      for (const key of input.TagKeys ?? []) delete tags[key];
      return tags;
    }),
};
