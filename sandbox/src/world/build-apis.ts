import type { Random } from './random.ts';
import { company, standardTags } from './site.ts';
import type { Region, World } from './world.ts';

function addWebAcl(
  world: World,
  region: Region,
  random: Random,
  sketch: {
    name: string;
    scope: 'REGIONAL' | 'CLOUDFRONT';
    isEmpty?: boolean;
    protects?: Record<string, string[]>;
  },
): string {
  const { name, scope } = sketch;
  const Id = random.uuid();
  const kind = scope === 'CLOUDFRONT' ? 'global' : 'regional';
  const ARN = `arn:aws:wafv2:${region.name}:${world.accountId}:${kind}/webacl/${name}/${Id}`;
  const visibility = (MetricName: string) => ({
    SampledRequestsEnabled: true,
    CloudWatchMetricsEnabled: true,
    MetricName,
  });
  region.webAcls.put({
    Name: name,
    Id,
    ARN,
    Description: '',
    DefaultAction: { Allow: {} },
    VisibilityConfig: visibility(name),
    Capacity: sketch.isEmpty ? 0 : 702,
    ManagedByFirewallManager: false,
    LabelNamespace: `awswaf:${world.accountId}:webacl:${name}:`,
    Rules: sketch.isEmpty
      ? []
      : [
          {
            Name: 'common',
            Priority: 0,
            Statement: {
              ManagedRuleGroupStatement: { VendorName: 'AWS', Name: 'AWSManagedRulesCommonRuleSet' },
            },
            OverrideAction: { None: {} },
            VisibilityConfig: visibility('common'),
          },
          {
            Name: 'rate',
            Priority: 1,
            Statement: { RateBasedStatement: { Limit: 2000, AggregateKeyType: 'IP' } },
            Action: { Block: {} },
            VisibilityConfig: visibility('rate'),
          },
        ],
    scope,
    ...(sketch.isEmpty
      ? {}
      : {
          logging: {
            ResourceArn: ARN,
            LogDestinationConfigs: [
              `arn:aws:logs:${region.name}:${world.accountId}:log-group:aws-waf-logs-${name}`,
            ],
            ManagedByFirewallManager: false,
          },
        }),
    protects: sketch.protects ?? {},
    tags: { Team: 'security', ManagedBy: 'terraform' },
  });
  return ARN;
}

function addRestApis(world: World, region: Region, random: Random, webAclArn: string, apiId: string): void {
  const created = random.dateAgo(100, 600);
  const method = (authorizationType: string) => ({
    httpMethod: 'POST',
    authorizationType,
    apiKeyRequired: false,
  });
  region.restApis.put({
    id: apiId,
    name: 'partner-orders',
    description: 'Orders from partners',
    createdDate: created,
    apiKeySource: 'HEADER',
    endpointConfiguration: { types: ['REGIONAL'] },
    disableExecuteApiEndpoint: true,
    tags: standardTags('partner-orders', 'prod', 'checkout'),
    resources: [
      { id: random.hex(10), path: '/' },
      {
        id: random.hex(10),
        path: '/orders',
        pathPart: 'orders',
        resourceMethods: { POST: method('COGNITO_USER_POOLS') },
      },
    ],
    authorizers: [
      { id: random.hex(6), name: 'partners', type: 'COGNITO_USER_POOLS', authType: 'cognito_user_pools' },
    ],
    stages: [
      {
        stageName: 'prod',
        deploymentId: random.hex(6),
        clientCertificateId: random.hex(6),
        tracingEnabled: true,
        webAclArn,
        cacheClusterEnabled: false,
        methodSettings: {
          '*/*': {
            loggingLevel: 'INFO',
            metricsEnabled: true,
            dataTraceEnabled: false,
            cachingEnabled: false,
          },
        },
        accessLogSettings: {
          destinationArn: `arn:aws:logs:${region.name}:${world.accountId}:log-group:/api/partner-orders`,
        },
        createdDate: created,
      },
    ],
  });
  // From a workshop, and still there.
  region.restApis.put({
    id: random.hex(10),
    name: 'stock-demo',
    createdDate: created,
    apiKeySource: 'HEADER',
    endpointConfiguration: { types: ['EDGE'] },
    disableExecuteApiEndpoint: false,
    tags: {},
    resources: [{ id: random.hex(10), path: '/', resourceMethods: { POST: method('NONE') } }],
    authorizers: [],
    stages: [
      {
        stageName: 'dev',
        deploymentId: random.hex(6),
        tracingEnabled: false,
        cacheClusterEnabled: true,
        cacheClusterSize: '0.5',
        methodSettings: { '*/*': { cachingEnabled: true, cacheDataEncrypted: false } },
        createdDate: created,
      },
    ],
  });
  for (const [domainName, securityPolicy] of [
    [`api.${company}.example`, 'TLS_1_2'],
    [`legacy-api.${company}.example`, 'TLS_1_0'],
  ] as const) {
    region.apiDomainNames.put({
      domainName,
      regionalDomainName: `d-${random.hex(10)}.execute-api.${region.name}.amazonaws.com`,
      regionalCertificateArn: `arn:aws:acm:${region.name}:${world.accountId}:certificate/${random.uuid()}`,
      endpointConfiguration: { types: ['REGIONAL'] },
      domainNameStatus: 'AVAILABLE',
      securityPolicy,
      tags: standardTags(domainName, 'prod', 'checkout'),
    });
  }
}

function addHttpApi(world: World, region: Region, random: Random): void {
  const ApiId = random.hex(10);
  const AuthorizerId = random.hex(6);
  region.httpApis.put({
    ApiId,
    Name: 'mobile-backend',
    ProtocolType: 'HTTP',
    RouteSelectionExpression: '$request.method $request.path',
    ApiEndpoint: `https://${ApiId}.execute-api.${region.name}.amazonaws.com`,
    CreatedDate: random.dateAgo(50, 400),
    DisableExecuteApiEndpoint: false,
    Tags: standardTags('mobile-backend', 'prod', 'storefront'),
    routes: [
      { RouteId: random.hex(6), RouteKey: 'GET /basket', AuthorizationType: 'JWT', AuthorizerId },
      { RouteId: random.hex(6), RouteKey: 'GET /health', AuthorizationType: 'NONE' },
    ],
    authorizers: [
      {
        AuthorizerId,
        Name: 'customers',
        AuthorizerType: 'JWT',
        IdentitySource: ['$request.header.Authorization'],
      },
    ],
    stages: [
      {
        StageName: '$default',
        AutoDeploy: true,
        AccessLogSettings: {
          DestinationArn: `arn:aws:logs:${region.name}:${world.accountId}:log-group:/api/mobile-backend`,
        },
        Tags: {},
      },
    ],
  });
}

function addStateMachine(
  world: World,
  region: Region,
  random: Random,
  name: string,
  isLogged: boolean,
): void {
  region.stateMachines.put({
    stateMachineArn: `arn:aws:states:${region.name}:${world.accountId}:stateMachine:${name}`,
    name,
    status: 'ACTIVE',
    definition: JSON.stringify({ StartAt: 'Check', States: { Check: { Type: 'Pass', End: true } } }),
    roleArn: `arn:aws:iam::${world.accountId}:role/lambda-basic`,
    type: 'STANDARD',
    creationDate: random.dateAgo(50, 400),
    loggingConfiguration: isLogged
      ? {
          level: 'ERROR',
          includeExecutionData: false,
          destinations: [
            {
              cloudWatchLogsLogGroup: {
                logGroupArn: `arn:aws:logs:${region.name}:${world.accountId}:log-group:/states/${name}:*`,
              },
            },
          ],
        }
      : { level: 'OFF', includeExecutionData: false },
    tracingConfiguration: { enabled: isLogged },
    encryptionConfiguration: { type: 'AWS_OWNED_KEY' },
    tags: standardTags(name, 'prod', 'checkout'),
  });
}

function addZone(world: World, random: Random, Name: string, kind: 'logged' | 'public' | 'private'): void {
  const id = `Z${random.letters(20)}`;
  world.hostedZones.put({
    Id: `/hostedzone/${id}`,
    Name,
    CallerReference: random.uuid(),
    Config: { Comment: '', PrivateZone: kind === 'private' },
    ResourceRecordSetCount: 12,
    dnssec: { ServeSignature: kind === 'logged' ? 'SIGNING' : 'NOT_SIGNING' },
    ...(kind === 'logged'
      ? {
          logging: {
            Id: random.uuid(),
            HostedZoneId: id,
            CloudWatchLogsLogGroupArn: `arn:aws:logs:us-east-1:${world.accountId}:log-group:/aws/route53/${Name}`,
          },
        }
      : {}),
    tags: standardTags(Name, 'prod', 'platform'),
  });
}

/** Web ACLs, APIs, zones and state machines: what the company shows to the world, and one workshop's leftovers. */
export function buildApis(world: World, random: Random): void {
  const main = world.region('us-east-1');
  const europe = world.region('eu-central-1');
  const apiId = random.hex(10);
  const stageArn = `arn:aws:apigateway:${main.name}::/restapis/${apiId}/stages/prod`;
  const applications = main.loadBalancers.all().filter(({ Type }) => Type === 'application');
  const shop = addWebAcl(world, main, random, {
    name: 'shop',
    scope: 'REGIONAL',
    protects: {
      APPLICATION_LOAD_BALANCER: applications.slice(0, 1).map(({ LoadBalancerArn }) => LoadBalancerArn ?? ''),
      API_GATEWAY: [stageArn],
    },
  });
  const cdn = addWebAcl(world, main, random, { name: 'cdn', scope: 'CLOUDFRONT' });
  addWebAcl(world, europe, random, { name: 'trial', scope: 'REGIONAL', isEmpty: true });
  const site = world.distributions.all().find(({ Aliases }) => Aliases?.Items?.[0]?.startsWith('www.'));
  if (site) {
    site.WebACLId = cdn;
    site.config.WebACLId = cdn;
  }
  addRestApis(world, main, random, shop, apiId);
  addHttpApi(world, main, random);
  addStateMachine(world, main, random, 'refund', true);
  addStateMachine(world, europe, random, 'nightly-import', false);
  addZone(world, random, `${company}.example.`, 'logged');
  addZone(world, random, `${company}-campaign.example.`, 'public');
  addZone(world, random, `corp.${company}.internal.`, 'private');
}
