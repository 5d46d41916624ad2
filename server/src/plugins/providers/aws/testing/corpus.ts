import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AwsService } from '../session/types.ts';
import type { Recorded } from './replay.ts';

/** One recorded answer: the `seq`-th of operation `op` in the scenario `test`. */
export type CorpusRecord = {
  test: string;
  op: string;
  seq: number;
  status: number;
  data: Record<string, unknown>;
};
export type Corpus = {
  /** Every record of `service:Operation`. */
  of(operation: string): readonly CorpusRecord[];
};

// The recorder named its files after the services' host names.
const fileOf: Partial<Record<AwsService, string>> = {
  accessanalyzer: 'access-analyzer',
  'api-gateway': 'apigateway',
  apigatewayv2: 'apigateway',
  'auto-scaling': 'autoscaling',
  cloudwatch: 'monitoring',
  'cloudwatch-logs': 'logs',
  'config-service': 'config',
  efs: 'elasticfilesystem',
  'elastic-load-balancing': 'elasticloadbalancing',
  'elastic-load-balancing-v2': 'elasticloadbalancing',
  // The older API of the same domains.
  opensearch: 'es',
  'route-53': 'route53',
  'secrets-manager': 'secretsmanager',
};

/** The folder of recorded answers beside the repository; undefined where it is not there. */
export function corpusFolder(): string | undefined {
  let folder = dirname(fileURLToPath(import.meta.url));
  for (let depth = 0; depth < 12; depth++) {
    const candidate = join(folder, 'shared', 'corpora', 'c7n-placebo');
    if (existsSync(candidate) && readdirSync(candidate).some((name) => name.endsWith('.jsonl')))
      return candidate;
    folder = dirname(folder);
  }
  return undefined;
}

export function openCorpus(folder: string): Corpus {
  const files = new Map<string, Map<string, CorpusRecord[]>>();
  const load = (service: AwsService): Map<string, CorpusRecord[]> => {
    const path = join(folder, `${fileOf[service] ?? service}.jsonl`);
    let records = files.get(path);
    if (records === undefined) {
      records = new Map();
      const lines = existsSync(path) ? readFileSync(path, 'utf8').split('\n') : [];
      for (const line of lines) {
        if (line.trim() === '') continue;
        const record = JSON.parse(line) as CorpusRecord;
        const known = records.get(record.op);
        if (known === undefined) records.set(record.op, [record]);
        else known.push(record);
      }
      files.set(path, records);
    }
    return records;
  };
  return {
    of(operation) {
      const [service, op] = operation.split(':') as [AwsService, string];
      const records = load(service).get(op) ?? [];
      return records.filter((record) => belongsTo(service, record));
    },
  };
}

// Both generations of load balancers are in one file and share operation names; the answers tell them apart.
function belongsTo(service: AwsService, record: CorpusRecord): boolean {
  if (service !== 'elastic-load-balancing' && service !== 'elastic-load-balancing-v2') return true;
  const classic =
    'LoadBalancerDescriptions' in record.data ||
    'PolicyDescriptions' in record.data ||
    (typeof record.data.LoadBalancerAttributes === 'object' &&
      'CrossZoneLoadBalancing' in (record.data.LoadBalancerAttributes ?? {})) ||
    (Array.isArray(record.data.TagDescriptions) &&
      record.data.TagDescriptions.some((tag) => 'LoadBalancerName' in tag));
  return classic === (service === 'elastic-load-balancing');
}

/** The record as a replayed answer, errors by AWS's code. */
export function answerOf(record: CorpusRecord): Recorded {
  const failure = record.data.Error as { Code?: string; Message?: string } | undefined;
  if (record.status < 400 && failure === undefined) return record.data;
  return {
    error: failure?.Code ?? 'InternalError',
    status: record.status,
    ...(failure?.Message === undefined ? {} : { message: failure.Message }),
  };
}

/**
 * Lists of what holds the resources of a type, by the type, with an answer that leads to the list of the
 * resources themselves: services are listed cluster by cluster.
 */
export const holders: Record<string, Record<string, Record<string, unknown>>> = {
  ecs_service: {
    'ecs:ListClusters': { clusterArns: ['arn:aws:ecs:us-east-1:644160558196:cluster/holder'] },
  },
};

/** The resources that a list's answer names, at the place where that operation keeps them. */
export function itemsOf(operation: string, data: Record<string, unknown>): unknown[] {
  if (operation === 'ec2:DescribeInstances') {
    const reservations = (data.Reservations ?? []) as { Instances?: unknown[] }[];
    return reservations.flatMap((reservation) => reservation.Instances ?? []);
  }
  if (operation === 'cloudfront:ListDistributions') {
    return (data.DistributionList as { Items?: unknown[] } | undefined)?.Items ?? [];
  }
  if (operation === 'cloudtrail:DescribeTrails') return (data.trailList ?? data.Trails ?? []) as unknown[];
  if (operation === 'cloudwatch:DescribeAlarms') return (data.MetricAlarms ?? []) as unknown[];
  // One answer about the account is one resource.
  if (operation === 'iam:GetAccountSummary') return [data];
  const arrays = Object.entries(data).filter((entry): entry is [string, unknown[]] =>
    Array.isArray(entry[1]),
  );
  const [first] = arrays;
  if (arrays.length <= 1) return first?.[1] ?? [];
  // Of several arrays the one that the operation is named after.
  const noun = operation.replace(/^.*:(Describe|List|Get)/, '').toLowerCase();
  const named = arrays.find(([name]) => name.toLowerCase() === noun);
  if (named === undefined)
    throw new Error(`${operation} answers with ${arrays.length} arrays; say here which counts`);
  return named[1];
}

/** What makes a listed item the same as another: some recordings repeat one to make their list longer. */
export function identityOf(item: unknown): string {
  if (typeof item !== 'object' || item === null) return String(item);
  const { InstanceId, LoadBalancerName, LoadBalancerArn } = item as Record<string, unknown>;
  return JSON.stringify(InstanceId ?? LoadBalancerArn ?? LoadBalancerName ?? item);
}
