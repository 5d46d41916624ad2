import type { Runtime } from '@aws-sdk/client-lambda';
import { dataKey, keyArn } from './build-keys.ts';
import type { Network } from './build-network.ts';
import type { EnabledRegion } from './region-names.ts';
import { arn, type Site, standardTags } from './site.ts';

interface FunctionSketch {
  name: string;
  team: string;
  runtime: Runtime;
  role?: string;
  inVpc?: boolean;
  hasUrl?: boolean;
  source?: { service: string; arn: string };
}

const functions: Record<EnabledRegion, readonly FunctionSketch[]> = {
  'us-east-1': [
    { name: 'order-created', team: 'checkout', runtime: 'nodejs24.x', role: 'lambda-orders', inVpc: true },
    { name: 'invoice-render', team: 'checkout', runtime: 'python3.13' },
    {
      name: 'scan-upload',
      team: 'security',
      runtime: 'python3.13',
      source: { service: 's3.amazonaws.com', arn: 'arn:aws:s3:::halden-support-uploads' },
    },
    { name: 'image-resize', team: 'storefront', runtime: 'nodejs24.x' },
    {
      name: 'price-feed',
      team: 'storefront',
      runtime: 'nodejs20.x',
      source: { service: 'events.amazonaws.com', arn: 'arn:aws:events:us-east-1:*:rule/price-feed' },
    },
    { name: 'partner-webhook', team: 'checkout', runtime: 'python3.13', hasUrl: true },
    { name: 'cost-report', team: 'finance', runtime: 'python3.9' },
    { name: 'stock-sync', team: 'storefront', runtime: 'nodejs24.x', inVpc: true },
    { name: 'fraud-score', team: 'checkout', runtime: 'python3.13', inVpc: true },
    { name: 'newsletter-send', team: 'marketing', runtime: 'nodejs20.x' },
    { name: 'cleanup-snapshots', team: 'platform', runtime: 'python3.13' },
  ],
  'us-west-2': [{ name: 'dr-heartbeat', team: 'platform', runtime: 'python3.13' }],
  'eu-central-1': [
    { name: 'order-created', team: 'checkout', runtime: 'nodejs24.x', role: 'lambda-orders', inVpc: true },
    { name: 'invoice-render', team: 'checkout', runtime: 'python3.13' },
    { name: 'gdpr-export', team: 'legal', runtime: 'python3.13' },
  ],
  'ap-southeast-1': [{ name: 'edge-redirects', team: 'storefront', runtime: 'nodejs24.x' }],
};

/** When the function's code was last deployed, in the form Lambda has for it. */
function lambdaTime(date: Date): string {
  return `${date.toISOString().slice(0, 19)}.000+0000`;
}

function addFunction(site: Site, network: Network, sketch: FunctionSketch): void {
  const { random, region, world, plan } = site;
  const FunctionArn = arn(site, 'lambda', `function:${sketch.name}`);
  const FunctionName = sketch.name;
  const deployed = random.dateAgo(2, 300);
  const urlHost = `${random.hex(32)}.lambda-url.${region.name}.on.aws`;
  region.functions.put({
    FunctionName,
    FunctionArn,
    Runtime: sketch.runtime,
    Role: `arn:aws:iam::${world.accountId}:role/${sketch.role ?? 'lambda-basic'}`,
    Handler: sketch.runtime.startsWith('python') ? 'app.handler' : 'index.handler',
    CodeSize: 20_000 + random.below(4_000_000),
    Description: `${sketch.name} of ${sketch.team}`,
    Timeout: 30,
    MemorySize: 256,
    LastModified: lambdaTime(deployed),
    CodeSha256: Buffer.from(random.hex(64), 'hex').toString('base64'),
    Version: '$LATEST',
    ...(sketch.inVpc
      ? {
          VpcConfig: {
            VpcId: network.vpcId,
            SubnetIds: network.privateSubnets,
            SecurityGroupIds: [network.groups.internal ?? ''],
            Ipv6AllowedForDualStack: false,
          },
        }
      : {}),
    Environment: { Variables: { STAGE: plan.stage, LOG_LEVEL: 'info' } },
    TracingConfig: { Mode: plan.stage === 'prod' ? 'Active' : 'PassThrough' },
    RevisionId: random.uuid(),
    State: 'Active',
    LastUpdateStatus: 'Successful',
    PackageType: 'Zip',
    Architectures: ['arm64'],
    EphemeralStorage: { Size: 512 },
    SnapStart: { ApplyOn: 'None', OptimizationStatus: 'Off' },
    RuntimeVersionConfig: { RuntimeVersionArn: `arn:aws:lambda:${region.name}::runtime:${random.hex(64)}` },
    LoggingConfig: { LogFormat: 'Text', LogGroup: `/aws/lambda/${sketch.name}` },
    tags: standardTags(sketch.name, plan.stage, sketch.team),
    ...(sketch.name === 'order-created' ? { reservedConcurrency: 50 } : {}),
    ...(sketch.source
      ? {
          policy: JSON.stringify({
            Version: '2012-10-17',
            Id: 'default',
            Statement: [
              {
                Sid: 'invoke',
                Effect: 'Allow',
                Principal: { Service: sketch.source.service },
                Action: 'lambda:InvokeFunction',
                Resource: FunctionArn,
                Condition: { ArnLike: { 'AWS:SourceArn': sketch.source.arn } },
              },
            ],
          }),
        }
      : {}),
    ...(sketch.hasUrl
      ? {
          url: {
            FunctionUrl: `https://${urlHost}/`,
            FunctionArn,
            AuthType: 'AWS_IAM' as const,
            CreationTime: deployed.toISOString(),
            LastModifiedTime: deployed.toISOString(),
            InvokeMode: 'BUFFERED' as const,
          },
        }
      : {}),
  });
}

const tables: Record<EnabledRegion, readonly (readonly [name: string, team: string, range?: string])[]> = {
  'us-east-1': [
    ['orders', 'checkout', 'createdAt'],
    ['carts', 'checkout'],
    ['sessions', 'identity'],
    ['feature-flags', 'platform'],
    ['terraform-locks', 'platform'],
  ],
  'us-west-2': [],
  'eu-central-1': [
    ['orders', 'checkout', 'createdAt'],
    ['sessions', 'identity'],
  ],
  'ap-southeast-1': [],
};

function addTable(site: Site, name: string, team: string, range: string | undefined): void {
  const { random, region, plan } = site;
  const created = random.dateAgo(100, 1000);
  const protectedTable = name === 'orders';
  const expires = name === 'sessions' || name === 'carts';
  const keyName = name === 'terraform-locks' ? 'LockID' : 'id';
  region.dynamoTables.put({
    TableName: name,
    TableArn: arn(site, 'dynamodb', `table/${name}`),
    TableId: random.uuid(),
    TableStatus: 'ACTIVE',
    CreationDateTime: created,
    AttributeDefinitions: [
      { AttributeName: keyName, AttributeType: 'S' },
      ...(range ? [{ AttributeName: range, AttributeType: 'N' as const }] : []),
    ],
    KeySchema: [
      { AttributeName: keyName, KeyType: 'HASH' },
      ...(range ? [{ AttributeName: range, KeyType: 'RANGE' as const }] : []),
    ],
    BillingModeSummary: { BillingMode: 'PAY_PER_REQUEST', LastUpdateToPayPerRequestDateTime: created },
    ProvisionedThroughput: { NumberOfDecreasesToday: 0, ReadCapacityUnits: 0, WriteCapacityUnits: 0 },
    TableSizeBytes: random.below(900_000_000),
    ItemCount: random.below(2_000_000),
    DeletionProtectionEnabled: protectedTable,
    ...(protectedTable
      ? {
          SSEDescription: {
            Status: 'ENABLED' as const,
            SSEType: 'KMS' as const,
            KMSMasterKeyArn: keyArn(site, dataKey),
          },
        }
      : {}),
    ...(name === 'orders'
      ? { StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' as const } }
      : {}),
    TableClassSummary: { TableClass: 'STANDARD' },
    tags: standardTags(name, plan.stage, team),
    backups: {
      ContinuousBackupsStatus: 'ENABLED',
      PointInTimeRecoveryDescription: protectedTable
        ? {
            PointInTimeRecoveryStatus: 'ENABLED',
            RecoveryPeriodInDays: 35,
            EarliestRestorableDateTime: created,
            LatestRestorableDateTime: created,
          }
        : { PointInTimeRecoveryStatus: 'DISABLED' },
    },
    timeToLive: expires
      ? { TimeToLiveStatus: 'ENABLED', AttributeName: 'expiresAt' }
      : { TimeToLiveStatus: 'DISABLED' },
  });
}

/** Functions and tables of one region. */
export function buildServerless(site: Site, network: Network, name: EnabledRegion): void {
  for (const sketch of functions[name]) addFunction(site, network, sketch);
  for (const [table, team, range] of tables[name]) addTable(site, table, team, range);
}
