import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { HttpResponse } from '@smithy/core/protocols';
import { describe, expect, test } from 'vitest';
import { openExchange } from './protocols/exchange.ts';
import { compileOperation, type OperationShape, type Shape } from './protocols/shape.ts';
import { clientOf, send } from './sdk-clients.ts';
import { services } from './services/catalogue.ts';
import type { ServiceDefinition } from './services/service.ts';

/** Files of the recorded answers, and which of our services each holds. */
const files: Record<string, string[]> = {
  autoscaling: ['autoscaling'],
  cloudfront: ['cloudfront'],
  cloudtrail: ['cloudtrail'],
  config: ['config'],
  dynamodb: ['dynamodb'],
  ec2: ['ec2'],
  ecr: ['ecr'],
  ecs: ['ecs'],
  eks: ['eks'],
  elasticloadbalancing: ['elasticloadbalancing', 'elasticloadbalancingv2'],
  iam: ['iam'],
  kms: ['kms'],
  lambda: ['lambda'],
  logs: ['logs'],
  rds: ['rds'],
  s3: ['s3'],
  secretsmanager: ['secretsmanager'],
  sns: ['sns'],
  sqs: ['sqs'],
  sts: ['sts'],
};

function findCorpora(): string | undefined {
  for (let folder = import.meta.dirname; folder !== dirname(folder); folder = dirname(folder)) {
    const found = join(folder, '../shared/corpora/c7n-placebo');
    if (existsSync(found)) return found;
  }
  return undefined;
}

interface Recorded {
  op: string;
  status: number;
  data: Record<string, unknown>;
}

/** Thrown for a record whose types AWS could never have sent: written by hand for some test of its own. */
const invented = Symbol('invented');

/** The recorded answer with dates and bytes as the SDK has them; members that the SDK does not know fall away. */
function revive(shape: Shape, value: unknown): unknown {
  if (value === null || value === undefined) return undefined;
  if (shape.kind === 'structure') {
    if (typeof value !== 'object') throw invented;
    const revived = shape.members
      .map((member) => [member.name, revive(member.shape, (value as Record<string, unknown>)[member.name])])
      .filter(([, content]) => content !== undefined);
    return Object.fromEntries(revived);
  }
  if (shape.kind === 'list') {
    if (!Array.isArray(value)) throw invented;
    return value.map((item) => revive(shape.member, item));
  }
  if (shape.kind === 'map') {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, revive(shape.value, item)]));
  }
  if (shape.kind === 'timestamp') {
    const date = typeof value === 'number' ? new Date(value * 1000) : new Date(String(value));
    if (Number.isNaN(date.getTime())) throw invented;
    return date;
  }
  if (shape.kind === 'blob') return new TextEncoder().encode(String(value));
  if (typeof value === 'object') throw invented;
  return value;
}

/** The least input that the client accepts; what it says does not matter, the answer is given. */
function someInput(shape: OperationShape): object {
  const input: Record<string, unknown> = {};
  for (const { name, shape: member } of shape.input.members) {
    if (name === 'AccountId') continue;
    if (name === 'QueueUrl') input[name] = 'http://127.0.0.1:1/1/queue';
    else if (member.kind === 'string') input[name] = 'x';
    else if (member.kind === 'list' && member.member.kind === 'string') input[name] = ['x'];
  }
  return input;
}

interface Replay {
  /** Writes an answer with our writer and reads it with the real client. */
  through(shape: OperationShape, output: object): Promise<object>;
}

async function createReplay(service: ServiceDefinition): Promise<Replay> {
  const exchange = await openExchange(service, () => 0);
  const sandbox = { endpoint: 'http://127.0.0.1:1', credentials: { accessKeyId: 'a', secretAccessKey: 'b' } };
  let response: HttpResponse | undefined;
  const requestHandler = { handle: async () => ({ response }) };
  const client = await clientOf(sandbox, service.id, 'us-east-1', { requestHandler });
  return {
    through: async (shape, output) => {
      const wire = exchange.write(shape.name, output as Record<string, unknown>, 'request-1');
      const body = Readable.from([Buffer.from(wire.body)]);
      response = new HttpResponse({ statusCode: wire.status, headers: { ...wire.headers }, body });
      const { $metadata: _, ...answer } = await send(client, service.id, shape.name, someInput(shape));
      return answer;
    },
  };
}

function serviceOf(ids: string[], record: Recorded): ServiceDefinition | undefined {
  const classic =
    'LoadBalancerDescriptions' in record.data ||
    'LoadBalancerAttributes' in record.data ||
    JSON.stringify(record.data.TagDescriptions ?? '').includes('"LoadBalancerName"');
  const id = ids.length > 1 && !classic ? ids[1] : ids[0];
  return services.find((service) => service.id === id && record.op in service.operations);
}

const corpora = findCorpora();
if (!corpora)
  console.warn('The recorded AWS answers (shared/corpora/c7n-placebo) are absent; nothing is compared.');

describe.skipIf(!corpora)('answers recorded from AWS', () => {
  test.for(Object.entries(files))(
    'of %s pass our wire and the real client unchanged',
    async ([file, ids]) => {
      const lines = readFileSync(join(corpora ?? '', `${file}.jsonl`), 'utf8').split('\n');
      const replays = new Map<string, Replay>();
      let same = 0;
      let notFromAws = 0;
      for (const line of lines.filter(Boolean)) {
        const record = JSON.parse(line) as Recorded;
        const service = record.status === 200 ? serviceOf(ids, record) : undefined;
        if (!service) continue;
        const module = (await service.load()) as Record<string, unknown>;
        const shape = compileOperation(module[`${record.op}$`]);
        let output: object;
        try {
          output = revive(shape.output, record.data) as object;
        } catch (reason) {
          if (reason !== invented) throw reason;
          notFromAws += 1;
          continue;
        }
        const replay = replays.get(service.id) ?? (await createReplay(service));
        replays.set(service.id, replay);
        expect(await replay.through(shape, output), line.slice(0, 120)).toEqual(output);
        same += 1;
      }
      expect(same).toBeGreaterThan(0);
      expect(notFromAws).toBeLessThanOrEqual(3);
    },
  );
});
