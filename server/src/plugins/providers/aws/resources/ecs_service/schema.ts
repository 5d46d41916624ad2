import { z } from 'zod';
import { defineResourceType } from '../../../../../plugin-kit/define-resource-type.ts';
import { flag, listOf, number, struct, tags, text, texts } from '../../shapes/schema-parts.ts';

const network = struct({
  AwsvpcConfiguration: struct({ AssignPublicIp: text, SecurityGroups: texts, Subnets: texts }),
});

export const ecsServiceType = defineResourceType({
  type: 'ecs_service',
  vendorType: 'AWS::ECS::Service',
  provider: 'aws',
  title: 'ECS service',
  service: 'ecs',
  aliases: [],
  schema: z.looseObject({
    ServiceName: text,
    ServiceArn: text,
    Cluster: text,
    TaskDefinition: text,
    LaunchType: text,
    CapacityProviderStrategy: listOf(z.looseObject({ CapacityProvider: text, Base: number, Weight: number })),
    PlatformVersion: text,
    PlatformFamily: text,
    NetworkConfiguration: network,
    /** Of services that another controller deploys, such as CodeDeploy. */
    TaskSets: listOf(
      z.looseObject({ Id: text, PlatformVersion: text, TaskDefinition: text, NetworkConfiguration: network }),
    ),
    LoadBalancers: listOf(
      z.looseObject({
        TargetGroupArn: text,
        LoadBalancerName: text,
        ContainerName: text,
        ContainerPort: number,
      }),
    ),
    Role: text,
    SchedulingStrategy: text,
    DeploymentController: struct({ Type: text }),
    DeploymentConfiguration: struct({
      MaximumPercent: number,
      MinimumHealthyPercent: number,
      DeploymentCircuitBreaker: struct({ Enable: flag, Rollback: flag }),
    }),
    EnableExecuteCommand: flag,
    EnableECSManagedTags: flag,
    PropagateTags: text,
    HealthCheckGracePeriodSeconds: number,
    AvailabilityZoneRebalancing: text,
    Tags: tags,
  }),
  facts: {
    readOnlyPaths: ['PlatformFamily', 'ServiceArn', 'TaskSets'],
    createOnlyPaths: [
      'Cluster',
      'DeploymentController',
      'LaunchType',
      'Role',
      'SchedulingStrategy',
      'ServiceName',
    ],
    defaultPaths: { EnableExecuteCommand: false, PlatformVersion: 'LATEST', SchedulingStrategy: 'REPLICA' },
    unorderedScalarPaths: [
      'NetworkConfiguration.AwsvpcConfiguration.SecurityGroups',
      'NetworkConfiguration.AwsvpcConfiguration.Subnets',
    ],
    unorderedObjectArrayPaths: ['CapacityProviderStrategy', 'LoadBalancers', 'TaskSets'],
    identityKeys: {
      Tags: 'Key',
      CapacityProviderStrategy: 'CapacityProvider',
      LoadBalancers: ['TargetGroupArn', 'LoadBalancerName', 'ContainerName'],
      TaskSets: 'Id',
    },
  },
});
