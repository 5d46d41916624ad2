import { awsError } from '../protocols/errors.ts';
import { pageOf } from './paging.ts';
import type { Operations } from './service.ts';

const invalidToken = () => awsError('InvalidParameterException', 400, 'The next token is not valid.');

const lastPart = (name: string | undefined): string => (name ?? 'default').split('/').at(-1) ?? '';

/** Services and task definitions; clusters are in another file. */
export const ecsServiceOperations: Operations<typeof import('@aws-sdk/client-ecs')> = {
  ListServices: (input, call) => {
    const region = call.world.region(call.region);
    const cluster = region.ecsClusters.get(lastPart(input.cluster));
    if (!cluster) throw awsError('ClusterNotFoundException', 400, 'Cluster not found.');
    const own = region.ecsServices.all().filter((service) => service.clusterArn === cluster.clusterArn);
    const { items, next } = pageOf(own, {
      token: input.nextToken,
      max: input.maxResults,
      usual: 10,
      largest: 100,
      invalidToken,
    });
    return {
      serviceArns: items.map((service) => service.serviceArn ?? ''),
      ...(next === undefined ? {} : { nextToken: next }),
    };
  },

  DescribeServices: (input, call) => {
    const wanted = input.services ?? [];
    if (wanted.length > 10) throw awsError('InvalidParameterException', 400, 'Too many services.');
    const { ecsServices } = call.world.region(call.region);
    const withTags = input.include?.includes('TAGS') === true;
    return {
      services: wanted.flatMap((arn) => {
        const service = ecsServices.get(arn);
        return service === undefined ? [] : { ...service, tags: withTags ? service.tags : [] };
      }),
      failures: wanted
        .filter((arn) => ecsServices.get(arn) === undefined)
        .map((arn) => ({ arn, reason: 'MISSING' })),
    };
  },

  ListTaskDefinitionFamilies: (input, call) => {
    const { items, next } = pageOf(call.world.region(call.region).taskDefinitions, {
      token: input.nextToken,
      max: input.maxResults,
      usual: 100,
      largest: 100,
      invalidToken,
    });
    return {
      families: items.map(({ family }) => family ?? ''),
      ...(next === undefined ? {} : { nextToken: next }),
    };
  },

  DescribeTaskDefinition: (input, call) => {
    const family = lastPart(input.taskDefinition).split(':')[0] ?? '';
    const found = call.world.region(call.region).taskDefinitions.get(family);
    if (!found) throw awsError('ClientException', 400, 'Unable to describe task definition.');
    const { tags, ...taskDefinition } = found;
    return {
      taskDefinition,
      tags:
        input.include?.includes('TAGS') === true
          ? Object.entries(tags).map(([key, value]) => ({ key, value }))
          : [],
    };
  },
};
