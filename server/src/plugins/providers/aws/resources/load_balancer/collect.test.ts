import { describe, expect, it } from 'vitest';
import { collectAll, replaySession } from '../../testing/replay.ts';
import { loadBalancerCollector as collector } from './collect.ts';

const arn = 'arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/app/web/0123456789abcdef';
const certificate = 'arn:aws:acm:us-east-1:123456789012:certificate/1';
const modern = {
  'elastic-load-balancing-v2:DescribeLoadBalancers': {
    LoadBalancers: [
      {
        LoadBalancerArn: arn,
        LoadBalancerName: 'web',
        Type: 'application',
        Scheme: 'internet-facing',
        State: { Code: 'active' },
        SecurityGroups: ['sg-2', 'sg-1'],
        AvailabilityZones: [{ SubnetId: 'subnet-2' }, { SubnetId: 'subnet-1' }],
      },
    ],
  },
  'elastic-load-balancing-v2:DescribeLoadBalancerAttributes': {
    Attributes: [
      { Key: 'deletion_protection.enabled', Value: 'false' },
      { Key: 'access_logs.s3.enabled', Value: 'true' },
    ],
  },
  'elastic-load-balancing-v2:DescribeListeners': {
    Listeners: [
      {
        ListenerArn: `${arn}/listener/2`,
        Port: 443,
        Protocol: 'HTTPS',
        SslPolicy: 'ELBSecurityPolicy-TLS13-1-2-2021-06',
        Certificates: [{ CertificateArn: certificate, IsDefault: true }],
        DefaultActions: [
          {
            Type: 'authenticate-oidc',
            Order: 1,
            AuthenticateOidcConfig: { Issuer: 'https://id', ClientSecret: 's3cret' },
          },
          { Type: 'forward', Order: 2, TargetGroupArn: 'tg-1' },
        ],
      },
      {
        ListenerArn: `${arn}/listener/1`,
        Port: 80,
        Protocol: 'HTTP',
        DefaultActions: [{ Type: 'redirect', RedirectConfig: { Protocol: 'HTTPS', StatusCode: 'HTTP_301' } }],
      },
    ],
  },
  'elastic-load-balancing-v2:DescribeRules': {
    Rules: [
      { RuleArn: 'rule-default', Priority: 'default', IsDefault: true, Actions: [{ Type: 'redirect' }] },
      {
        RuleArn: 'rule-1',
        Priority: '10',
        IsDefault: false,
        Conditions: [{ Field: 'path-pattern', Values: ['/old/*'] }],
        Actions: [{ Type: 'forward', TargetGroupArn: 'tg-1' }],
      },
    ],
  },
  'elastic-load-balancing-v2:DescribeTags': {
    TagDescriptions: [{ ResourceArn: arn, Tags: [{ Key: 'team', Value: 'shop' }] }],
  },
};
const classic = {
  'elastic-load-balancing:DescribeLoadBalancers': {
    LoadBalancerDescriptions: [
      {
        LoadBalancerName: 'old',
        Scheme: 'internal',
        VPCId: 'vpc-1',
        Instances: [{ InstanceId: 'i-2' }, { InstanceId: 'i-1' }],
        ListenerDescriptions: [
          {
            Listener: {
              Protocol: 'HTTPS',
              LoadBalancerPort: 443,
              InstanceProtocol: 'HTTP',
              InstancePort: 80,
              SSLCertificateId: certificate,
            },
            PolicyNames: ['tls'],
          },
        ],
      },
    ],
  },
  'elastic-load-balancing:DescribeLoadBalancerAttributes': {
    LoadBalancerAttributes: {
      AccessLog: { Enabled: false, S3BucketPrefix: '' },
      CrossZoneLoadBalancing: { Enabled: true },
      ConnectionDraining: { Enabled: true, Timeout: 300 },
      ConnectionSettings: { IdleTimeout: 60 },
      AdditionalAttributes: [{ Key: 'elb.http.desyncmitigationmode', Value: 'defensive' }],
    },
  },
  'elastic-load-balancing:DescribeLoadBalancerPolicies': {
    PolicyDescriptions: [
      {
        PolicyName: 'tls',
        PolicyTypeName: 'SSLNegotiationPolicyType',
        PolicyAttributeDescriptions: [{ AttributeName: 'Protocol-TLSv1', AttributeValue: 'false' }],
      },
    ],
  },
  'elastic-load-balancing:DescribeTags': { TagDescriptions: [] },
};
const none = {
  'elastic-load-balancing-v2:DescribeLoadBalancers': { LoadBalancers: [] },
  'elastic-load-balancing:DescribeLoadBalancers': { LoadBalancerDescriptions: [] },
};

describe('the load balancer collector', () => {
  it('reads attributes, listeners and tags of an application load balancer', async () => {
    const responses = { ...none, ...modern };
    const [web] = await collectAll(collector, replaySession({ collector, responses }));
    expect(web).toMatchObject({ externalId: arn, name: 'web', tags: { team: 'shop' }, unreadable: [] });
    expect(web?.configuration).toMatchObject({
      Type: 'application',
      LoadBalancerFullName: 'app/web/0123456789abcdef',
      SecurityGroups: ['sg-1', 'sg-2'],
      Subnets: ['subnet-1', 'subnet-2'],
      LoadBalancerAttributes: [
        { Key: 'access_logs.s3.enabled', Value: 'true' },
        { Key: 'deletion_protection.enabled', Value: 'false' },
      ],
      Listeners: [
        { Port: 80, Protocol: 'HTTP', DefaultActions: [{ Type: 'redirect' }] },
        {
          Port: 443,
          Protocol: 'HTTPS',
          SslPolicy: 'ELBSecurityPolicy-TLS13-1-2-2021-06',
          Certificates: [{ CertificateArn: certificate }],
          DefaultActions: [{ Type: 'authenticate-oidc' }, { Type: 'forward', TargetGroupArn: 'tg-1' }],
        },
      ],
    });
  });

  it('reads the rules of its plain listeners, which may answer what the default redirects', async () => {
    const [web] = await collectAll(
      collector,
      replaySession({ collector, responses: { ...none, ...modern } }),
    );
    expect(web?.configuration.ListenerRules).toEqual([
      {
        ListenerArn: `${arn}/listener/1`,
        RuleArn: 'rule-1',
        Priority: 10,
        Conditions: [{ Field: 'path-pattern', Values: ['/old/*'] }],
        Actions: [{ Type: 'forward', TargetGroupArn: 'tg-1' }],
      },
    ]);
    const { 'elastic-load-balancing-v2:DescribeRules': _, ...denied } = modern;
    const [blind] = await collectAll(
      collector,
      replaySession({ collector, responses: { ...none, ...denied } }),
    );
    expect(blind?.unreadable).toMatchObject([{ path: 'ListenerRules' }]);
  });

  it('keeps no client secret', async () => {
    const responses = { ...none, ...modern };
    const seen = await collectAll(collector, replaySession({ collector, responses }));
    expect(JSON.stringify(seen)).not.toContain('s3cret');
  });

  it('tells a classic load balancer by its type, in the shape of the classic resource', async () => {
    const responses = { ...none, ...classic };
    const [old] = await collectAll(collector, replaySession({ collector, responses }));
    expect(old).toMatchObject({
      externalId: 'arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/old',
      name: 'old',
      unreadable: [],
      configuration: {
        Type: 'classic',
        VpcId: 'vpc-1',
        Instances: ['i-1', 'i-2'],
        Listeners: [{ LoadBalancerPort: '443', Protocol: 'HTTPS', InstancePort: '80', PolicyNames: ['tls'] }],
        AccessLoggingPolicy: { Enabled: false },
        CrossZone: true,
        AdditionalAttributes: [{ Key: 'elb.http.desyncmitigationmode', Value: 'defensive' }],
        Policies: [{ PolicyName: 'tls', Attributes: [{ Name: 'Protocol-TLSv1', Value: 'false' }] }],
      },
    });
  });

  it('says of each detail alone that it may not be read', async () => {
    const lists = {
      'elastic-load-balancing-v2:DescribeLoadBalancers':
        modern['elastic-load-balancing-v2:DescribeLoadBalancers'],
      'elastic-load-balancing:DescribeLoadBalancers': classic['elastic-load-balancing:DescribeLoadBalancers'],
    };
    const [web, old] = await collectAll(collector, replaySession({ collector, responses: lists }));
    expect(web?.unreadable.map(({ path }) => path)).toEqual(['LoadBalancerAttributes', 'Listeners', 'Tags']);
    expect(old?.unreadable.map(({ path }) => path)).toEqual([
      'AccessLoggingPolicy',
      'AdditionalAttributes',
      'ConnectionDrainingPolicy',
      'ConnectionSettings',
      'CrossZone',
      'Policies',
      'Tags',
    ]);
  });

  it('does not report a load balancer that was deleted meanwhile', async () => {
    const gone = { error: 'LoadBalancerNotFoundException' };
    const responses = {
      ...none,
      ...modern,
      'elastic-load-balancing-v2:DescribeLoadBalancerAttributes': gone,
    };
    expect(await collectAll(collector, replaySession({ collector, responses }))).toEqual([]);
  });

  it('asks for tags of at most twenty load balancers at a time', async () => {
    const asked: number[] = [];
    const LoadBalancers = Array.from({ length: 45 }, (_, index) => ({ LoadBalancerArn: `${arn}${index}` }));
    const responses = {
      ...none,
      'elastic-load-balancing-v2:DescribeLoadBalancers': { LoadBalancers },
      'elastic-load-balancing-v2:DescribeTags': ({ ResourceArns }: { ResourceArns: string[] }) => {
        asked.push(ResourceArns.length);
        return { TagDescriptions: [] };
      },
    };
    const seen = await collectAll(collector, replaySession({ collector, responses }));
    expect(seen).toHaveLength(45);
    expect(asked).toEqual([20, 20, 5]);
  });
});
