import type { ObservedResource, Unreadable } from '../../../../core/observation.ts';

/** The SDK module of each service that a collector may call, by the SDK's own service name. */
export type AwsClients = {
  accessanalyzer: typeof import('@aws-sdk/client-accessanalyzer');
  account: typeof import('@aws-sdk/client-account');
  acm: typeof import('@aws-sdk/client-acm');
  'api-gateway': typeof import('@aws-sdk/client-api-gateway');
  apigatewayv2: typeof import('@aws-sdk/client-apigatewayv2');
  athena: typeof import('@aws-sdk/client-athena');
  'auto-scaling': typeof import('@aws-sdk/client-auto-scaling');
  backup: typeof import('@aws-sdk/client-backup');
  cloudfront: typeof import('@aws-sdk/client-cloudfront');
  cloudtrail: typeof import('@aws-sdk/client-cloudtrail');
  cloudwatch: typeof import('@aws-sdk/client-cloudwatch');
  'cloudwatch-logs': typeof import('@aws-sdk/client-cloudwatch-logs');
  codebuild: typeof import('@aws-sdk/client-codebuild');
  'config-service': typeof import('@aws-sdk/client-config-service');
  'database-migration-service': typeof import('@aws-sdk/client-database-migration-service');
  dynamodb: typeof import('@aws-sdk/client-dynamodb');
  ec2: typeof import('@aws-sdk/client-ec2');
  ecr: typeof import('@aws-sdk/client-ecr');
  ecs: typeof import('@aws-sdk/client-ecs');
  efs: typeof import('@aws-sdk/client-efs');
  eks: typeof import('@aws-sdk/client-eks');
  'elastic-load-balancing': typeof import('@aws-sdk/client-elastic-load-balancing');
  'elastic-load-balancing-v2': typeof import('@aws-sdk/client-elastic-load-balancing-v2');
  elasticache: typeof import('@aws-sdk/client-elasticache');
  guardduty: typeof import('@aws-sdk/client-guardduty');
  iam: typeof import('@aws-sdk/client-iam');
  inspector2: typeof import('@aws-sdk/client-inspector2');
  kafka: typeof import('@aws-sdk/client-kafka');
  kinesis: typeof import('@aws-sdk/client-kinesis');
  kms: typeof import('@aws-sdk/client-kms');
  lambda: typeof import('@aws-sdk/client-lambda');
  macie2: typeof import('@aws-sdk/client-macie2');
  opensearch: typeof import('@aws-sdk/client-opensearch');
  rds: typeof import('@aws-sdk/client-rds');
  redshift: typeof import('@aws-sdk/client-redshift');
  'resource-groups-tagging-api': typeof import('@aws-sdk/client-resource-groups-tagging-api');
  'route-53': typeof import('@aws-sdk/client-route-53');
  s3: typeof import('@aws-sdk/client-s3');
  's3-control': typeof import('@aws-sdk/client-s3-control');
  'secrets-manager': typeof import('@aws-sdk/client-secrets-manager');
  securityhub: typeof import('@aws-sdk/client-securityhub');
  sfn: typeof import('@aws-sdk/client-sfn');
  sns: typeof import('@aws-sdk/client-sns');
  sqs: typeof import('@aws-sdk/client-sqs');
  ssm: typeof import('@aws-sdk/client-ssm');
  sts: typeof import('@aws-sdk/client-sts');
  wafv2: typeof import('@aws-sdk/client-wafv2');
};
export type AwsService = keyof AwsClients;

type CommandSuffix<K> = K extends `${infer Operation}Command` ? Operation : never;
/** Every operation of a service, without the `Command` suffix: `DescribeInstances`. */
export type AwsOperation<S extends AwsService> = CommandSuffix<keyof AwsClients[S] & string>;

type CommandInstance<S extends AwsService, O extends string> = `${O}Command` extends keyof AwsClients[S]
  ? AwsClients[S][`${O}Command`] extends abstract new (
      ...args: never[]
    ) => infer Instance
    ? Instance
    : never
  : never;
type InputOf<C> = C extends { readonly input: infer Input } ? Input : never;
type OutputOf<C> = C extends {
  resolveMiddleware(...args: never[]): (...args: never[]) => Promise<{ output: infer Output }>;
}
  ? Output
  : never;
export type AwsInput<S extends AwsService, O extends string> = InputOf<CommandInstance<S, O>>;
export type AwsOutput<S extends AwsService, O extends string> = OutputOf<CommandInstance<S, O>>;

/** The outcome of a detail call. `absent` is a fact ("not configured"); `unreadable` is not. */
export type Detail<T> =
  | { state: 'value'; value: T }
  | { state: 'absent' }
  | { state: 'unreadable'; unreadable: Unreadable[] };

/**
 * What a collector is given: one account, one region. Every call goes through the quotas (one token bucket
 * per account, region and API), the SDK's retries with jitter, the page cap and the abort signal. It refuses
 * any operation that the collector did not declare. There is no way to write through it.
 */
export type AwsSession = {
  readonly accountId: string;
  /** `aws`, `aws-cn` or `aws-us-gov`. */
  readonly partition: string;
  /** The region of this scan; for a global collector the partition's home region. */
  readonly region: string;
  readonly signal: AbortSignal;
  /** Pages of a declared list operation. Throws an AwsCallError when a page is denied or fails. */
  pages<S extends AwsService, O extends AwsOperation<S>>(
    service: S,
    operation: O,
    input: AwsInput<S, O>,
  ): AsyncIterable<AwsOutput<S, O>>;
  /** One call of a declared list operation that has no pages. Throws an AwsCallError. */
  call<S extends AwsService, O extends AwsOperation<S>>(
    service: S,
    operation: O,
    input: AwsInput<S, O>,
    options?: { region?: string },
  ): Promise<AwsOutput<S, O>>;
  /**
   * One declared detail call; never throws for a denied, throttled or failing call: it says so, with the paths
   * and the permission of the declaration. A paged detail operation is read to its end: pass `collectPages`.
   */
  detail<S extends AwsService, O extends AwsOperation<S>>(
    service: S,
    operation: O,
    input: AwsInput<S, O>,
    options?: { region?: string; paths?: string[] },
  ): Promise<Detail<AwsOutput<S, O>>>;
  /** As `detail`, for an operation with pages: all pages, in order. */
  detailPages<S extends AwsService, O extends AwsOperation<S>>(
    service: S,
    operation: O,
    input: AwsInput<S, O>,
    options?: { region?: string; paths?: string[] },
  ): Promise<Detail<AwsOutput<S, O>[]>>;
  /**
   * Runs `work` over `items` with bounded parallelism and yields results in the order of the items. Undefined
   * means that the resource was gone between the list and its detail, and yields nothing.
   */
  mapConcurrently<In>(
    items: Iterable<In> | AsyncIterable<In>,
    work: (item: In) => Promise<ObservedResource | undefined>,
  ): AsyncIterable<ObservedResource>;
};
