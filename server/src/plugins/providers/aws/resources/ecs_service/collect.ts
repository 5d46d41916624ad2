import type { DescribeServicesResponse, NetworkConfiguration, Service } from '@aws-sdk/client-ecs';
import type { ObservedResource } from '../../../../../core/observation.ts';
import { defineCollector } from '../../../../../plugin-kit/define-collector.ts';
import { AwsCallError, isCode } from '../../session/call-error.ts';
import { draftConfiguration } from '../../session/draft.ts';
import type { AwsSession, Detail } from '../../session/types.ts';
import { chunks } from '../../shapes/chunks.ts';
import { observed } from '../../shapes/observed.ts';
import { sorted, sortedBy, unlessBlank } from '../../shapes/order.ts';
import { propertyNames } from '../../shapes/property-names.ts';
import { ecsServiceType } from './schema.ts';

const described = [
  'TaskDefinition',
  'LaunchType',
  'CapacityProviderStrategy',
  'PlatformVersion',
  'PlatformFamily',
  'NetworkConfiguration',
  'TaskSets',
  'LoadBalancers',
  'Role',
  'SchedulingStrategy',
  'DeploymentController',
  'DeploymentConfiguration',
  'EnableExecuteCommand',
  'EnableECSManagedTags',
  'PropagateTags',
  'HealthCheckGracePeriodSeconds',
  'AvailabilityZoneRebalancing',
  'Tags',
];

export const ecsServiceCollector = defineCollector<AwsSession>({
  resource: ecsServiceType,
  scope: 'regional',
  lists: [
    { operation: 'ecs:ListClusters', permission: 'ecs:ListClusters' },
    { operation: 'ecs:ListServices', permission: 'ecs:ListServices' },
  ],
  details: [{ operation: 'ecs:DescribeServices', permission: 'ecs:DescribeServices', paths: described }],
  async *collect(session) {
    for await (const page of session.pages('ecs', 'ListClusters', { maxResults: 100 })) {
      for (const cluster of page.clusterArns ?? []) yield* servicesOf(session, cluster);
    }
  },
});

async function* servicesOf(session: AwsSession, cluster: string): AsyncIterable<ObservedResource> {
  try {
    for await (const page of session.pages('ecs', 'ListServices', { cluster, maxResults: 100 })) {
      // The call describes ten services at most.
      for (const services of chunks(page.serviceArns ?? [], 10)) {
        const detail = await session.detail('ecs', 'DescribeServices', {
          cluster,
          services,
          include: ['TAGS'],
        });
        for (const arn of services)
          if (!isGone(arn, detail)) yield observeService(session, cluster, arn, detail);
      }
    }
  } catch (error) {
    // The cluster was deleted since it was listed, and its services with it.
    if (!(error instanceof AwsCallError) || !isCode(error.code, ['ClusterNotFoundException'])) throw error;
  }
}

type Answer = Detail<DescribeServicesResponse>;

/** ECS answers a service that was deleted since the list as a failure `MISSING`, or as inactive. */
function isGone(arn: string, detail: Answer): boolean {
  if (detail.state !== 'value') return false;
  const missing = detail.value.failures?.some(
    (failure) => failure.arn === arn && failure.reason === 'MISSING',
  );
  return missing === true || findService(arn, detail.value)?.status === 'INACTIVE';
}

function findService(arn: string, answer: DescribeServicesResponse): Service | undefined {
  return answer.services?.find((service) => service.serviceArn === arn);
}

function observeService(session: AwsSession, cluster: string, arn: string, detail: Answer): ObservedResource {
  const name = arn.split('/').at(-1) ?? arn;
  const draft = draftConfiguration({ ServiceArn: arn, ServiceName: name, Cluster: cluster });
  const answer = draft.take(detail);
  const service = answer && findService(arn, answer);
  if (answer !== undefined && service === undefined) {
    const message = answer.failures?.find((failure) => failure.arn === arn)?.reason ?? 'not answered';
    draft.unreadable.push(...described.map((path) => ({ path, reason: 'failed' as const, message })));
  }
  if (service !== undefined) {
    for (const [property, value] of Object.entries(properties(service))) draft.set(property, value);
  }
  const tags = service?.tags?.map(({ key, value }) => ({ Key: key, Value: value }));
  return observed(session, draft, { externalId: arn, name, tags });
}

/** Left out: counts of tasks (scaling moves them all day), events and deployments. */
function properties(service: Service): Record<string, unknown> {
  return {
    TaskDefinition: service.taskDefinition,
    LaunchType: service.launchType,
    CapacityProviderStrategy: sortedBy(
      service.capacityProviderStrategy?.map(({ capacityProvider, base, weight }) => ({
        CapacityProvider: capacityProvider,
        Base: base,
        Weight: weight,
      })),
      ({ CapacityProvider }) => [CapacityProvider],
    ),
    PlatformVersion: unlessBlank(service.platformVersion),
    PlatformFamily: unlessBlank(service.platformFamily),
    NetworkConfiguration: network(service.networkConfiguration),
    TaskSets: sortedBy(
      service.taskSets?.map((set) => ({
        Id: set.id,
        TaskDefinition: set.taskDefinition,
        PlatformVersion: unlessBlank(set.platformVersion),
        NetworkConfiguration: network(set.networkConfiguration),
      })),
      ({ Id }) => [Id],
    ),
    LoadBalancers: sortedBy(
      service.loadBalancers?.map(({ targetGroupArn, loadBalancerName, containerName, containerPort }) => ({
        TargetGroupArn: targetGroupArn,
        LoadBalancerName: loadBalancerName,
        ContainerName: containerName,
        ContainerPort: containerPort,
      })),
      (balancer) => [balancer.TargetGroupArn, balancer.LoadBalancerName, balancer.ContainerName],
    ),
    Role: unlessBlank(service.roleArn),
    SchedulingStrategy: service.schedulingStrategy,
    DeploymentController: propertyNames(service.deploymentController),
    DeploymentConfiguration: propertyNames(service.deploymentConfiguration),
    EnableExecuteCommand: service.enableExecuteCommand,
    EnableECSManagedTags: service.enableECSManagedTags,
    PropagateTags: service.propagateTags,
    HealthCheckGracePeriodSeconds: service.healthCheckGracePeriodSeconds,
    AvailabilityZoneRebalancing: service.availabilityZoneRebalancing,
  };
}

function network(configuration: NetworkConfiguration | undefined) {
  const vpc = configuration?.awsvpcConfiguration;
  return (
    vpc && {
      AwsvpcConfiguration: {
        AssignPublicIp: vpc.assignPublicIp,
        SecurityGroups: sorted(vpc.securityGroups),
        Subnets: sorted(vpc.subnets),
      },
    }
  );
}
