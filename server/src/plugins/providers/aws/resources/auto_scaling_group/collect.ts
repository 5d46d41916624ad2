import type { AutoScalingGroup, EnabledMetric, TagDescription } from '@aws-sdk/client-auto-scaling';
import { defineCollector } from '../../../../../plugin-kit/define-collector.ts';
import { draftConfiguration } from '../../session/draft.ts';
import type { AwsSession } from '../../session/types.ts';
import { observed } from '../../shapes/observed.ts';
import { sorted, sortedBy, unlessBlank } from '../../shapes/order.ts';
import { autoScalingGroupType } from './schema.ts';

export const autoScalingGroupCollector = defineCollector<AwsSession>({
  resource: autoScalingGroupType,
  scope: 'regional',
  lists: [
    {
      operation: 'auto-scaling:DescribeAutoScalingGroups',
      permission: 'autoscaling:DescribeAutoScalingGroups',
    },
  ],
  details: [],
  async *collect(session) {
    for await (const page of session.pages('auto-scaling', 'DescribeAutoScalingGroups', {
      MaxRecords: 100,
    })) {
      for (const group of page.AutoScalingGroups ?? []) yield observeGroup(session, group);
    }
  },
});

/** Members come and go with the load, so the instances of a group are not part of its configuration. */
function observeGroup(session: AwsSession, group: AutoScalingGroup) {
  const draft = draftConfiguration({
    AutoScalingGroupName: group.AutoScalingGroupName,
    AutoScalingGroupARN: group.AutoScalingGroupARN,
    // CloudFormation writes sizes and the cooldown as text.
    MinSize: group.MinSize?.toString(),
    MaxSize: group.MaxSize?.toString(),
    DesiredCapacity: group.DesiredCapacity?.toString(),
    Cooldown: group.DefaultCooldown?.toString(),
    AvailabilityZones: sorted(group.AvailabilityZones),
    AvailabilityZoneIds: sorted(group.AvailabilityZoneIds),
    VPCZoneIdentifier: sorted(group.VPCZoneIdentifier?.split(',').map((subnet) => subnet.trim())),
    LaunchConfigurationName: unlessBlank(group.LaunchConfigurationName),
    LaunchTemplate: group.LaunchTemplate,
    MixedInstancesPolicy: group.MixedInstancesPolicy,
    HealthCheckType: group.HealthCheckType,
    HealthCheckGracePeriod: group.HealthCheckGracePeriod,
    LoadBalancerNames: sorted(group.LoadBalancerNames),
    TargetGroupARNs: sorted(group.TargetGroupARNs),
    TrafficSources: sortedBy(group.TrafficSources, ({ Type, Identifier }) => [Type, Identifier]),
    // In the order in which they are applied.
    TerminationPolicies: group.TerminationPolicies,
    NewInstancesProtectedFromScaleIn: group.NewInstancesProtectedFromScaleIn,
    CapacityRebalance: group.CapacityRebalance,
    MaxInstanceLifetime: group.MaxInstanceLifetime,
    DefaultInstanceWarmup: group.DefaultInstanceWarmup,
    DesiredCapacityType: group.DesiredCapacityType,
    PlacementGroup: unlessBlank(group.PlacementGroup),
    Context: unlessBlank(group.Context),
    ServiceLinkedRoleARN: group.ServiceLinkedRoleARN,
    InstanceMaintenancePolicy: group.InstanceMaintenancePolicy,
    DeletionProtection: group.DeletionProtection,
    AvailabilityZoneDistribution: group.AvailabilityZoneDistribution,
    AvailabilityZoneImpairmentPolicy: group.AvailabilityZoneImpairmentPolicy,
    CapacityReservationSpecification: group.CapacityReservationSpecification,
    InstanceLifecyclePolicy: group.InstanceLifecyclePolicy,
    MetricsCollection: metricsCollection(group.EnabledMetrics),
    SuspendedProcesses: sorted(group.SuspendedProcesses?.map((suspended) => suspended.ProcessName)),
    Tags: tagsWithPropagation(group.Tags),
  });
  return observed(session, draft, {
    externalId: group.AutoScalingGroupARN ?? group.AutoScalingGroupName ?? '',
    name: group.AutoScalingGroupName,
    tags: group.Tags,
  });
}

/** The API lists metrics one by one, CloudFormation by granularity. */
function metricsCollection(metrics: EnabledMetric[] | undefined) {
  const byGranularity = Map.groupBy(metrics ?? [], (metric) => metric.Granularity);
  const collections = [...byGranularity].map(([Granularity, members]) => ({
    Granularity,
    Metrics: sorted(members.map((member) => member.Metric)),
  }));
  return sortedBy(collections, ({ Granularity }) => [Granularity]);
}

function tagsWithPropagation(tags: TagDescription[] | undefined) {
  const shapes = tags?.map(({ Key, Value, PropagateAtLaunch, ResourceId, ResourceType }) => ({
    Key,
    Value: Value ?? '',
    PropagateAtLaunch,
    ResourceId,
    ResourceType,
  }));
  return sortedBy(shapes, ({ Key }) => [Key]);
}
