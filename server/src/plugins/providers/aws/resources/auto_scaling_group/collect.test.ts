import { describe, expect, it } from 'vitest';
import { collectAll, replaySession } from '../../testing/replay.ts';
import { autoScalingGroupCollector as collector } from './collect.ts';

const group = {
  AutoScalingGroupName: 'web',
  AutoScalingGroupARN:
    'arn:aws:autoscaling:us-east-1:123456789012:autoScalingGroup:1:autoScalingGroupName/web',
  MinSize: 1,
  MaxSize: 4,
  DesiredCapacity: 2,
  DefaultCooldown: 300,
  VPCZoneIdentifier: 'subnet-2,subnet-1',
  AvailabilityZones: ['us-east-1b', 'us-east-1a'],
  LaunchTemplate: { LaunchTemplateId: 'lt-1', LaunchTemplateName: 'web', Version: '3' },
  TerminationPolicies: ['OldestInstance', 'Default'],
  EnabledMetrics: [
    { Metric: 'GroupTotalInstances', Granularity: '1Minute' },
    { Metric: 'GroupMinSize', Granularity: '1Minute' },
  ],
  SuspendedProcesses: [
    { ProcessName: 'Terminate', SuspensionReason: 'User suspended at 2024-01-01T00:00:00Z' },
  ],
  Instances: [{ InstanceId: 'i-1', LifecycleState: 'InService' }],
  Tags: [
    {
      Key: 'team',
      Value: 'shop',
      PropagateAtLaunch: true,
      ResourceId: 'web',
      ResourceType: 'auto-scaling-group',
    },
  ],
};

async function collect(item: object) {
  const responses = { 'auto-scaling:DescribeAutoScalingGroups': { AutoScalingGroups: [item] } };
  return collectAll(collector, replaySession({ collector, responses }));
}

describe('the Auto Scaling group collector', () => {
  it("writes sizes, subnets and metrics in CloudFormation's form", async () => {
    const [observed] = await collect(group);
    expect(observed).toMatchObject({
      externalId: group.AutoScalingGroupARN,
      name: 'web',
      tags: { team: 'shop' },
    });
    expect(observed?.configuration).toEqual({
      AutoScalingGroupName: 'web',
      AutoScalingGroupARN: group.AutoScalingGroupARN,
      MinSize: '1',
      MaxSize: '4',
      DesiredCapacity: '2',
      Cooldown: '300',
      AvailabilityZones: ['us-east-1a', 'us-east-1b'],
      VPCZoneIdentifier: ['subnet-1', 'subnet-2'],
      LaunchTemplate: { LaunchTemplateId: 'lt-1', LaunchTemplateName: 'web', Version: '3' },
      TerminationPolicies: ['OldestInstance', 'Default'],
      MetricsCollection: [{ Granularity: '1Minute', Metrics: ['GroupMinSize', 'GroupTotalInstances'] }],
      SuspendedProcesses: ['Terminate'],
      Tags: group.Tags,
    });
  });

  it('is unchanged while its instances come and go', async () => {
    const busy = { ...group, Instances: [{ InstanceId: 'i-7' }, { InstanceId: 'i-8' }] };
    expect(await collect(busy)).toEqual(await collect(group));
    expect(collector.resource.facts.volatilePaths).toEqual(['DesiredCapacity']);
  });

  it('maps a group of which AWS says next to nothing', async () => {
    const [observed] = await collect({ AutoScalingGroupName: 'bare' });
    expect(observed).toMatchObject({ externalId: 'bare', configuration: { AutoScalingGroupName: 'bare' } });
  });
});
