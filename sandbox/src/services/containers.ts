import { awsError } from '../protocols/errors.ts';
import { dayFromToday } from '../world/random.ts';
import { tagList } from '../world/site.ts';
import type { StoredRepository } from '../world/world.ts';
import { ecrWriteOperations, eksWriteOperations } from './container-writes.ts';
import { ecsServiceOperations } from './ecs-services.ts';
import { pageOf } from './paging.ts';
import type { Call, Operations } from './service.ts';

function nextToken(next: string | undefined): { nextToken?: string } {
  return next === undefined ? {} : { nextToken: next };
}

const invalidToken = () => awsError('InvalidParameterException', 400, 'The next token is not valid.');

/** The ends of standard support that EKS answers, in days from today: the newest version is always supported. */
const supportEndsInDays: Record<string, number> = { '1.32': -243, '1.33': -115, '1.34': 11 };

export const eksOperations: Operations<typeof import('@aws-sdk/client-eks')> = {
  ...eksWriteOperations,
  ListClusters: (input, call) => {
    const { items, next } = pageOf(call.world.region(call.region).eksClusters, {
      token: input.nextToken,
      max: input.maxResults,
      usual: 100,
      largest: 100,
      invalidToken,
    });
    return { clusters: items.map((cluster) => cluster.name ?? ''), ...nextToken(next) };
  },

  DescribeCluster: (input, call) => {
    const cluster = call.world.region(call.region).eksClusters.get(input.name ?? '');
    if (!cluster) {
      throw awsError('ResourceNotFoundException', 404, `No cluster found for name: ${input.name}.`);
    }
    return { cluster };
  },

  DescribeClusterVersions: (input) => {
    const versions = ['1.32', '1.33', '1.34'].filter((one) => input.clusterVersions?.includes(one) ?? true);
    return {
      clusterVersions: versions.map((clusterVersion) => ({
        clusterVersion,
        clusterType: 'eks',
        versionStatus: clusterVersion === '1.34' ? 'STANDARD_SUPPORT' : 'EXTENDED_SUPPORT',
        endOfStandardSupportDate: dayFromToday(supportEndsInDays[clusterVersion] ?? -243),
        endOfExtendedSupportDate: new Date('2027-12-02T00:00:00Z'),
      })),
    };
  },

  DescribeAddon: (input, call) => {
    const cluster = call.world.region(call.region).eksClusters.get(input.clusterName ?? '');
    if (!cluster || input.addonName !== 'vpc-cni')
      throw awsError('ResourceNotFoundException', 404, `No addon: ${input.addonName} found.`);
    return {
      addon: {
        addonName: 'vpc-cni',
        clusterName: cluster.name,
        status: 'ACTIVE',
        addonVersion: 'v1.20.4-eksbuild.2',
        configurationValues: JSON.stringify({ enableNetworkPolicy: 'true' }),
      },
    };
  },
};

function repositoryNamed(call: Call, name: string | undefined): StoredRepository {
  const found = call.world.region(call.region).repositories.get(name ?? '');
  if (!found) {
    throw awsError(
      'RepositoryNotFoundException',
      400,
      `The repository with name '${name}' does not exist in the registry with id '${call.world.accountId}'`,
    );
  }
  return found;
}

export const ecrOperations: Operations<typeof import('@aws-sdk/client-ecr')> = {
  ...ecrWriteOperations,
  DescribeRepositories: (input, call) => {
    const table = call.world.region(call.region).repositories;
    const named = input.repositoryNames?.map((name) => repositoryNamed(call, name));
    const { items, next } = pageOf(named ?? table, {
      token: input.nextToken,
      max: input.maxResults,
      usual: 100,
      largest: 1000,
      invalidToken,
    });
    return { repositories: items, ...nextToken(next) };
  },

  GetRepositoryPolicy: (input, call) => {
    const found = repositoryNamed(call, input.repositoryName);
    const { repositoryName, registryId } = found;
    if (found.policy === undefined) {
      throw awsError(
        'RepositoryPolicyNotFoundException',
        400,
        `Repository policy does not exist for the repository with name '${repositoryName}' in the registry with id '${registryId}'`,
      );
    }
    return { registryId, repositoryName, policyText: found.policy };
  },

  GetLifecyclePolicy: (input, call) => {
    const found = repositoryNamed(call, input.repositoryName);
    const { repositoryName, registryId } = found;
    if (found.lifecyclePolicy === undefined) {
      throw awsError(
        'LifecyclePolicyNotFoundException',
        400,
        `Lifecycle policy does not exist for the repository with name '${repositoryName}' in the registry with id '${registryId}'`,
      );
    }
    return { registryId, repositoryName, lifecyclePolicyText: found.lifecyclePolicy };
  },

  BatchGetRepositoryScanningConfiguration: (input, call) => {
    const names = input.repositoryNames ?? [];
    const table = call.world.region(call.region).repositories;
    return {
      scanningConfigurations: names.flatMap((name) => {
        const found = table.get(name);
        if (!found) return [];
        const scanOnPush = found.imageScanningConfiguration?.scanOnPush ?? false;
        return {
          repositoryArn: found.repositoryArn,
          repositoryName: name,
          scanOnPush,
          scanFrequency: scanOnPush ? 'SCAN_ON_PUSH' : 'MANUAL',
          appliedScanFilters: [],
        };
      }),
      failures: names
        .filter((name) => !table.get(name))
        .map((repositoryName) => ({ repositoryName, failureCode: 'REPOSITORY_NOT_FOUND' })),
    };
  },

  ListTagsForResource: (input, call) => {
    const name = input.resourceArn?.split(':repository/').at(-1);
    return { tags: tagList(repositoryNamed(call, name).tags) };
  },
};

export const ecsOperations: Operations<typeof import('@aws-sdk/client-ecs')> = {
  ...ecsServiceOperations,
  ListClusters: (input, call) => {
    const { items, next } = pageOf(call.world.region(call.region).ecsClusters, {
      token: input.nextToken,
      max: input.maxResults,
      usual: 100,
      largest: 100,
      invalidToken,
    });
    return { clusterArns: items.map((cluster) => cluster.clusterArn ?? ''), ...nextToken(next) };
  },

  DescribeClusters: (input, call) => {
    const table = call.world.region(call.region).ecsClusters;
    const include = input.include ?? [];
    const names = input.clusters ?? ['default'];
    const found = names.map((name) => ({ name, cluster: table.get(name.split('/').at(-1) ?? '') }));
    return {
      // Parts that nobody asked for come back empty.
      clusters: found.flatMap(({ cluster }) =>
        cluster
          ? {
              ...cluster,
              tags: include.includes('TAGS') ? cluster.tags : [],
              settings: include.includes('SETTINGS') ? cluster.settings : [],
              statistics: include.includes('STATISTICS') ? cluster.statistics : [],
              configuration: include.includes('CONFIGURATIONS') ? cluster.configuration : undefined,
            }
          : [],
      ),
      failures: found.flatMap(({ name, cluster }) =>
        cluster
          ? []
          : {
              arn: name.startsWith('arn:')
                ? name
                : `arn:aws:ecs:${call.region}:${call.world.accountId}:cluster/${name}`,
              reason: 'MISSING',
            },
      ),
    };
  },
};
