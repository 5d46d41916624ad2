import { Webhook } from 'standardwebhooks';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Composed, composeForTests } from '../../../../test/composed.ts';
import type { JsonObject } from '../../../core/json.ts';
import type { Scope } from '../../../core/scope.ts';
import { describeOnEachEngine } from '../../../platform/db/testing.ts';
import { announce } from '../../../platform/events/outbox.ts';
import { createSecretBox } from '../../../platform/secrets/secret-box.ts';
import { listAuditEvents } from '../../govern/audit-log/index.ts';
import { addTestMember, createTestTenant, type TestTenant } from '../../govern/tenancy/testing.ts';
import { enqueueDeliveries } from '../deliveries/index.ts';
import { resealWebhookSecrets } from './secrets.ts';
import { bodySignature, newSecret, verifySignature } from './signature.ts';
import { getWebhook } from './store.ts';
import { openReceiver, type Received, type Receiver } from './testing/receiver.ts';

type WebhookView = {
  id: string;
  name: string;
  url: string;
  events: string[];
  enabled: boolean;
  status: string;
  secret: string;
  paused_reason: string | null;
  former_secret_until: string | null;
  failures_in_a_row: number;
  last_delivery_status: string | null;
};
type DeliveryView = {
  id: string;
  event: string;
  status: string;
  attempts: number;
  reason: string | null;
  status_code: number | null;
  next_retry_at: string | null;
  payload: string;
  attempt_list: {
    attempt: number;
    outcome: string;
    request: { headers: Record<string, string> } | null;
    response: { status: number; body: string } | null;
  }[];
};
type Page<T> = { data: T[]; meta: { total: number } };

describeOnEachEngine('webhooks', (open) => {
  let app: Composed;
  let tenant: TestTenant;
  let receiver: Receiver;

  beforeAll(async () => {
    app = await composeForTests(await open());
  });
  afterAll(async () => {
    await app?.stop();
  });
  beforeEach(async () => {
    tenant = await createTestTenant(app.db, 'Acme');
    receiver = await openReceiver();
  });
  afterEach(async () => await receiver.close());

  const call = <T>(
    operationId: string,
    input: { params?: object; query?: object; body?: object } = {},
    scope?: Scope,
  ) => app.call<T>(operationId, { ...input, scope: scope ?? tenant.scope });
  const create = (more: object = {}) =>
    call<WebhookView>('createWebhook', {
      body: { name: 'Audit', url: `${receiver.url}/hook`, events: ['*'], ...more },
    });
  const get = (id: string, scope?: Scope) => call<WebhookView>('getWebhook', { params: { id } }, scope);
  const deliveries = async (id: string, query: object = {}) =>
    (await call<Page<DeliveryView>>('listWebhookDeliveries', { params: { id }, query })).data;
  const delivery = (id: string, deliveryId: string) =>
    call<DeliveryView>('getWebhookDelivery', { params: { id, delivery_id: deliveryId } });
  async function settled(id: string, count: number): Promise<DeliveryView[]> {
    for (let tries = 0; ; tries++) {
      const rows = await deliveries(id);
      const over = rows.filter(({ status, next_retry_at }) => status !== 'pending' || next_retry_at !== null);
      if (over.length >= count) return rows;
      if (tries > 400) throw new Error(`still ${JSON.stringify(rows)}`);
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  }
  /** The product announces it, and it goes the way of every event. */
  async function tell(type: string, payload: JsonObject, eventId: number): Promise<void> {
    const subscriber = app.domain.subscribers.find(({ name }) => name === 'webhooks');
    await subscriber?.handle(
      { id: eventId, organizationId: tenant.organizationId, type, payload, at: new Date() },
      new AbortController().signal,
    );
  }
  let eventId = 5_000_000;
  const drift = (payload: JsonObject = { drift_id: 1, severity: 'high' }) =>
    tell('drift.detected', payload, ++eventId);
  const proves = (secret: string, { headers, body }: Received) =>
    verifySignature({ secret, headers, body, now: new Date(), toleranceSeconds: 300 }).valid;
  const audited = async () => {
    const { events } = await app.db.within(tenant.scope, (tx) =>
      listAuditEvents(tx, {}, { perPage: 50, offset: 0 }),
    );
    return events.filter(({ action }) => action.startsWith('webhook.')).map(({ action }) => action);
  };

  describe('creating one', () => {
    it('sends a ping with both kinds of signature, and shows the secret this once', async () => {
      const webhook = await create({ events: ['drift.detected', 'drift.detected'] });
      expect(webhook).toMatchObject({ status: 'active', enabled: true, events: ['drift.detected'] });
      expect(webhook.secret).toMatch(/^whsec_/);
      const [ping] = await receiver.until(1);
      const sent = JSON.parse(ping?.body ?? '') as JsonObject;
      expect(Object.keys(sent)).toEqual(['event', 'timestamp', 'webhook_id', 'delivery_id', 'data']);
      expect(sent).toMatchObject({ event: 'ping', webhook_id: webhook.id, data: { webhook_id: webhook.id } });
      expect(ping?.headers).toMatchObject({
        'content-type': 'application/json',
        'user-agent': 'InfraAudit/test',
        'x-infraaudit-event': 'ping',
        'x-infraaudit-delivery': sent.delivery_id,
        'webhook-id': sent.delivery_id,
        'x-infraaudit-signature': bodySignature(webhook.secret, ping?.body ?? ''),
      });
      expect(new Webhook(webhook.secret).verify(ping?.body ?? '', ping?.headers ?? {})).toEqual(sent);
      await settled(webhook.id, 1);
      const shown = await get(webhook.id);
      expect(shown).toMatchObject({ last_delivery_status: 'success' });
      expect(JSON.stringify(shown)).not.toContain(webhook.secret);
      expect(await audited()).toEqual(['webhook.created']);
    });

    it('takes a secret of your own', async () => {
      const secret = newSecret();
      await create({ secret });
      const [ping] = await receiver.until(1);
      expect(ping !== undefined && proves(secret, ping)).toBe(true);
    });

    it('disabled sends nothing', async () => {
      const webhook = await create({ enabled: false });
      expect(webhook.status).toBe('disabled');
      expect(await deliveries(webhook.id)).toEqual([]);
    });

    it.each([
      ['an address that is no address', { url: 'not an address' }, 'url'],
      ['another protocol', { url: 'ftp://example.com/' }, 'url'],
      ['a password in the address', { url: 'https://me:secret@example.com/' }, 'url'],
      ['a short secret', { secret: 'whsec_c2hvcnQ=' }, 'secret'],
    ])('refuses %s by the name of the field', async (_words, more, path) => {
      await expect(create(more)).rejects.toMatchObject({ details: [{ path }] });
    });

    it.each([{ events: ['drift.*'] }, { events: [] }, { events: ['ping'] }, { name: '' }])(
      'refuses %j',
      async (more) => {
        await expect(create(more)).rejects.toThrow();
      },
    );

    it('stores the secret sealed', async () => {
      const webhook = await create();
      const row = await app.db.within(tenant.scope, (tx) => getWebhook(tx, webhook.id));
      expect(row?.secret.includes(Buffer.from(webhook.secret.slice(6)))).toBe(false);
    });
  });

  describe('an event', () => {
    it('goes to the webhooks that want it, once however often it is announced, in the published shape', async () => {
      const wants = await create({ events: ['drift.detected'], url: `${receiver.url}/wants` });
      await create({ events: ['job.failed'], url: `${receiver.url}/other` });
      await create({ events: ['*'], url: `${receiver.url}/all` });
      await receiver.until(3);
      await drift({ drift_id: 7, severity: 'high', summary: 'Port 22 is open' });
      await tell('drift.detected', { drift_id: 7, severity: 'high', summary: 'Port 22 is open' }, eventId);
      await receiver.until(5);
      await settled(wants.id, 2);
      const heard = receiver.received.filter(({ headers }) => headers['x-infraaudit-event'] !== 'ping');
      expect(heard.map(({ path }) => path).sort()).toEqual(['/all', '/wants']);
      const { event, data } = JSON.parse(heard[0]?.body ?? '') as { event: string; data: JsonObject };
      expect(event).toBe('drift.detected');
      expect(Object.keys(data).slice(0, 3)).toEqual(['drift_id', 'drift_type', 'severity']);
      expect(data).toMatchObject({
        drift_id: 7,
        severity: 'high',
        summary: 'Port 22 is open',
        resource_name: null,
      });
      expect(heard.every((one) => JSON.parse(one.body).delivery_id === one.headers['webhook-id'])).toBe(true);
    });

    it('of the product itself arrives by the outbox', async () => {
      await create({ events: ['compliance.restored'] });
      await receiver.until(1);
      await app.db.within(tenant.scope, (tx) =>
        announce(tx, { type: 'compliance.restored', payload: { assessment_id: 3, control_id: 'x' } }),
      );
      const { startDispatcher } = await import('../../../platform/events/dispatcher.ts');
      const { openQueue } = await import('../../../platform/queue/open-queue.ts');
      const { silentLog } = await import('../../../platform/log/log.ts');
      const subscriber = app.domain.subscribers.find(({ name }) => name === 'webhooks');
      const queue = await openQueue({
        database: app.db,
        log: silentLog,
        names: ['events-webhooks'],
        pollSeconds: 0.5,
      });
      const dispatcher = await startDispatcher({
        database: app.db,
        queue,
        clock: { now: () => new Date() },
        log: silentLog,
        subscribers: subscriber === undefined ? [] : [subscriber],
      });
      const heard = await receiver.until(2);
      expect(JSON.parse(heard[1]?.body ?? '')).toMatchObject({
        event: 'compliance.restored',
        data: { assessment_id: 3 },
      });
      await dispatcher.stop();
      await queue.stop(1);
    });

    it('that fails is tried again in 5 minutes, with every exchange on record and no signature in it', async () => {
      const webhook = await create();
      await receiver.until(1);
      receiver.answer = (_request, response) =>
        void response.writeHead(500, { 'x-fault': 'yes' }).end('broken\u0000');
      await drift();
      const [row] = await settled(webhook.id, 2);
      expect(row).toMatchObject({
        status: 'pending',
        attempts: 1,
        reason: 'it answered 500',
        status_code: 500,
      });
      const wait = Date.parse(row?.next_retry_at ?? '') - Date.now();
      expect(wait).toBeGreaterThan(290_000);
      expect(wait).toBeLessThanOrEqual(300_000);
      const detail = await delivery(webhook.id, row?.id ?? '');
      expect(detail.payload).toBe(receiver.received[1]?.body);
      expect(detail.attempt_list[0]?.response).toMatchObject({ status: 500, body: 'broken\ufffd' });
      const recorded = detail.attempt_list[0]?.request?.headers ?? {};
      const real = receiver.received[1]?.headers ?? {};
      for (const name of ['webhook-signature', 'x-infraaudit-signature']) {
        expect(recorded[name]).not.toBe(real[name]);
        expect(real[name]).toContain((recorded[name] ?? '').replace('…', ''));
      }
    });
  });

  it('a ping is not tried again', async () => {
    receiver.answer = (_request, response) => void response.writeHead(500).end();
    const webhook = await create();
    const [ping] = await settled(webhook.id, 1);
    expect(ping).toMatchObject({ event: 'ping', status: 'failed', attempts: 1 });
  });

  it('can be tested', async () => {
    const webhook = await create();
    await receiver.until(1);
    const { delivery_id } = await call<{ delivery_id: string }>('testWebhook', {
      params: { id: webhook.id },
    });
    const heard = await receiver.until(2);
    expect(heard[1]?.headers['webhook-id']).toBe(delivery_id);
  });

  describe('disabled', () => {
    it('gets nothing, what waits is suppressed, and nothing is sent later when it is enabled', async () => {
      const webhook = await create();
      await settled(webhook.id, 1);
      receiver.answer = (_request, response) => void response.writeHead(500).end();
      await drift();
      await settled(webhook.id, 2);
      await call('disableWebhook', { params: { id: webhook.id } });
      expect((await deliveries(webhook.id)).map(({ status }) => status)).toEqual(['suppressed', 'success']);
      await drift();
      expect(await deliveries(webhook.id)).toHaveLength(2);
      await expect(call('testWebhook', { params: { id: webhook.id } })).rejects.toMatchObject({
        code: 'conflict',
      });
      const enabled = await call<WebhookView>('enableWebhook', { params: { id: webhook.id } });
      expect(enabled).toMatchObject({ status: 'active', failures_in_a_row: 0 });
      expect((await deliveries(webhook.id)).map(({ status }) => status)).toEqual(['suppressed', 'success']);
      expect(receiver.received).toHaveLength(2);
      expect(await audited()).toEqual(['webhook.enabled', 'webhook.disabled', 'webhook.created']);
    });

    it('while an attempt is under way is not tried again', async () => {
      const webhook = await create();
      await settled(webhook.id, 1);
      let goOn: () => void = () => undefined;
      const gate = new Promise<void>((resolve) => {
        goOn = resolve;
      });
      receiver.answer = (_request, response) => void gate.then(() => response.writeHead(500).end());
      await drift();
      await receiver.until(2);
      await call('disableWebhook', { params: { id: webhook.id } });
      goOn();
      const rows = await settled(webhook.id, 2);
      for (let tries = 0; tries < 100 && (await deliveries(webhook.id))[0]?.status === 'pending'; tries++) {
        await new Promise((resolve) => setTimeout(resolve, 25));
      }
      expect(rows).toHaveLength(2);
      expect((await deliveries(webhook.id))[0]?.status).toBe('suppressed');
    });
  });

  it('that answers 410 is paused, which is announced, and can be enabled again', async () => {
    const webhook = await create();
    await settled(webhook.id, 1);
    receiver.answer = (_request, response) => void response.writeHead(410).end();
    await drift();
    const [row] = await settled(webhook.id, 2);
    expect(row).toMatchObject({ status: 'failed', attempts: 1 });
    expect(await get(webhook.id)).toMatchObject({
      status: 'paused',
      enabled: false,
      paused_reason: 'it answered 410 Gone',
    });
    const announced = await app.db.within(tenant.scope, (tx) =>
      tx.sql
        .selectFrom('outbox_events')
        .select('payload')
        .where('organization_id', '=', tenant.organizationId)
        .where('type', '=', 'webhook.paused')
        .execute(),
    );
    expect(announced).toMatchObject([
      { payload: { webhook_id: webhook.id, reason: 'it answered 410 Gone' } },
    ]);
    expect((await audited())[0]).toBe('webhook.paused');
    const enabled = await call<WebhookView>('enableWebhook', { params: { id: webhook.id } });
    expect(enabled).toMatchObject({ status: 'active', paused_reason: null });
  });

  it('gets a failed message again by hand, with the same id', async () => {
    const webhook = await create();
    await settled(webhook.id, 1);
    receiver.answer = (_request, response) => void response.writeHead(500).end();
    await drift();
    const [row] = await settled(webhook.id, 2);
    const params = { id: webhook.id, delivery_id: row?.id ?? '' };
    receiver.answer = (_request, response) => void response.writeHead(200).end();
    // It need not wait for its next attempt.
    await call('redeliverWebhookDelivery', { params });
    const now = await receiver.until(3);
    expect(now[2]?.headers['webhook-id']).toBe(row?.id);
    const [ping] = await deliveries(webhook.id, { event: 'ping' });
    await call('redeliverWebhookDelivery', { params: { id: webhook.id, delivery_id: ping?.id ?? '' } });
    const heard = await receiver.until(4);
    expect(heard[3]?.headers['webhook-id']).toBe(heard[0]?.headers['webhook-id']);
    expect(heard[3]?.body).toBe(heard[0]?.body);
  });

  describe('a new secret', () => {
    it('signs beside the former one for a day, so that a receiver can change over', async () => {
      const webhook = await create();
      await receiver.until(1);
      const rotated = await call<{ secret: string; former_secret_until: string }>('rotateWebhookSecret', {
        params: { id: webhook.id },
      });
      expect(Date.parse(rotated.former_secret_until) - Date.now()).toBeGreaterThan(86_000_000);
      await drift();
      const [, heard] = await receiver.until(2);
      for (const secret of [webhook.secret, rotated.secret]) {
        expect(() => new Webhook(secret).verify(heard?.body ?? '', heard?.headers ?? {})).not.toThrow();
      }
      expect(heard?.headers['x-infraaudit-signature']).toBe(bodySignature(rotated.secret, heard?.body ?? ''));
      expect((await get(webhook.id)).former_secret_until).toBe(rotated.former_secret_until);
      expect((await audited())[0]).toBe('webhook.secret_rotated');
    });

    it('without an overlap ends the former one at once', async () => {
      const webhook = await create();
      await receiver.until(1);
      const { secret } = await call<{ secret: string }>('rotateWebhookSecret', {
        params: { id: webhook.id },
        body: { overlap_hours: 0 },
      });
      await drift();
      const [, heard] = await receiver.until(2);
      expect(heard !== undefined && proves(secret, heard)).toBe(true);
      expect(heard !== undefined && proves(webhook.secret, heard)).toBe(false);
    });

    it('survives that the key of the installation is replaced', async () => {
      const webhook = await create();
      const { secret } = await call<{ secret: string }>('rotateWebhookSecret', {
        params: { id: webhook.id },
      });
      const box = createSecretBox('cd'.repeat(32), ['ab'.repeat(32)]);
      expect(await resealWebhookSecrets({ db: app.db, secrets: box })).toBeGreaterThan(0);
      const row = await app.db.within(tenant.scope, (tx) => getWebhook(tx, webhook.id));
      const opened = createSecretBox('cd'.repeat(32)).open(
        { ciphertext: row?.secret ?? Buffer.alloc(0), keyId: row?.secret_key_id ?? '' },
        `webhook:${webhook.id}`,
      );
      expect(opened).toBe(secret);
      // Back, for the suites that follow.
      await resealWebhookSecrets({
        db: app.db,
        secrets: createSecretBox('ab'.repeat(32), ['cd'.repeat(32)]),
      });
    });
  });

  it('changes what is given and leaves the rest', async () => {
    const webhook = await create();
    const changed = await call<WebhookView>('updateWebhook', {
      params: { id: webhook.id },
      body: { name: 'Renamed', events: ['job.failed'], enabled: false },
    });
    expect(changed).toMatchObject({
      name: 'Renamed',
      events: ['job.failed'],
      url: webhook.url,
      status: 'disabled',
    });
    expect(await audited()).toEqual(['webhook.disabled', 'webhook.updated', 'webhook.created']);
  });

  it('is deleted with its deliveries', async () => {
    const webhook = await create();
    await settled(webhook.id, 1);
    await call('deleteWebhook', { params: { id: webhook.id } });
    await expect(get(webhook.id)).rejects.toMatchObject({ code: 'not_found' });
    const left = await app.db.within(tenant.scope, (tx) =>
      tx.sql.selectFrom('deliveries').select('id').where('destination_id', '=', webhook.id).execute(),
    );
    expect(left).toEqual([]);
    expect((await audited())[0]).toBe('webhook.deleted');
  });

  it('is of one organisation: another one sees neither it nor its deliveries, and cannot change it', async () => {
    const webhook = await create();
    await settled(webhook.id, 1);
    const [row] = await deliveries(webhook.id);
    const other = await createTestTenant(app.db, 'Other');
    const params = { id: webhook.id, delivery_id: row?.id ?? '' };
    expect((await call<Page<unknown>>('listWebhooks', {}, other.scope)).meta.total).toBe(0);
    for (const operation of [
      'getWebhook',
      'deleteWebhook',
      'disableWebhook',
      'testWebhook',
      'rotateWebhookSecret',
      'listWebhookDeliveries',
      'getWebhookDelivery',
      'redeliverWebhookDelivery',
    ]) {
      await expect(call(operation, { params }, other.scope), operation).rejects.toMatchObject({
        code: 'not_found',
      });
    }
    await tell('drift.detected', { drift_id: 1 }, ++eventId);
    expect(await get(webhook.id)).toMatchObject({ status: 'active' });
  });

  it('shows a member who may not manage settings no more of its address than where it is', async () => {
    const webhook = await create();
    const viewer = await addTestMember(app.db, tenant, 'viewer');
    expect((await get(webhook.id, viewer.scope)).url).toBe(`${receiver.url}/…`);
  });

  it('offers its events with every field', async () => {
    const { data } = await call<{ data: { event: string; fields: { name: string }[] }[] }>(
      'listWebhookEvents',
    );
    expect(data.find(({ event }) => event === 'drift.resolved')?.fields.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['drift_id', 'resolved_by', 'resolved_at']),
    );
  });

  it('filters its deliveries by status and event', async () => {
    const webhook = await create();
    await settled(webhook.id, 1);
    expect(await deliveries(webhook.id, { status: 'failed,suppressed' })).toEqual([]);
    expect(await deliveries(webhook.id, { status: 'success', event: 'ping' })).toHaveLength(1);
    await expect(deliveries(webhook.id, { status: 'gone' })).rejects.toMatchObject({
      details: [{ path: 'status' }],
    });
  });

  it('that is gone by the time its message is due gets nothing', async () => {
    const id = 'wh_00000000000000000000';
    const [deliveryId] = await app.db.within(tenant.scope, (tx) =>
      enqueueDeliveries({ clock: { now: () => new Date() } }, tx, [
        { kind: 'webhook', destinationId: id, eventType: 'ping', dedupeKey: 'x', body: {} },
      ]),
    );
    for (let tries = 0; tries < 400; tries++) {
      const row = await app.db.within(tenant.scope, (tx) =>
        tx.sql
          .selectFrom('deliveries')
          .select(['status', 'reason'])
          .where('id', '=', deliveryId ?? '')
          .executeTakeFirst(),
      );
      if (row?.status === 'suppressed') return expect(row.reason).toBe('the webhook was deleted');
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
    expect.unreachable();
  });
});
