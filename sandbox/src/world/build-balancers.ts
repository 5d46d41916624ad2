import type { Network } from './build-network.ts';
import { arn, company, newId, type Site, standardTags, type Tier, tagList } from './site.ts';

function attributes(stage: string): { Key: string; Value: string }[] {
  return tagList({
    'access_logs.s3.enabled': stage === 'prod' ? 'true' : 'false',
    'access_logs.s3.bucket': stage === 'prod' ? `${company}-access-logs` : '',
    'access_logs.s3.prefix': stage === 'prod' ? 'alb' : '',
    'deletion_protection.enabled': stage === 'prod' ? 'true' : 'false',
    'idle_timeout.timeout_seconds': '60',
    'load_balancing.cross_zone.enabled': 'true',
    'routing.http.desync_mitigation_mode': 'defensive',
    'routing.http.drop_invalid_header_fields.enabled': 'true',
    'routing.http.preserve_host_header.enabled': 'false',
    'routing.http.x_amzn_tls_version_and_cipher_suite.enabled': 'false',
    'routing.http.xff_client_port.enabled': 'false',
    'routing.http.xff_header_processing.mode': 'append',
    'routing.http2.enabled': 'true',
    'waf.fail_open.enabled': 'false',
  });
}

function addBalancer(site: Site, network: Network, short: string, isPublic: boolean, groupId: string): void {
  const { random, region, plan } = site;
  const name = `${short}-${plan.stage}`;
  const id = random.hex(16);
  const LoadBalancerArn = arn(site, 'elasticloadbalancing', `loadbalancer/app/${name}/${id}`);
  const subnets = isPublic ? network.publicSubnets : network.privateSubnets;
  region.loadBalancers.put({
    LoadBalancerArn,
    LoadBalancerName: name,
    DNSName: `${isPublic ? '' : 'internal-'}${name}-${random.below(1_000_000_000)}.${region.name}.elb.amazonaws.com`,
    CanonicalHostedZoneId: `Z${random.letters(13)}`,
    CreatedTime: random.dateAgo(100, 800),
    Scheme: isPublic ? 'internet-facing' : 'internal',
    VpcId: network.vpcId,
    State: { Code: 'active' },
    Type: 'application',
    IpAddressType: 'ipv4',
    SecurityGroups: [groupId],
    AvailabilityZones: subnets.map((SubnetId) => ({
      ZoneName: region.subnets.get(SubnetId)?.AvailabilityZone,
      SubnetId,
      LoadBalancerAddresses: [],
    })),
    attributes: attributes(plan.stage),
    tags: standardTags(name, plan.stage, 'storefront'),
  });
  const target = arn(site, 'elasticloadbalancing', `targetgroup/${name}/${random.hex(16)}`);
  const forward = {
    Type: 'forward' as const,
    TargetGroupArn: target,
    ForwardConfig: {
      TargetGroups: [{ TargetGroupArn: target, Weight: 1 }],
      TargetGroupStickinessConfig: { Enabled: false },
    },
  };
  const listener = (suffix: string) => `${LoadBalancerArn.replace(':loadbalancer/', ':listener/')}/${suffix}`;
  region.listeners.put({
    ListenerArn: listener(random.hex(16)),
    LoadBalancerArn,
    Port: 443,
    Protocol: 'HTTPS',
    SslPolicy: 'ELBSecurityPolicy-TLS13-1-2-2021-06',
    Certificates: [{ CertificateArn: arn(site, 'acm', `certificate/${random.uuid()}`) }],
    DefaultActions: [forward],
    MutualAuthentication: { Mode: 'off' },
  });
  if (!isPublic) return;
  region.listeners.put({
    ListenerArn: listener(random.hex(16)),
    LoadBalancerArn,
    Port: 80,
    Protocol: 'HTTP',
    DefaultActions: [
      {
        Type: 'redirect',
        Order: 1,
        RedirectConfig: {
          Protocol: 'HTTPS',
          Port: '443',
          Host: '#{host}',
          Path: '/#{path}',
          Query: '#{query}',
          StatusCode: 'HTTP_301',
        },
      },
    ],
  });
}

function addClassicBalancer(site: Site, network: Network, name: string): void {
  const { random, region, plan } = site;
  region.classicLoadBalancers.put({
    LoadBalancerName: name,
    DNSName: `${name}-${random.below(1_000_000_000)}.${region.name}.elb.amazonaws.com`,
    CanonicalHostedZoneName: `${name}.${region.name}.elb.amazonaws.com`,
    CanonicalHostedZoneNameID: `Z${random.letters(13)}`,
    ListenerDescriptions: [
      {
        Listener: { Protocol: 'TCP', LoadBalancerPort: 9094, InstanceProtocol: 'TCP', InstancePort: 9094 },
        PolicyNames: [],
      },
    ],
    Policies: { AppCookieStickinessPolicies: [], LBCookieStickinessPolicies: [], OtherPolicies: [] },
    BackendServerDescriptions: [],
    AvailabilityZones: plan.zones.map((zone) => `${region.name}${zone}`),
    Subnets: network.privateSubnets,
    VPCId: network.vpcId,
    Instances: [],
    HealthCheck: {
      Target: 'TCP:9094',
      Interval: 30,
      Timeout: 5,
      UnhealthyThreshold: 2,
      HealthyThreshold: 10,
    },
    SourceSecurityGroup: { OwnerAlias: site.world.accountId, GroupName: 'sg-internal-prod' },
    SecurityGroups: [network.groups.internal ?? ''],
    CreatedTime: random.dateAgo(900, 1200),
    Scheme: 'internal',
    attributes: {
      CrossZoneLoadBalancing: { Enabled: true },
      AccessLog: { Enabled: false },
      ConnectionDraining: { Enabled: true, Timeout: 300 },
      ConnectionSettings: { IdleTimeout: 60 },
      AdditionalAttributes: [{ Key: 'elb.http.desyncmitigationmode', Value: 'defensive' }],
    },
    tags: standardTags(name, plan.stage, 'data-platform'),
  });
}

function addAutoScalingGroup(site: Site, network: Network, tier: Tier): void {
  const { random, region, plan } = site;
  const name = `${tier.name}-${plan.stage}`;
  const instances = region.instances
    .all()
    .filter((one) => one.Tags?.some((tag) => tag.Key === 'Tier' && tag.Value === tier.name));
  const subnets = tier.isPublic ? network.publicSubnets : network.privateSubnets;
  const template = {
    LaunchTemplateId: newId(random, 'lt'),
    LaunchTemplateName: name,
    Version: '$Latest',
  };
  region.autoScalingGroups.put({
    AutoScalingGroupName: name,
    AutoScalingGroupARN: arn(
      site,
      'autoscaling',
      `autoScalingGroup:${random.uuid()}:autoScalingGroupName/${name}`,
    ),
    LaunchTemplate: template,
    MinSize: tier.count,
    MaxSize: tier.count * 3,
    DesiredCapacity: tier.count,
    DefaultCooldown: 300,
    AvailabilityZones: subnets.map((id) => region.subnets.get(id)?.AvailabilityZone ?? ''),
    LoadBalancerNames: [],
    TargetGroupARNs: [],
    HealthCheckType: tier.isPublic ? 'ELB' : 'EC2',
    HealthCheckGracePeriod: 300,
    Instances: instances.map((one) => ({
      InstanceId: one.InstanceId,
      InstanceType: one.InstanceType,
      AvailabilityZone: one.Placement?.AvailabilityZone,
      LifecycleState: 'InService' as const,
      HealthStatus: 'Healthy',
      LaunchTemplate: template,
      ProtectedFromScaleIn: false,
    })),
    CreatedTime: random.dateAgo(100, 700),
    SuspendedProcesses: [],
    VPCZoneIdentifier: subnets.join(','),
    EnabledMetrics: [],
    Tags: tagList(standardTags(name, plan.stage, tier.team)).map((tag) => ({
      ...tag,
      ResourceId: name,
      ResourceType: 'auto-scaling-group',
      PropagateAtLaunch: true,
    })),
    TerminationPolicies: ['Default'],
    NewInstancesProtectedFromScaleIn: false,
    ServiceLinkedRoleARN: `arn:aws:iam::${site.world.accountId}:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling`,
    CapacityRebalance: false,
    TrafficSources: [],
  });
}

/** Load balancers and the groups of servers behind them. */
export function buildBalancers(site: Site, network: Network): void {
  const { web = '', internal = '' } = network.groups;
  addBalancer(site, network, 'storefront', true, web);
  if (site.plan.stage === 'prod') addBalancer(site, network, 'checkout', false, internal);
  if (site.region.name === 'us-east-1') addClassicBalancer(site, network, 'kafka-brokers');
  for (const tier of site.plan.tiers) {
    if (['web', 'checkout-api', 'search'].includes(tier.name)) addAutoScalingGroup(site, network, tier);
  }
}
