import type { AwsService } from './types.ts';

/** How fast one account may call an API in one region. */
export type RequestQuota = {
  ratePerSecond: number;
  burst: number;
  /** Operations with the same bucket name share one allowance; by default each operation has its own. */
  bucket?: string;
  /** `documented`: AWS publishes the figure. `assumed`: AWS publishes none, and we stay at a polite one. */
  basis: 'documented' | 'assumed';
  source: string;
};

const ec2Page = 'https://docs.aws.amazon.com/ec2/latest/devguide/ec2-api-throttling.html';
const kmsPage = 'https://docs.aws.amazon.com/kms/latest/developerguide/requests-per-second.html';
const lambdaPage = 'https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html';
const kinesisPage = 'https://docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html';
const trailPage = 'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/WhatIsCloudTrail-Limits.html';

const apiGatewayPage = 'https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html';
const cloudwatchPage =
  'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_limits.html';
const logsPage = 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html';
const route53Page = 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/DNSLimitations.html';
const wafPage = 'https://docs.aws.amazon.com/waf/latest/developerguide/limits.html';

const documented = (ratePerSecond: number, burst: number, source: string, bucket?: string): RequestQuota => ({
  ratePerSecond,
  burst,
  basis: 'documented',
  source,
  ...(bucket === undefined ? {} : { bucket }),
});
const assumed = (ratePerSecond: number, burst: number): RequestQuota => ({
  ratePerSecond,
  burst,
  basis: 'assumed',
  source: 'AWS publishes no request rate for this API',
});

/** For an API that is in no table below. */
const defaultQuota: RequestQuota = assumed(20, 40);

const perService: Partial<Record<AwsService, RequestQuota>> = {
  acm: assumed(10, 10),
  // Non-mutating actions: a bucket of 100 that gains 20 a second, per action, account and region.
  ec2: documented(20, 100, ec2Page),
  // All control plane calls of Lambda together, except those listed below.
  lambda: documented(15, 15, lambdaPage, 'control-plane'),
  // All reading calls of CloudTrail together, except LookupEvents.
  cloudtrail: documented(10, 10, trailPage, 'read'),
  // All management calls of REST, HTTP and WebSocket APIs together.
  'api-gateway': documented(10, 40, apiGatewayPage, 'management'),
  apigatewayv2: documented(10, 40, apiGatewayPage, 'management'),
  'cloudwatch-logs': assumed(10, 10),
  guardduty: assumed(5, 10),
  inspector2: assumed(5, 10),
  macie2: assumed(5, 10),
  // All calls of an account together.
  'route-53': documented(5, 5, route53Page, 'account'),
  securityhub: assumed(5, 10),
  // The rate is published and the burst is not; six questions per web ACL would take as many seconds without one.
  wafv2: documented(1, 24, wafPage),
  backup: assumed(10, 20),
  dynamodb: assumed(50, 100),
  s3: assumed(100, 200),
  'secrets-manager': assumed(50, 100),
  sns: assumed(30, 30),
  sqs: assumed(100, 200),
  ssm: assumed(10, 20),
};

const perOperation: Record<string, RequestQuota> = {
  'kms:DescribeKey': documented(2000, 2000, kmsPage),
  'kms:GetKeyLastUsage': documented(5, 5, kmsPage),
  'kms:GetKeyPolicy': documented(1000, 1000, kmsPage),
  'kms:GetKeyRotationStatus': documented(1000, 1000, kmsPage),
  'kms:ListAliases': documented(500, 500, kmsPage),
  'kms:ListGrants': documented(100, 100, kmsPage),
  'kms:ListKeys': documented(500, 500, kmsPage),
  'kms:ListResourceTags': documented(2000, 2000, kmsPage),
  'kinesis:DescribeStreamSummary': documented(20, 20, kinesisPage),
  'kinesis:ListStreams': documented(5, 5, kinesisPage),
  'kinesis:ListTagsForStream': documented(5, 5, kinesisPage),
  'lambda:GetFunction': documented(100, 100, lambdaPage),
  'lambda:GetPolicy': documented(15, 15, lambdaPage),
  'cloudtrail:LookupEvents': documented(2, 2, trailPage),
  'cloudwatch:DescribeAlarms': documented(9, 9, cloudwatchPage),
  'cloudwatch-logs:DescribeMetricFilters': documented(5, 5, logsPage),
  'wafv2:ListWebACLs': documented(5, 5, wafPage),
  'wafv2:ListTagsForResource': documented(5, 5, wafPage),
};

/** The quota of `service:Operation`, with the name of the bucket it draws from. */
export function quotaOf(service: AwsService, operation: string): RequestQuota & { bucket: string } {
  const quota = perOperation[`${service}:${operation}`] ?? perService[service] ?? defaultQuota;
  return { ...quota, bucket: quota.bucket ?? operation };
}

/**
 * The least number of seconds in which `calls` of one bucket can be made: the burst is free, the rest comes
 * at the rate. The least time of a whole scan is the maximum over its buckets, because they run in parallel.
 */
export function leastSeconds(calls: number, quota: Pick<RequestQuota, 'ratePerSecond' | 'burst'>): number {
  return Math.max(0, calls - quota.burst) / quota.ratePerSecond;
}

/**
 * `calls` by `region|service:Operation` → the least wall time in seconds that the quotas allow, all of them
 * multiplied by `factor`.
 */
export function leastScanSeconds(calls: ReadonlyMap<string, number>, factor = 1): number {
  const perBucket = new Map<string, { calls: number; quota: RequestQuota }>();
  for (const [key, count] of calls) {
    const [region, operation] = key.split('|') as [string, string];
    const colon = operation.indexOf(':');
    const service = operation.slice(0, colon) as AwsService;
    const quota = quotaOf(service, operation.slice(colon + 1));
    const bucketKey = `${region}|${service}|${quota.bucket}`;
    const sum = perBucket.get(bucketKey) ?? { calls: 0, quota };
    sum.calls += count;
    perBucket.set(bucketKey, sum);
  }
  let least = 0;
  for (const { calls: count, quota } of perBucket.values()) {
    const { ratePerSecond, burst } = quota;
    least = Math.max(
      least,
      leastSeconds(count, { ratePerSecond: ratePerSecond * factor, burst: burst * factor }),
    );
  }
  return least;
}
