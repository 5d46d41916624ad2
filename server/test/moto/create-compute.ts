import type { Network } from './create-network.ts';
import { type Aws, type Expected, tagList, tagsOf, text } from './sdk.ts';

export type Compute = {
  webInstance: string;
  rootVolume: string;
  volume: string;
  snapshot: string;
  balancer: string;
  expected: Expected[];
};

/** Machines, disks, images and balancers of one region. */
export async function createCompute(aws: Aws, network: Network, keyArn: string): Promise<Compute> {
  const expected: Expected[] = [];
  const expect = (type: string, id: string, configuration: object): void =>
    void expected.push({ type, region: aws.region, id, configuration });

  const image = text(
    await aws.send('ec2:RegisterImage', {
      Name: 'base',
      Description: 'base image',
      Architecture: 'x86_64',
      RootDeviceName: '/dev/sda1',
      VirtualizationType: 'hvm',
    }),
    'ImageId',
  );
  expect('ami', image, { Name: 'base', Description: 'base image', Public: false });

  const launched = await aws.send('ec2:RunInstances', {
    ImageId: image,
    InstanceType: 'm5.large',
    MinCount: 1,
    MaxCount: 1,
    SubnetId: network.privateSubnet,
    SecurityGroupIds: [network.webGroup],
    MetadataOptions: { HttpTokens: 'required', HttpEndpoint: 'enabled', HttpPutResponseHopLimit: 1 },
    ...tagsOf('instance', { Name: 'web-1', env: 'prod' }),
  });
  const webInstance = text(launched, 'Instances.0.InstanceId');
  await aws.send('ec2:ModifyInstanceAttribute', {
    InstanceId: webInstance,
    DisableApiTermination: { Value: true },
  });
  const described = await aws.send('ec2:DescribeInstances', { InstanceIds: [webInstance] });
  const rootVolume = text(described, 'Reservations.0.Instances.0.BlockDeviceMappings.0.Ebs.VolumeId');
  expect('ec2_instance', webInstance, {
    InstanceType: 'm5.large',
    ImageId: image,
    SubnetId: network.privateSubnet,
    VpcId: network.vpc,
    SecurityGroupIds: [network.webGroup],
    DisableApiTermination: true,
    MetadataOptions: { HttpTokens: 'required', HttpEndpoint: 'enabled' },
    Tags: [{ Key: 'env', Value: 'prod' }],
  });
  const second = await aws.send('ec2:RunInstances', {
    ImageId: image,
    InstanceType: 't3.micro',
    MinCount: 1,
    MaxCount: 1,
    SubnetId: network.privateSubnet,
  });
  const worker = text(second, 'Instances.0.InstanceId');
  expect('ec2_instance', worker, { InstanceType: 't3.micro', DisableApiTermination: false });
  const copied = text(
    await aws.send('ec2:CreateImage', { InstanceId: worker, Name: 'worker-image', NoReboot: true }),
    'ImageId',
  );
  expect('ami', copied, { Name: 'worker-image', Public: false });

  const volume = text(
    await aws.send('ec2:CreateVolume', {
      AvailabilityZone: `${aws.region}a`,
      Size: 20,
      VolumeType: 'gp3',
      Encrypted: true,
      KmsKeyId: keyArn,
      ...tagsOf('volume', { Name: 'data' }),
    }),
    'VolumeId',
  );
  expect('ebs_volume', volume, { Size: 20, VolumeType: 'gp3', Encrypted: true, KmsKeyId: keyArn });
  const plain = text(
    await aws.send('ec2:CreateVolume', { AvailabilityZone: `${aws.region}b`, Size: 8, VolumeType: 'gp2' }),
    'VolumeId',
  );
  expect('ebs_volume', plain, { Size: 8, VolumeType: 'gp2', Encrypted: false });
  const snapshotOf = async (of: string, description: string): Promise<string> =>
    text(await aws.send('ec2:CreateSnapshot', { VolumeId: of, Description: description }), 'SnapshotId');
  const snapshot = await snapshotOf(plain, 'nightly');
  const encrypted = await snapshotOf(volume, 'of an encrypted volume');
  expect('ebs_snapshot', snapshot, {
    VolumeId: plain,
    VolumeSize: 8,
    Description: 'nightly',
    Encrypted: false,
  });
  expect('ebs_snapshot', encrypted, { Encrypted: true });

  await aws.send('ec2:CreateLaunchTemplate', {
    LaunchTemplateName: 'workers',
    LaunchTemplateData: { ImageId: image, InstanceType: 't3.micro' },
  });
  for (const [name, size] of [
    ['workers', 0],
    ['batch', 0],
  ] as const) {
    await aws.send('auto-scaling:CreateAutoScalingGroup', {
      AutoScalingGroupName: name,
      LaunchTemplate: { LaunchTemplateName: 'workers', Version: '$Latest' },
      MinSize: size,
      MaxSize: 3,
      VPCZoneIdentifier: network.privateSubnet,
      HealthCheckGracePeriod: 120,
      Tags: [{ Key: 'team', Value: 'shop', PropagateAtLaunch: true }],
    });
    expect('auto_scaling_group', name, {
      AutoScalingGroupName: name,
      MinSize: '0',
      MaxSize: '3',
      VPCZoneIdentifier: [network.privateSubnet],
      HealthCheckGracePeriod: 120,
      Tags: [{ Key: 'team', Value: 'shop' }],
    });
  }

  const balancer = await createBalancers(aws, network, expect);
  if (aws.region === 'us-east-1') await aws.send('ec2:EnableEbsEncryptionByDefault');
  expected.push({
    type: 'ec2_region_settings',
    region: aws.region,
    id: aws.region,
    configuration: {
      EbsEncryptionByDefault: aws.region === 'us-east-1',
      VpcFlowLogs: [{ VpcId: network.vpc, FlowLogs: [{ TrafficType: 'REJECT' }] }],
    },
  });
  return { webInstance, rootVolume, volume, snapshot, balancer, expected };
}

async function createBalancers(
  aws: Aws,
  network: Network,
  expect: (type: string, id: string, configuration: object) => void,
): Promise<string> {
  const made = await aws.send('elastic-load-balancing-v2:CreateLoadBalancer', {
    Name: 'front',
    Type: 'application',
    Scheme: 'internal',
    Subnets: [network.publicSubnet, network.privateSubnet],
    SecurityGroups: [network.webGroup],
    Tags: tagList({ team: 'shop' }),
  });
  const front = text(made, 'LoadBalancers.0.LoadBalancerArn');
  await aws.send('elastic-load-balancing-v2:ModifyLoadBalancerAttributes', {
    LoadBalancerArn: front,
    Attributes: [{ Key: 'deletion_protection.enabled', Value: 'true' }],
  });
  const target = await aws.send('elastic-load-balancing-v2:CreateTargetGroup', {
    Name: 'web',
    Protocol: 'HTTP',
    Port: 80,
    VpcId: network.vpc,
  });
  await aws.send('elastic-load-balancing-v2:CreateListener', {
    LoadBalancerArn: front,
    Protocol: 'HTTP',
    Port: 80,
    DefaultActions: [{ Type: 'forward', TargetGroupArn: text(target, 'TargetGroups.0.TargetGroupArn') }],
  });
  expect('load_balancer', 'front', {
    Type: 'application',
    Scheme: 'internal',
    VpcId: network.vpc,
    SecurityGroups: [network.webGroup],
    Subnets: [network.publicSubnet, network.privateSubnet],
    LoadBalancerAttributes: [{ Key: 'deletion_protection.enabled', Value: 'true' }],
    Listeners: [{ Port: 80, Protocol: 'HTTP', DefaultActions: [{ Type: 'forward' }] }],
    Tags: [{ Key: 'team', Value: 'shop' }],
  });
  await aws.send('elastic-load-balancing-v2:CreateLoadBalancer', {
    Name: 'wire',
    Type: 'network',
    Scheme: 'internet-facing',
    Subnets: [network.publicSubnet],
  });
  expect('load_balancer', 'wire', { Type: 'network', Scheme: 'internet-facing' });
  await aws.send('elastic-load-balancing:CreateLoadBalancer', {
    LoadBalancerName: 'old',
    Listeners: [{ Protocol: 'TCP', LoadBalancerPort: 80, InstanceProtocol: 'TCP', InstancePort: 8080 }],
    Subnets: [network.publicSubnet],
    SecurityGroups: [network.webGroup],
  });
  expect('load_balancer', 'old', {
    Type: 'classic',
    Listeners: [{ LoadBalancerPort: '80', Protocol: 'TCP', InstancePort: '8080' }],
  });
  return front;
}
