import type { ObservedResource } from '../../../../core/observation.ts';
import type { AwsConnection, AwsLimits } from '../session/connection.ts';
import { openConnection } from '../session/connection.ts';
import type { AwsCollector } from '../session/open-session.ts';
import { openSession } from '../session/open-session.ts';
import type { SdkMiddleware } from '../session/services.ts';
import type { AwsSession } from '../session/types.ts';
import { reviveOutput } from './revive.ts';

/** An answer as recorded: output members, or an error by AWS's code. */
export type Recorded = Record<string, unknown> | { error: string; status?: number; message?: string };
/** One answer for every call, answers in turn (the last one repeats), or a function of the call's input. */
// biome-ignore lint/suspicious/noExplicitAny: a test reads the input that it knows it sent.
export type RecordedAnswers = Recorded | Recorded[] | ((input: any) => Recorded);
/** By `service:Operation`. */
export type RecordedResponses = Record<string, RecordedAnswers>;

export type ReplayOptions = {
  responses: RecordedResponses;
  collector: Pick<AwsCollector, 'resource' | 'lists' | 'details'>;
  region?: string;
  accountId?: string;
  partition?: string;
  signal?: AbortSignal;
};

/**
 * The session that production uses, over recorded answers: the same declaration check, classification of
 * errors, paginators and page cap; only the wire is replaced. What is not recorded is denied.
 */
export function replaySession(options: ReplayOptions): AwsSession {
  return openSession(replayConnection(options.responses), options.collector, {
    accountId: options.accountId ?? '123456789012',
    partition: options.partition ?? 'aws',
    region: options.region ?? 'us-east-1',
    signal: options.signal ?? new AbortController().signal,
  }).session;
}

export function replayConnection(
  responses: RecordedResponses,
  limits: Partial<AwsLimits> = {},
): AwsConnection {
  const turns = new Map<string, number>();
  const answer = (operation: string, input: unknown): Recorded => {
    const answers = responses[operation];
    if (answers === undefined)
      return { error: 'AccessDenied', status: 403, message: `${operation} is not recorded` };
    if (typeof answers === 'function') return answers(input);
    if (!Array.isArray(answers)) return answers;
    const turn = turns.get(operation) ?? 0;
    turns.set(operation, turn + 1);
    return answers[Math.min(turn, answers.length - 1)] ?? {};
  };
  const intercept: SdkMiddleware = (_next, context) => async (args) => {
    const command = (context as unknown as { __smithy_context: { commandInstance: object } }).__smithy_context
      .commandInstance;
    const operation = (context.commandName ?? '').replace(/Command$/, '');
    const recorded = answer(`${serviceOfClient(context.clientName ?? '')}:${operation}`, args.input);
    const failure = recorded as { error?: unknown; status?: number; message?: string };
    if (typeof failure.error === 'string') {
      throw Object.assign(new Error(failure.message ?? failure.error), {
        name: failure.error,
        $metadata: { httpStatusCode: failure.status ?? 400 },
      });
    }
    return {
      output: { ...reviveOutput(command, recorded), $metadata: { httpStatusCode: 200 } },
      response: {},
    };
  };
  return openConnection({
    intercept,
    limits,
    throttle: false,
    credentials: { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'recorded' },
  });
}

const serviceOfClientName: Record<string, string> = {
  ACMClient: 'acm',
  APIGatewayClient: 'api-gateway',
  AccessAnalyzerClient: 'accessanalyzer',
  AccountClient: 'account',
  ApiGatewayV2Client: 'apigatewayv2',
  AthenaClient: 'athena',
  AutoScalingClient: 'auto-scaling',
  BackupClient: 'backup',
  CloudFrontClient: 'cloudfront',
  CloudTrailClient: 'cloudtrail',
  CloudWatchClient: 'cloudwatch',
  CloudWatchLogsClient: 'cloudwatch-logs',
  CodeBuildClient: 'codebuild',
  ConfigServiceClient: 'config-service',
  DatabaseMigrationServiceClient: 'database-migration-service',
  DynamoDBClient: 'dynamodb',
  EC2Client: 'ec2',
  ECRClient: 'ecr',
  ECSClient: 'ecs',
  EFSClient: 'efs',
  EKSClient: 'eks',
  ElastiCacheClient: 'elasticache',
  ElasticLoadBalancingClient: 'elastic-load-balancing',
  ElasticLoadBalancingV2Client: 'elastic-load-balancing-v2',
  GuardDutyClient: 'guardduty',
  IAMClient: 'iam',
  Inspector2Client: 'inspector2',
  KMSClient: 'kms',
  KafkaClient: 'kafka',
  KinesisClient: 'kinesis',
  LambdaClient: 'lambda',
  Macie2Client: 'macie2',
  OpenSearchClient: 'opensearch',
  RDSClient: 'rds',
  RedshiftClient: 'redshift',
  Route53Client: 'route-53',
  S3Client: 's3',
  S3ControlClient: 's3-control',
  SFNClient: 'sfn',
  SNSClient: 'sns',
  SQSClient: 'sqs',
  SSMClient: 'ssm',
  STSClient: 'sts',
  SecretsManagerClient: 'secrets-manager',
  SecurityHubClient: 'securityhub',
  WAFV2Client: 'wafv2',
};
const serviceOfClient = (clientName: string): string => serviceOfClientName[clientName] ?? clientName;

/** Everything that a collector yields, for tests. */
export async function collectAll(collector: AwsCollector, session: AwsSession): Promise<ObservedResource[]> {
  const resources: ObservedResource[] = [];
  for await (const resource of collector.collect(session)) resources.push(resource);
  return resources;
}
