import type { AwsClients, AwsService } from './types.ts';

/** The parts of an SDK client that the session uses; the SDK's own types differ per service. */
export type SdkClient = {
  send(command: object, options?: { abortSignal?: AbortSignal }): Promise<object>;
  destroy(): void;
  config: { requestHandler: SdkRequestHandler };
  middlewareStack: {
    add(middleware: SdkMiddleware, options: { name: string; step: string; priority?: 'high' | 'low' }): void;
    addRelativeTo(
      middleware: SdkMiddleware,
      options: { name: string; relation: 'before' | 'after'; toMiddleware: string },
    ): void;
  };
};
export type SdkRequestHandler = {
  handle(
    request: unknown,
    options?: { abortSignal?: AbortSignal; requestTimeout?: number },
  ): Promise<{ response: { statusCode: number; headers: Record<string, string>; body?: unknown } }>;
  destroy?(): void;
};
export type SdkHandlerArguments = { input: Record<string, unknown>; request?: unknown };
export type SdkHandlerResult = { output: object; response: unknown };
export type SdkMiddleware = (
  next: (args: SdkHandlerArguments) => Promise<SdkHandlerResult>,
  context: { commandName?: string; clientName?: string },
) => (args: SdkHandlerArguments) => Promise<SdkHandlerResult>;

type SdkModule = Record<string, unknown>;

// Imports are per service and dynamic: all of them together cost a third of a second and 150 MB.
const loaders: { [S in AwsService]: () => Promise<AwsClients[S]> } = {
  accessanalyzer: () => import('@aws-sdk/client-accessanalyzer'),
  account: () => import('@aws-sdk/client-account'),
  acm: () => import('@aws-sdk/client-acm'),
  'api-gateway': () => import('@aws-sdk/client-api-gateway'),
  apigatewayv2: () => import('@aws-sdk/client-apigatewayv2'),
  athena: () => import('@aws-sdk/client-athena'),
  'auto-scaling': () => import('@aws-sdk/client-auto-scaling'),
  backup: () => import('@aws-sdk/client-backup'),
  cloudfront: () => import('@aws-sdk/client-cloudfront'),
  cloudtrail: () => import('@aws-sdk/client-cloudtrail'),
  cloudwatch: () => import('@aws-sdk/client-cloudwatch'),
  'cloudwatch-logs': () => import('@aws-sdk/client-cloudwatch-logs'),
  codebuild: () => import('@aws-sdk/client-codebuild'),
  'config-service': () => import('@aws-sdk/client-config-service'),
  'database-migration-service': () => import('@aws-sdk/client-database-migration-service'),
  dynamodb: () => import('@aws-sdk/client-dynamodb'),
  ec2: () => import('@aws-sdk/client-ec2'),
  ecr: () => import('@aws-sdk/client-ecr'),
  ecs: () => import('@aws-sdk/client-ecs'),
  efs: () => import('@aws-sdk/client-efs'),
  eks: () => import('@aws-sdk/client-eks'),
  'elastic-load-balancing': () => import('@aws-sdk/client-elastic-load-balancing'),
  'elastic-load-balancing-v2': () => import('@aws-sdk/client-elastic-load-balancing-v2'),
  elasticache: () => import('@aws-sdk/client-elasticache'),
  guardduty: () => import('@aws-sdk/client-guardduty'),
  iam: () => import('@aws-sdk/client-iam'),
  inspector2: () => import('@aws-sdk/client-inspector2'),
  kafka: () => import('@aws-sdk/client-kafka'),
  kinesis: () => import('@aws-sdk/client-kinesis'),
  kms: () => import('@aws-sdk/client-kms'),
  lambda: () => import('@aws-sdk/client-lambda'),
  macie2: () => import('@aws-sdk/client-macie2'),
  opensearch: () => import('@aws-sdk/client-opensearch'),
  rds: () => import('@aws-sdk/client-rds'),
  redshift: () => import('@aws-sdk/client-redshift'),
  'resource-groups-tagging-api': () => import('@aws-sdk/client-resource-groups-tagging-api'),
  'route-53': () => import('@aws-sdk/client-route-53'),
  s3: () => import('@aws-sdk/client-s3'),
  's3-control': () => import('@aws-sdk/client-s3-control'),
  'secrets-manager': () => import('@aws-sdk/client-secrets-manager'),
  securityhub: () => import('@aws-sdk/client-securityhub'),
  sfn: () => import('@aws-sdk/client-sfn'),
  sns: () => import('@aws-sdk/client-sns'),
  sqs: () => import('@aws-sdk/client-sqs'),
  ssm: () => import('@aws-sdk/client-ssm'),
  sts: () => import('@aws-sdk/client-sts'),
  wafv2: () => import('@aws-sdk/client-wafv2'),
};

const clientClass: Record<AwsService, string> = {
  accessanalyzer: 'AccessAnalyzerClient',
  account: 'AccountClient',
  acm: 'ACMClient',
  'api-gateway': 'APIGatewayClient',
  apigatewayv2: 'ApiGatewayV2Client',
  athena: 'AthenaClient',
  'auto-scaling': 'AutoScalingClient',
  backup: 'BackupClient',
  cloudfront: 'CloudFrontClient',
  cloudtrail: 'CloudTrailClient',
  cloudwatch: 'CloudWatchClient',
  'cloudwatch-logs': 'CloudWatchLogsClient',
  codebuild: 'CodeBuildClient',
  'config-service': 'ConfigServiceClient',
  'database-migration-service': 'DatabaseMigrationServiceClient',
  dynamodb: 'DynamoDBClient',
  ec2: 'EC2Client',
  ecr: 'ECRClient',
  ecs: 'ECSClient',
  efs: 'EFSClient',
  eks: 'EKSClient',
  'elastic-load-balancing': 'ElasticLoadBalancingClient',
  'elastic-load-balancing-v2': 'ElasticLoadBalancingV2Client',
  elasticache: 'ElastiCacheClient',
  guardduty: 'GuardDutyClient',
  iam: 'IAMClient',
  inspector2: 'Inspector2Client',
  kafka: 'KafkaClient',
  kinesis: 'KinesisClient',
  kms: 'KMSClient',
  lambda: 'LambdaClient',
  macie2: 'Macie2Client',
  opensearch: 'OpenSearchClient',
  rds: 'RDSClient',
  redshift: 'RedshiftClient',
  'resource-groups-tagging-api': 'ResourceGroupsTaggingAPIClient',
  'route-53': 'Route53Client',
  s3: 'S3Client',
  's3-control': 'S3ControlClient',
  'secrets-manager': 'SecretsManagerClient',
  securityhub: 'SecurityHubClient',
  sfn: 'SFNClient',
  sns: 'SNSClient',
  sqs: 'SQSClient',
  ssm: 'SSMClient',
  sts: 'STSClient',
  wafv2: 'WAFV2Client',
};

function isAwsService(name: string): name is AwsService {
  return Object.hasOwn(loaders, name);
}

/** Splits `s3:GetBucketPolicy`; throws for a service that no session can call. */
export function parseOperation(operation: string): { service: AwsService; name: string } {
  const colon = operation.indexOf(':');
  const service = operation.slice(0, colon);
  const name = operation.slice(colon + 1);
  if (colon < 1 || name === '' || !isAwsService(service)) {
    throw new Error(`"${operation}" is not service:Operation of a known AWS service`);
  }
  return { service, name };
}

export async function loadService(service: AwsService): Promise<SdkModule> {
  return (await loaders[service]()) as unknown as SdkModule;
}

export function newClient(
  module: SdkModule,
  service: AwsService,
  config: Record<string, unknown>,
): SdkClient {
  const Client = module[clientClass[service]] as new (config: Record<string, unknown>) => SdkClient;
  return new Client(config);
}

/** The command object of an operation; undefined when the SDK has no such operation. */
export function newCommand(
  module: SdkModule,
  operation: string,
  input: object,
): (object & { schema?: unknown }) | undefined {
  const Command = module[`${operation}Command`];
  if (typeof Command !== 'function') return undefined;
  return new (Command as new (input: object) => object)(input);
}

export type SdkPaginator = (
  config: { client: SdkClient; withCommand?: (command: { input: object }) => undefined },
  input: object,
  options: { abortSignal: AbortSignal },
) => AsyncIterable<object>;

/** The SDK's own paginator of an operation; undefined when the operation has no pages. */
export function paginatorOf(module: SdkModule, operation: string): SdkPaginator | undefined {
  const paginator = module[`paginate${operation}`];
  return typeof paginator === 'function' ? (paginator as SdkPaginator) : undefined;
}
