import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../core/json.ts';
import { describeOnEachEngine } from '../../../platform/db/testing.ts';
import { announce } from '../../../platform/events/outbox.ts';
import { bodySignature, newSecret } from './signature.ts';
import { getWebhook } from './store.ts';
import { openWebhookDesk, proves, type WebhookDesk } from './testing/webhook-desk.ts';

describeOnEachEngine('webhooks', (open) => {
  let desk: WebhookDesk;
  beforeAll(async () => {
    desk = await openWebhookDesk(await open());
  });
  afterAll(async () => await desk?.stop());
  beforeEach(async () => await desk.fresh());

  describe('creating one', () => {
    it('sends a ping with both kinds of signature, and shows the secret this once', async () => {
      const webhook = await desk.create({ events: ['drift.detected', 'drift.detected'] });
      expect(webhook).toMatchObject({ status: 'active', enabled: true, events: ['drift.detected'] });
      expect(webhook.secret).toMatch(/^whsec_/);
      const [ping] = await desk.receiver.until(1);
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
      await desk.settled(webhook.id, 1);
      const shown = await desk.get(webhook.id);
      expect(shown).toMatchObject({ last_delivery_status: 'success' });
      expect(JSON.stringify(shown)).not.toContain(webhook.secret);
      expect(await desk.audited()).toEqual(['webhook.created']);
    });

    it('takes a secret of your own', async () => {
      const secret = newSecret();
      await desk.create({ secret });
      const [ping] = await desk.receiver.until(1);
      expect(ping !== undefined && proves(secret, ping)).toBe(true);
    });

    it('disabled sends nothing', async () => {
      const webhook = await desk.create({ enabled: false });
      expect(webhook.status).toBe('disabled');
      expect(await desk.deliveries(webhook.id)).toEqual([]);
    });

    it.each([
      ['an address that is no address', { url: 'not an address' }, 'url'],
      ['another protocol', { url: 'ftp://example.com/' }, 'url'],
      ['a password in the address', { url: 'https://me:secret@example.com/' }, 'url'],
      ['a short secret', { secret: 'whsec_c2hvcnQ=' }, 'secret'],
    ])('refuses %s by the name of the field', async (_words, more, path) => {
      await expect(desk.create(more)).rejects.toMatchObject({ details: [{ path }] });
    });

    it.each([{ events: ['drift.*'] }, { events: [] }, { events: ['ping'] }, { name: '' }])(
      'refuses %j',
      async (more) => {
        await expect(desk.create(more)).rejects.toThrow();
      },
    );

    it('stores the secret sealed', async () => {
      const webhook = await desk.create();
      const row = await desk.app.db.within(desk.tenant.scope, (tx) => getWebhook(tx, webhook.id));
      expect(row?.secret.includes(Buffer.from(webhook.secret.slice(6)))).toBe(false);
    });
  });

  describe('an event', () => {
    it('goes to the webhooks that want it, once however often it is announced, in the published shape', async () => {
      const wants = await desk.create({ events: ['drift.detected'], url: `${desk.receiver.url}/wants` });
      await desk.create({ events: ['job.failed'], url: `${desk.receiver.url}/other` });
      await desk.create({ events: ['*'], url: `${desk.receiver.url}/all` });
      await desk.receiver.until(3);
      const eventId = await desk.drift({ drift_id: 7, severity: 'high', summary: 'Port 22 is open' });
      await desk.tell(
        'drift.detected',
        { drift_id: 7, severity: 'high', summary: 'Port 22 is open' },
        eventId,
      );
      await desk.receiver.until(5);
      await desk.settled(wants.id, 2);
      const heard = desk.receiver.received.filter(({ headers }) => headers['x-infraaudit-event'] !== 'ping');
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
      await desk.create({ events: ['compliance.restored'] });
      await desk.receiver.until(1);
      await desk.app.db.within(desk.tenant.scope, (tx) =>
        announce(tx, { type: 'compliance.restored', payload: { assessment_id: 3, control_id: 'x' } }),
      );
      const { startDispatcher } = await import('../../../platform/events/dispatcher.ts');
      const { openQueue } = await import('../../../platform/queue/open-queue.ts');
      const { silentLog } = await import('../../../platform/log/log.ts');
      const subscriber = desk.app.domain.subscribers.find(({ name }) => name === 'webhooks');
      const queue = await openQueue({
        database: desk.app.db,
        log: silentLog,
        names: ['events-webhooks'],
        pollSeconds: 0.5,
      });
      const dispatcher = await startDispatcher({
        database: desk.app.db,
        queue,
        clock: { now: () => new Date() },
        log: silentLog,
        subscribers: subscriber === undefined ? [] : [subscriber],
      });
      const heard = await desk.receiver.until(2);
      expect(JSON.parse(heard[1]?.body ?? '')).toMatchObject({
        event: 'compliance.restored',
        data: { assessment_id: 3 },
      });
      await dispatcher.stop();
      await queue.stop(1);
    });

    it('that fails is tried again in 5 minutes, with every exchange on record and no signature in it', async () => {
      const webhook = await desk.create();
      await desk.receiver.until(1);
      desk.receiver.answer = (_request, response) =>
        void response.writeHead(500, { 'x-fault': 'yes' }).end('broken\u0000');
      await desk.drift();
      const [row] = await desk.settled(webhook.id, 2);
      expect(row).toMatchObject({
        status: 'pending',
        attempts: 1,
        reason: 'it answered 500',
        status_code: 500,
      });
      const wait = Date.parse(row?.next_retry_at ?? '') - Date.now();
      expect(wait).toBeGreaterThan(290_000);
      expect(wait).toBeLessThanOrEqual(300_000);
      const detail = await desk.delivery(webhook.id, row?.id ?? '');
      expect(detail.payload).toBe(desk.receiver.received[1]?.body);
      expect(detail.attempt_list[0]?.response).toMatchObject({ status: 500, body: 'broken\ufffd' });
      const recorded = detail.attempt_list[0]?.request?.headers ?? {};
      const real = desk.receiver.received[1]?.headers ?? {};
      for (const name of ['webhook-signature', 'x-infraaudit-signature']) {
        expect(recorded[name]).not.toBe(real[name]);
        expect(real[name]).toContain((recorded[name] ?? '').replace('…', ''));
      }
    });
  });

  it('a ping is not tried again', async () => {
    desk.receiver.answer = (_request, response) => void response.writeHead(500).end();
    const webhook = await desk.create();
    const [ping] = await desk.settled(webhook.id, 1);
    expect(ping).toMatchObject({ event: 'ping', status: 'failed', attempts: 1 });
  });

  it('can be tested', async () => {
    const webhook = await desk.create();
    await desk.receiver.until(1);
    const { delivery_id } = await desk.call<{ delivery_id: string }>('testWebhook', {
      params: { id: webhook.id },
    });
    const heard = await desk.receiver.until(2);
    expect(heard[1]?.headers['webhook-id']).toBe(delivery_id);
  });
});
