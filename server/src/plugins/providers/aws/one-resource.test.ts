import { type Sandbox, startSandbox } from '@infraudit/sandbox';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ObservedResource } from '../../../core/observation.ts';
import type { ProviderSession } from '../../../plugin-kit/define-provider.ts';
import { awsCollectors } from './collectors.generated.ts';
import { awsProvider } from './provider.ts';

const { signal } = new AbortController();
const region = 'us-east-1';
const readAlone = awsCollectors.filter(({ one }) => one !== undefined);

/** An identifier of the same form that names nothing. */
const elsewhere = (externalId: string): string => `${externalId.slice(0, -4)}none`;

let sandbox: Sandbox;
let session: ProviderSession;
beforeAll(async () => {
  sandbox = await startSandbox();
  const { credentials, endpoint: endpointUrl } = sandbox;
  session = await awsProvider.connect(
    { method: 'access_keys', ...credentials },
    {
      settings: { region, endpointUrl },
      allowEndpointOverride: true,
      allowAmbientCredentials: false,
    },
  );
});
afterAll(async () => {
  session?.close();
  await sandbox?.stop();
});
beforeEach(() => {
  sandbox.faults.clear();
  sandbox.requests.length = 0;
});

async function whole(type: string, place: string): Promise<ObservedResource[]> {
  const found: ObservedResource[] = [];
  for await (const event of session.scan({ collector: type, region: place }, signal))
    if (event.kind === 'resource') found.push(event.resource);
  return found;
}
const alone = (type: string, externalId: string) => session.readOne?.(type, externalId, region, signal);

describe.each(readAlone.map((collector) => [collector.resource.type, collector] as const))(
  'one %s alone',
  (type, { scope, lists, details, one }) => {
    let all: ObservedResource[];
    beforeAll(async () => {
      all = await whole(type, scope === 'global' ? 'global' : region);
    });

    it('is the same as among all', async () => {
      expect(all.length).toBeGreaterThan(0);
      for (const resource of [all[0], all.at(-1)])
        expect(await alone(type, resource?.externalId ?? '')).toEqual({ state: 'found', resource });
    });

    it('needs calls of its own, which name it, and none about another', async () => {
      const [first, ...others] = all;
      await alone(type, first?.externalId ?? '');
      const asked = JSON.stringify(sandbox.requests.map(({ input }) => input));
      const named = others.flatMap(({ name, externalId }) => [name, externalId]);
      expect(named.filter((name) => asked.includes(`"${name}"`))).toEqual([]);
      const listed = lists.map(({ operation }) => operation.split(':')[1]);
      const narrowed = new Set(
        one?.('arn:aws:any:us-east-1:000000000000:x/y').map(({ operation }) => operation),
      );
      const declared = new Set([...lists, ...details].map(({ operation }) => operation));
      expect([...narrowed].filter((operation) => !declared.has(operation))).toEqual([]);
      expect(lists.filter(({ operation }) => !narrowed.has(operation))).toEqual([]);
      const calls = sandbox.requests.filter(({ operation }) => listed.includes(operation));
      expect(calls.length).toBeLessThanOrEqual(1);
    });

    it('that is not there is gone', async () => {
      expect(await alone(type, elsewhere(all[0]?.externalId ?? ''))).toEqual({ state: 'gone' });
    });
  },
);

it('of a type that is not asked for alone says so', async () => {
  expect(await alone('iam_user', 'arn:aws:iam::123456789012:user/ada')).toEqual({ state: 'unsupported' });
});

it('a bucket is not taken for another whose name begins with its own', async () => {
  const [bucket] = sandbox.world.buckets.all();
  if (bucket === undefined) throw new Error('the sandbox has no bucket');
  sandbox.world.buckets.put({ ...bucket, Name: `${bucket.Name}-archive` });
  expect(await alone('s3_bucket', `arn:aws:s3:::${bucket.Name}`)).toMatchObject({
    state: 'found',
    resource: { name: bucket.Name },
  });
  const asked = sandbox.requests.map(({ input }) => (input as { Bucket?: string }).Bucket);
  expect(new Set(asked)).toEqual(new Set([undefined, bucket.Name]));
  expect(await alone('s3_bucket', `arn:aws:s3:::${bucket.Name}-arch`)).toEqual({ state: 'gone' });
});

it('what may not be listed is not called gone', async () => {
  const [bucket] = sandbox.world.buckets.all();
  sandbox.faults.deny('s3:ListAllMyBuckets');
  expect(await alone('s3_bucket', `arn:aws:s3:::${bucket?.Name}`)).toMatchObject({
    state: 'unreadable',
    gap: { reason: 'denied', permission: 's3:ListAllMyBuckets' },
  });
});
