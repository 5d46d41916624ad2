import { randomUUID } from 'node:crypto';
import type { Cluster, Update, UpdateClusterConfigCommandInput } from '@aws-sdk/client-eks';
import { awsError } from '../protocols/errors.ts';
import { isPending, makeInTime } from '../slow-changes.ts';
import type { StoredRepository } from '../world/world.ts';
import type { Call, Operations } from './service.ts';

function clusterNamed(call: Call, name: string | undefined): Cluster {
  const cluster = call.world.region(call.region).eksClusters.get(name ?? '');
  if (!cluster) throw awsError('ResourceNotFoundException', 404, `No cluster found for name: ${name}.`);
  return cluster;
}

const invalid = (message: string) => awsError('InvalidParameterException', 400, message);
const isSame = (left: unknown, right: unknown) => JSON.stringify(left) === JSON.stringify(right);

function changeEndpoint(cluster: Cluster, input: UpdateClusterConfigCommandInput): void {
  const now = cluster.resourcesVpcConfig;
  const wanted = input.resourcesVpcConfig;
  const next = {
    ...now,
    endpointPublicAccess: wanted?.endpointPublicAccess ?? now?.endpointPublicAccess,
    endpointPrivateAccess: wanted?.endpointPrivateAccess ?? now?.endpointPrivateAccess,
    publicAccessCidrs: wanted?.publicAccessCidrs ?? now?.publicAccessCidrs,
  };
  if (!next.endpointPublicAccess && !next.endpointPrivateAccess)
    throw invalid('Private and public endpoint access cannot be false');
  const range = next.publicAccessCidrs?.find((one) => !/^[\da-f.:]+\/\d+$/.test(one));
  if (range !== undefined) throw invalid(`The following CIDRs are invalid in publicAccessCidrs: [${range}]`);
  if (isSame(now, next)) {
    throw invalid(
      `Cluster is already at the desired configuration with endpointPrivateAccess: ${next.endpointPrivateAccess} , endpointPublicAccess: ${next.endpointPublicAccess}, and Public Endpoint Restrictions: [${next.publicAccessCidrs?.join(', ')}]`,
    );
  }
  cluster.resourcesVpcConfig = next;
}

function changeLogging(cluster: Cluster, input: UpdateClusterConfigCommandInput): void {
  const now = cluster.logging?.clusterLogging ?? [];
  const on = new Set(now.filter(({ enabled }) => enabled).flatMap(({ types }) => types ?? []));
  const before = [...on].sort();
  for (const { types = [], enabled } of input.logging?.clusterLogging ?? []) {
    for (const type of types) {
      if (enabled) on.add(type);
      else on.delete(type);
    }
  }
  if (isSame(before, [...on].sort())) throw invalid('No changes needed for the logging config provided');
  // The service answers the kinds in an order of its own.
  const all = ['api', 'audit', 'authenticator', 'controllerManager', 'scheduler'] as const;
  const [enabled, disabled] = [all.filter((type) => on.has(type)), all.filter((type) => !on.has(type))];
  cluster.logging = {
    clusterLogging: [
      ...(enabled.length > 0 ? [{ types: enabled, enabled: true }] : []),
      ...(disabled.length > 0 ? [{ types: disabled, enabled: false }] : []),
    ],
  };
}

const updateKey = (id: string | undefined) => `update ${id}`;
const updates = new WeakMap<object, Map<string, Update>>();

export const eksWriteOperations: Operations<typeof import('@aws-sdk/client-eks')> = {
  UpdateClusterConfig: (input, call) => {
    const cluster = clusterNamed(call, input.name);
    const { resourcesVpcConfig, logging, deletionProtection, accessConfig } = input;
    const parts = [resourcesVpcConfig, logging, deletionProtection, accessConfig];
    if (parts.filter((part) => part !== undefined).length !== 1)
      throw invalid('Only one type of update can be allowed.');
    if (cluster.status !== 'ACTIVE') {
      throw awsError(
        'ResourceInUseException',
        409,
        `Cluster ${cluster.name} is not in ACTIVE state: ${cluster.status}`,
      );
    }
    const { eksClusters } = call.world.region(call.region);
    // What is refused is refused at once, and what is accepted is there when it is made.
    const changed: Cluster = { ...cluster };
    if (resourcesVpcConfig) changeEndpoint(changed, input);
    if (logging) changeLogging(changed, input);
    if (deletionProtection !== undefined) changed.deletionProtection = deletionProtection;
    const update: Update = {
      id: randomUUID(),
      status: 'InProgress',
      type: logging
        ? 'LoggingUpdate'
        : resourcesVpcConfig
          ? 'EndpointAccessUpdate'
          : 'DeletionProtectionUpdate',
      params: [],
      createdAt: new Date(),
      errors: [],
    };
    const known = updates.get(call.world) ?? new Map<string, Update>();
    updates.set(call.world, known.set(update.id ?? '', update));
    const make = () => {
      eksClusters.put(Object.assign(cluster, changed));
      known.set(update.id ?? '', { ...update, status: 'Successful' });
    };
    if (makeInTime(call.world, updateKey(update.id), make))
      eksClusters.put({ ...cluster, status: 'UPDATING' });
    return { update };
  },

  DescribeUpdate: (input, call) => {
    clusterNamed(call, input.name);
    isPending(call.world, updateKey(input.updateId));
    const update = updates.get(call.world)?.get(input.updateId ?? '');
    if (!update)
      throw awsError('ResourceNotFoundException', 404, `No update found for ID: ${input.updateId}`);
    return { update };
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

export const ecrWriteOperations: Operations<typeof import('@aws-sdk/client-ecr')> = {
  PutImageScanningConfiguration: (input, call) => {
    const found = repositoryNamed(call, input.repositoryName);
    const { registryId, repositoryName } = found;
    found.imageScanningConfiguration = { scanOnPush: input.imageScanningConfiguration?.scanOnPush ?? false };
    call.world.region(call.region).repositories.put(found);
    return { registryId, repositoryName, imageScanningConfiguration: found.imageScanningConfiguration };
  },

  PutImageTagMutability: (input, call) => {
    const found = repositoryNamed(call, input.repositoryName);
    const { registryId, repositoryName } = found;
    const { imageTagMutability, imageTagMutabilityExclusionFilters } = input;
    const hasFilters = (imageTagMutabilityExclusionFilters ?? []).length > 0;
    if (hasFilters !== (imageTagMutability?.endsWith('_WITH_EXCLUSION') ?? false)) {
      throw awsError(
        'InvalidParameterException',
        400,
        `Invalid parameter at 'imageTagMutabilityExclusionFilters' failed to satisfy constraint: it goes with a mutability that has exclusions`,
      );
    }
    found.imageTagMutability = imageTagMutability;
    if (hasFilters) found.imageTagMutabilityExclusionFilters = imageTagMutabilityExclusionFilters;
    else delete found.imageTagMutabilityExclusionFilters;
    call.world.region(call.region).repositories.put(found);
    return {
      registryId,
      repositoryName,
      imageTagMutability,
      ...(hasFilters ? { imageTagMutabilityExclusionFilters } : {}),
    };
  },

  SetRepositoryPolicy: (input, call) => {
    const found = repositoryNamed(call, input.repositoryName);
    const { registryId, repositoryName } = found;
    try {
      JSON.parse(input.policyText ?? '');
    } catch {
      throw awsError(
        'InvalidParameterException',
        400,
        "Invalid parameter at 'PolicyText' failed to satisfy constraint: 'Invalid repository policy provided'",
      );
    }
    if (input.policyText !== undefined) found.policy = input.policyText;
    call.world.region(call.region).repositories.put(found);
    return { registryId, repositoryName, policyText: found.policy };
  },

  DeleteRepositoryPolicy: (input, call) => {
    const found = repositoryNamed(call, input.repositoryName);
    const { registryId, repositoryName, policy } = found;
    if (policy === undefined) {
      throw awsError(
        'RepositoryPolicyNotFoundException',
        400,
        `Repository policy does not exist for the repository with name '${repositoryName}' in the registry with id '${registryId}'`,
      );
    }
    delete found.policy;
    call.world.region(call.region).repositories.put(found);
    return { registryId, repositoryName, policyText: policy };
  },
};
