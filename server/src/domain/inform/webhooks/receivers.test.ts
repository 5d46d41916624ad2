import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer, type Server, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OpenDatabase } from '../../../platform/db/open-database.ts';
import { describeOnEachEngine } from '../../../platform/db/testing.ts';
import { announce } from '../../../platform/events/outbox.ts';
import { silentLog } from '../../../platform/log/log.ts';
import { createOutboundHttp, type OutboundHttp } from '../../../platform/outbound-http/outbound-http.ts';
import { createSecretBox } from '../../../platform/secrets/secret-box.ts';
import { createTestTenant, type TestTenant } from '../../govern/tenancy/testing.ts';
import { enqueueDeliveries, getDelivery, listAttempts, startDeliveries } from '../deliveries/index.ts';
import { webhookDeliveries } from './sender.ts';
import { createWebhook, type WebhooksDeps } from './service.ts';
import { getWebhook } from './store.ts';
import { openReceiver, type Receiver } from './testing/receiver.ts';

/** The table of the guide, each row tried with a receiver that is so. */

const guide = readFileSync(new URL('../../../../../docs/guides/webhooks.md', import.meta.url), 'utf8');
const rows = [...guide.matchAll(/^\| (?!The receiver|-)(.+?) \| (.+?) \|$/gm)].map(
  ([, receiver = '', delivery = '']) => ({
    receiver,
    delivery,
  }),
);

type Outcome = {
  status: string;
  reason: string | null;
  retryInSeconds: number | null;
  attempts: number;
  webhook: string;
  response: { status: number; body: string } | null;
};

describeOnEachEngine('a delivery', (open, engine) => {
  let db: OpenDatabase;
  let tenant: TestTenant;
  let receiver: Receiver;
  let mute: Server;
  const sockets = new Set<Socket>();
  const closing: (() => Promise<unknown>)[] = [];
  const lookups: string[] = [];
  const clock = { now: () => new Date() };

  beforeAll(async () => {
    db = await open();
    tenant = await createTestTenant(db, 'Acme');
    receiver = await openReceiver();
    mute = createServer((socket) => {
      sockets.add(socket);
      socket.on('error', () => undefined);
    });
    await new Promise<void>((resolve) => mute.listen(0, '127.0.0.1', resolve));
  });
  afterAll(async () => {
    for (const close of closing) await close();
    for (const socket of sockets) socket.destroy();
    mute.close();
    await receiver.close();
  });

  function parts(outbound: OutboundHttp): WebhooksDeps {
    return {
      db,
      clock,
      announce,
      secrets: createSecretBox('ab'.repeat(32)),
      outbound,
      allowPrivateAddresses: true,
    };
  }
  async function started(outbound: OutboundHttp): Promise<WebhooksDeps> {
    const deps = parts(outbound);
    const engineOf = await startDeliveries({
      db,
      clock,
      log: silentLog,
      kinds: { webhook: webhookDeliveries(deps) },
      limits: { lookAgainMs: 50 },
    });
    closing.push(
      () => engineOf.stop(),
      () => outbound.close(),
    );
    return deps;
  }

  /** A webhook at this address, and what came of its first message. */
  async function outcome(deps: WebhooksDeps, url: string): Promise<Outcome> {
    const { id } = await createWebhook(deps, tenant.scope, {
      name: 'Receiver',
      url,
      events: ['*'],
      enabled: false,
      secret: undefined,
    });
    await db.asSystem({ system: true, why: 'the test enables without a ping' }, (tx) =>
      tx.sql.updateTable('webhooks').set({ status: 'active' }).where('id', '=', id).execute(),
    );
    const startedAt = Date.now();
    const [deliveryId = ''] = await db.within(tenant.scope, (tx) =>
      enqueueDeliveries({ clock }, tx, [
        {
          kind: 'webhook',
          destinationId: id,
          eventType: 'drift.detected',
          dedupeKey: id,
          body: { timestamp: clock.now().toISOString(), data: {} },
        },
      ]),
    );
    for (;;) {
      const found = await db.within(tenant.scope, async (tx) => {
        const row = await getDelivery(tx, { kind: 'webhook', destinationId: id }, deliveryId);
        const [attempt] = await listAttempts(tx, deliveryId, 1);
        return { row, attempt, webhook: await getWebhook(tx, id) };
      });
      const { row, attempt } = found;
      if (row !== undefined && row.status !== 'sending' && attempt !== undefined) {
        const end = attempt.ended_at.getTime();
        expect(end).toBeGreaterThanOrEqual(startedAt);
        return {
          status: row.status,
          reason: row.reason,
          attempts: row.attempts,
          retryInSeconds: row.next_attempt_at === null ? null : (row.next_attempt_at.getTime() - end) / 1000,
          webhook: found.webhook?.status ?? '',
          response: attempt.response as Outcome['response'],
        };
      }
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  }

  const arrived = { status: 'sent', retryInSeconds: null, webhook: 'active' };
  const again = { status: 'pending', retryInSeconds: 300, webhook: 'active' };
  const answering =
    (status: number, headers: Record<string, string> = {}, body = '') =>
    async () => {
      receiver.answer = (_request, response) => void response.writeHead(status, headers).end(body);
      return receiver.url;
    };

  /** By the first cell of the guide's table: receivers that are so, and what the second cell means. */
  const cases: Record<
    string,
    { receivers: (() => Promise<string>)[]; means: Partial<Outcome>; says?: RegExp }
  > = {
    'answers 200 to 299': {
      receivers: [answering(200), answering(202), answering(204), answering(299)],
      means: arrived,
    },
    'is down: nothing listens, or its name is not known': {
      receivers: [async () => 'http://127.0.0.1:1/', async () => 'http://no-such-name.invalid/'],
      means: again,
      says: /nothing listens there|there is no such name|could not be resolved/,
    },
    'is slow: no answer within 10 seconds': {
      receivers: [async () => `http://127.0.0.1:${(mute.address() as AddressInfo).port}`],
      means: again,
      says: /did not answer within 10 s/,
    },
    'breaks the connection': {
      receivers: [
        async () => {
          receiver.answer = (_request, response) => void response.destroy();
          return receiver.url;
        },
      ],
      means: again,
      says: /closed the connection/,
    },
    'answers 301, 302, 307 or 308': {
      receivers: [301, 302, 307, 308].map((status) =>
        answering(status, { location: 'http://127.0.0.1:1/secret' }),
      ),
      means: again,
      says: /redirects are not followed/,
    },
    'answers 400, 401, 404 or 500': {
      receivers: [400, 401, 404, 500].map((status) => answering(status)),
      means: again,
      says: /it answered \d+/,
    },
    'answers 429 or 503 with Retry-After': {
      receivers: [429, 503].map((status) => answering(status, { 'retry-after': '900' })),
      means: { ...again, retryInSeconds: 900 },
    },
    'answers 410': {
      receivers: [answering(410)],
      means: { status: 'failed', retryInSeconds: null, webhook: 'paused', attempts: 1 },
    },
    'answers 200 and never ends its body': {
      receivers: [
        async () => {
          receiver.answer = (_request, response) => {
            response.writeHead(200);
            const drip = setInterval(() => response.write('x'.repeat(1000)), 5);
            response.on('close', () => clearInterval(drip));
          };
          return receiver.url;
        },
        async () => {
          receiver.answer = (_request, response) => void response.writeHead(200).write('and then nothing');
          return receiver.url;
        },
      ],
      means: arrived,
    },
  };

  describe('to a receiver that', () => {
    let deps: WebhooksDeps;
    beforeAll(async () => {
      deps = await started(createOutboundHttp({ allowPrivateAddresses: true, userAgent: 'InfraAudit/test' }));
    });
    const tried = Object.entries(cases).filter(
      ([words]) => engine === 'pglite' || !words.startsWith('is slow'),
    );
    it.each(tried)('%s', async (words, { receivers, means, says }) => {
      for (const receiverOf of receivers) {
        const result = await outcome(deps, await receiverOf());
        expect(result, words).toMatchObject(means);
        if (says !== undefined) expect(result.reason).toMatch(says);
        expect(result.response?.body.length ?? 0).toBeLessThanOrEqual(4096);
      }
    });
    it('asks for more patience than 2 hours gets 2 hours', async () => {
      const url = await answering(429, { 'retry-after': new Date(Date.now() + 86_400_000).toUTCString() })();
      expect((await outcome(deps, url)).retryInSeconds).toBe(7200);
    });
  });

  it('to a receiver that has a private address is tried again and never connected to', async () => {
    const before = receiver.received.length;
    const guarded = createOutboundHttp({ allowPrivateAddresses: false, userAgent: 'InfraAudit/test' });
    const deps = parts(guarded);
    closing.push(() => guarded.close());
    const handler = webhookDeliveries(deps);
    receiver.answer = (_request, response) => void response.writeHead(200).end();
    for (const url of [receiver.url, 'http://169.254.169.254/latest/meta-data/', 'http://[::1]:1/']) {
      const { id } = await createWebhook(deps, tenant.scope, {
        name: 'Private',
        url,
        events: ['*'],
        enabled: true,
        secret: undefined,
      });
      const result = await handler.send(message(id), new AbortController().signal);
      expect(result).toMatchObject({ outcome: 'retry' });
      expect('reason' in result && result.reason).toMatch(/not an address of the public internet/);
    }
    const posts = receiver.received
      .slice(before)
      .filter(({ headers }) => headers['x-infraaudit-delivery'] === 'dlv_private');
    expect(posts).toEqual([]);
  });

  it('to a name that changes to a private address is never connected to: it is resolved at each attempt', async () => {
    const answers = [new Error('not yet'), '127.0.0.1', '10.0.0.1', '169.254.169.254'];
    const guarded = createOutboundHttp({
      allowPrivateAddresses: false,
      userAgent: 'InfraAudit/test',
      resolve: async (host) => {
        const next = answers[lookups.length];
        lookups.push(host);
        if (typeof next !== 'string') throw Object.assign(new Error('no such name'), { code: 'ENOTFOUND' });
        return [{ address: next, family: 4 }];
      },
    });
    closing.push(() => guarded.close());
    const deps = parts(guarded);
    const handler = webhookDeliveries(deps);
    const { port } = new URL(receiver.url);
    const { id } = await createWebhook(deps, tenant.scope, {
      name: 'Moving',
      url: `http://moving.example:${port}/`,
      events: ['*'],
      enabled: false,
      secret: undefined,
    });
    await db.asSystem({ system: true, why: 'the test enables without a ping' }, (tx) =>
      tx.sql.updateTable('webhooks').set({ status: 'active' }).where('id', '=', id).execute(),
    );
    const reasons: string[] = [];
    for (const _attempt of answers) {
      const result = await handler.send(message(id), new AbortController().signal);
      reasons.push('reason' in result ? `${result.outcome}: ${result.reason}` : result.outcome);
    }
    expect(reasons[0]).toMatch(/^retry: .*no such name/);
    for (const reason of reasons.slice(1))
      expect(reason).toMatch(/^retry: .*not an address of the public internet/);
    expect(lookups).toEqual(Array(4).fill('moving.example'));
  });

  it('is told of in the guide row by row, and every row is tried here', () => {
    const byName = ['has a private address', 'had a public address, and its name now leads to a private one'];
    expect(rows.map(({ receiver: words }) => words)).toEqual([...Object.keys(cases), ...byName]);
    for (const { receiver: words, delivery } of rows) {
      const means = cases[words]?.means ?? again;
      const begins = { sent: 'arrived', pending: 'is tried again', failed: 'has failed' }[means.status ?? ''];
      expect(delivery, words).toMatch(new RegExp(`^${begins}`));
    }
  });

  const message = (destinationId: string) => ({
    id: 'dlv_private',
    organizationId: tenant.organizationId,
    kind: 'webhook' as const,
    destinationId,
    eventType: 'drift.detected',
    body: { timestamp: clock.now().toISOString(), data: {} },
    attempt: 1,
    createdAt: clock.now(),
  });
});
