import { dataKey, keyArn } from './build-keys.ts';
import type { EnabledRegion } from './region-names.ts';
import { arn, company, type Site, standardTags } from './site.ts';

const topics: Record<EnabledRegion, readonly string[]> = {
  'us-east-1': ['order-events', 'security-alerts', 'budget-alerts'],
  'us-west-2': ['dr-alerts'],
  'eu-central-1': ['order-events', 'security-alerts'],
  'ap-southeast-1': [],
};

const queues: Record<EnabledRegion, readonly string[]> = {
  'us-east-1': [
    'order-fulfilment',
    'order-fulfilment-dead',
    'invoice-render',
    'email-outbox',
    'search-index',
  ],
  'us-west-2': [],
  'eu-central-1': ['order-fulfilment', 'order-fulfilment-dead', 'invoice-render'],
  'ap-southeast-1': [],
};

const secrets: Record<EnabledRegion, readonly string[]> = {
  'us-east-1': [
    'prod/orders/database',
    'prod/catalog/database',
    'prod/payment-provider',
    'prod/mail-relay',
    'prod/session-signing',
    'prod/search-api',
    'ci/registry',
  ],
  'us-west-2': [],
  'eu-central-1': ['prod/orders/database', 'prod/payment-provider'],
  'ap-southeast-1': [],
};

const logGroups: Record<
  EnabledRegion,
  readonly (readonly [name: string, retentionDays: number | undefined])[]
> = {
  'us-east-1': [
    [`/cloudtrail/${company}-organisation`, 365],
    ['/vpc/prod/flow', 90],
    ['/aws/lambda/order-created', 30],
    ['/aws/lambda/invoice-render', 30],
    ['/aws/lambda/cost-report', undefined],
    ['/aws/lambda/scan-upload', 30],
    ['/aws/lambda/image-resize', 30],
    ['/aws/lambda/price-feed', 14],
    ['/aws/rds/instance/orders-prod/postgresql', 90],
    ['/ecs/storefront', 30],
    ['/ecs/checkout-api', 30],
    [`/aws/eks/${company}-prod/cluster`, 90],
  ],
  'us-west-2': [['/aws/lambda/dr-heartbeat', undefined]],
  'eu-central-1': [
    ['/vpc/prod/flow', 90],
    ['/aws/lambda/order-created', 30],
    ['/aws/lambda/gdpr-export', 365],
    ['/ecs/storefront', 30],
  ],
  'ap-southeast-1': [['/aws/lambda/edge-redirects', undefined]],
};

function accountPolicy(site: Site, resource: string, actions: string[]): string {
  return JSON.stringify({
    Version: '2008-10-17',
    Id: '__default_policy_ID',
    Statement: [
      {
        Sid: '__default_statement_ID',
        Effect: 'Allow',
        Principal: { AWS: '*' },
        Action: actions,
        Resource: resource,
        Condition: { StringEquals: { 'AWS:SourceOwner': site.world.accountId } },
      },
    ],
  });
}

function addTopic(site: Site, name: string): void {
  const { random, region, world, plan } = site;
  const TopicArn = arn(site, 'sns', name);
  region.topics.put({
    TopicArn,
    attributes: {
      TopicArn,
      Owner: world.accountId,
      DisplayName: name,
      Policy: accountPolicy(site, TopicArn, ['SNS:GetTopicAttributes', 'SNS:Publish', 'SNS:Subscribe']),
      EffectiveDeliveryPolicy: JSON.stringify({ http: { defaultHealthyRetryPolicy: { numRetries: 3 } } }),
      SubscriptionsConfirmed: '1',
      SubscriptionsPending: '0',
      SubscriptionsDeleted: '0',
      ...(name === 'order-events' ? { KmsMasterKeyId: keyArn(site, dataKey) } : {}),
    },
    tags: standardTags(name, plan.stage, name.endsWith('alerts') ? 'security' : 'checkout'),
    subscriptions: [
      name === 'order-events'
        ? {
            protocol: 'sqs',
            endpoint: arn(site, 'sqs', 'order-fulfilment'),
            arn: `${TopicArn}:${random.uuid()}`,
          }
        : { protocol: 'email', endpoint: `security@${company}.example`, arn: `${TopicArn}:${random.uuid()}` },
    ],
  });
}

function addQueue(site: Site, name: string): void {
  const { random, region, plan } = site;
  const created = String(Math.floor(random.dateAgo(100, 800).getTime() / 1000));
  const QueueArn = arn(site, 'sqs', name);
  region.queues.put({
    name,
    attributes: {
      QueueArn,
      CreatedTimestamp: created,
      LastModifiedTimestamp: created,
      VisibilityTimeout: '60',
      MaximumMessageSize: '262144',
      MessageRetentionPeriod: name.endsWith('-dead') ? '1209600' : '345600',
      DelaySeconds: '0',
      ReceiveMessageWaitTimeSeconds: '20',
      Policy: accountPolicy(site, QueueArn, ['SQS:SendMessage', 'SQS:ReceiveMessage']),
      SqsManagedSseEnabled: name === 'order-fulfilment' ? 'false' : 'true',
      ...(name === 'order-fulfilment'
        ? {
            KmsMasterKeyId: keyArn(site, dataKey),
            KmsDataKeyReusePeriodSeconds: '300',
            RedrivePolicy: JSON.stringify({ deadLetterTargetArn: `${QueueArn}-dead`, maxReceiveCount: 5 }),
          }
        : {}),
    },
    tags: standardTags(name, plan.stage, 'checkout'),
  });
}

function addSecret(site: Site, Name: string): void {
  const { random, region, plan } = site;
  const created = random.dateAgo(100, 700);
  const changed = random.dateAgo(5, 90);
  const rotates = Name.endsWith('/database');
  region.secrets.put({
    Name,
    ARN: arn(site, 'secretsmanager', `secret:${Name}-${random.letters(6)}`),
    Description: `Credentials of ${Name}`,
    KmsKeyId: keyArn(site, `alias/${company}-secrets`),
    RotationEnabled: rotates,
    ...(rotates
      ? {
          RotationLambdaARN: arn(site, 'lambda', 'function:rotate-database-password'),
          RotationRules: { AutomaticallyAfterDays: 30 },
          LastRotatedDate: changed,
        }
      : {}),
    LastChangedDate: changed,
    LastAccessedDate: changed,
    CreatedDate: created,
    ...(Name === 'prod/payment-provider'
      ? {
          policy: JSON.stringify({
            Version: '2012-10-17',
            Statement: [
              {
                Sid: 'OnlyFromOurAccount',
                Effect: 'Deny',
                Principal: '*',
                Action: 'secretsmanager:GetSecretValue',
                Resource: '*',
                Condition: { StringNotEquals: { 'aws:PrincipalAccount': site.world.accountId } },
              },
            ],
          }),
        }
      : {}),
    SecretVersionsToStages: { [random.uuid()]: ['AWSCURRENT'] },
    Tags: Object.entries(standardTags(Name, plan.stage, 'platform')).map(([Key, Value]) => ({ Key, Value })),
  });
}

/** Numbers of cards are masked where the checkout might write them. */
const masked = {
  dataProtectionStatus: 'ACTIVATED' as const,
  dataProtectionPolicy: JSON.stringify({
    Name: 'mask-cards',
    Version: '2021-06-01',
    Statement: [
      {
        Sid: 'mask',
        DataIdentifier: ['arn:aws:dataprotection::aws:data-identifier/CreditCardNumber'],
        Operation: { Deidentify: { MaskConfig: {} } },
      },
    ],
  }),
};

function addLogGroup(site: Site, name: string, retentionInDays: number | undefined): void {
  const { random, region, plan } = site;
  region.logGroups.put({
    logGroupName: name,
    creationTime: random.dateAgo(50, 900).getTime(),
    ...(retentionInDays === undefined ? {} : { retentionInDays }),
    metricFilterCount: 0,
    arn: arn(site, 'logs', `log-group:${name}:*`),
    logGroupArn: arn(site, 'logs', `log-group:${name}`),
    storedBytes: random.below(5_000_000_000),
    logGroupClass: 'STANDARD',
    ...(name.startsWith('/cloudtrail') ? { kmsKeyId: keyArn(site, dataKey) } : {}),
    ...(name === '/ecs/checkout-api' ? masked : {}),
    tags: retentionInDays === undefined ? {} : standardTags(name, plan.stage, 'platform'),
  });
}

/** Topics, queues, secrets and log groups of one region. */
export function buildMessaging(site: Site, name: EnabledRegion): void {
  for (const topic of topics[name]) addTopic(site, topic);
  for (const queue of queues[name]) addQueue(site, queue);
  for (const secret of secrets[name]) addSecret(site, secret);
  for (const [group, days] of logGroups[name]) addLogGroup(site, group, days);
}
