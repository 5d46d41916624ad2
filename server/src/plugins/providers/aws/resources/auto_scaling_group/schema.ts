import { z } from 'zod';
import { defineResourceType } from '../../../../../plugin-kit/define-resource-type.ts';
import { flag, listOf, number, struct, tags, text, texts } from '../../shapes/schema-parts.ts';

const launchTemplate = struct({ LaunchTemplateId: text, LaunchTemplateName: text, Version: text });

export const autoScalingGroupType = defineResourceType({
  type: 'auto_scaling_group',
  vendorType: 'AWS::AutoScaling::AutoScalingGroup',
  provider: 'aws',
  title: 'Auto Scaling group',
  service: 'autoscaling',
  aliases: ['asg', 'autoscaling_group'],
  schema: z.looseObject({
    AutoScalingGroupName: text,
    AutoScalingGroupARN: text,
    MinSize: text,
    MaxSize: text,
    DesiredCapacity: text,
    Cooldown: text,
    AvailabilityZones: texts,
    VPCZoneIdentifier: texts,
    LaunchConfigurationName: text,
    LaunchTemplate: launchTemplate,
    MixedInstancesPolicy: struct({ LaunchTemplate: struct({ LaunchTemplateSpecification: launchTemplate }) }),
    HealthCheckType: text,
    HealthCheckGracePeriod: number,
    LoadBalancerNames: texts,
    TargetGroupARNs: texts,
    TrafficSources: listOf(z.looseObject({ Identifier: text, Type: text })),
    TerminationPolicies: texts,
    NewInstancesProtectedFromScaleIn: flag,
    CapacityRebalance: flag,
    MaxInstanceLifetime: number,
    MetricsCollection: listOf(z.looseObject({ Granularity: text, Metrics: texts })),
    SuspendedProcesses: texts,
    ServiceLinkedRoleARN: text,
    Tags: tags,
  }),
  facts: {
    readOnlyPaths: ['AutoScalingGroupARN'],
    writeOnlyPaths: ['InstanceId', 'SkipZonalShiftValidation'],
    createOnlyPaths: ['AutoScalingGroupName', 'InstanceId'],
    defaultPaths: {
      Cooldown: '300',
      HealthCheckType: 'EC2',
      HealthCheckGracePeriod: 0,
      NewInstancesProtectedFromScaleIn: false,
      CapacityRebalance: false,
      TerminationPolicies: ['Default'],
      'AvailabilityZoneDistribution.CapacityDistributionStrategy': 'balanced-best-effort',
      'CapacityReservationSpecification.CapacityReservationPreference': 'default',
      'InstanceLifecyclePolicy.RetentionTriggers.TerminateHookAbandon': 'terminate',
    },
    unorderedScalarPaths: [
      'AvailabilityZones',
      'AvailabilityZoneIds',
      'VPCZoneIdentifier',
      'LoadBalancerNames',
      'TargetGroupARNs',
      'MetricsCollection.*.Metrics',
      'SuspendedProcesses',
    ],
    unorderedObjectArrayPaths: ['TrafficSources', 'MetricsCollection'],
    identityKeys: { Tags: 'Key', TrafficSources: 'Identifier', MetricsCollection: 'Granularity' },
    // Scaling is what the group is for: between its minimum and maximum the number moves by itself.
    volatilePaths: ['DesiredCapacity'],
  },
});
