import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { describeOnEachEngine } from '../../../platform/db/testing.ts';
import { createSecretBox } from '../../../platform/secrets/secret-box.ts';
import { addTestMember, createTestTenant } from '../../govern/tenancy/testing.ts';
import { enqueueDeliveries } from '../deliveries/index.ts';
import { resealWebhookSecrets } from './secrets.ts';
import { bodySignature } from './signature.ts';
import { getWebhook } from './store.ts';
import {
  openWebhookDesk,
  type Page,
  proves,
  type WebhookDesk,
  type WebhookView,
} from './testing/webhook-desk.ts';

describeOnEachEngine('the life of a webhook', (open) => {
  let desk: WebhookDesk;
  beforeAll(async () => {
    desk = await openWebhookDesk(await open());
  });
  afterAll(async () => await desk?.stop());
  beforeEach(async () => await desk.fresh());

  describe('disabled', () => {
    it('gets nothing, what waits is suppressed, and nothing is sent later when it is enabled', async () => {
      const webhook = await desk.create();
      await desk.settled(webhook.id, 1);
      desk.receiver.answer = (_request, response) => void response.writeHead(500).end();
      await desk.drift();
      await desk.settled(webhook.id, 2);
      await desk.call('disableWebhook', { params: { id: webhook.id } });
      expect((await desk.deliveries(webhook.id)).map(({ status }) => status)).toEqual([
        'suppressed',
        'success',
      ]);
      await desk.drift();
      expect(await desk.deliveries(webhook.id)).toHaveLength(2);
      await expect(desk.call('testWebhook', { params: { id: webhook.id } })).rejects.toMatchObject({
        code: 'conflict',
      });
      const enabled = await desk.call<WebhookView>('enableWebhook', { params: { id: webhook.id } });
      expect(enabled).toMatchObject({ status: 'active', failures_in_a_row: 0 });
      expect((await desk.deliveries(webhook.id)).map(({ status }) => status)).toEqual([
        'suppressed',
        'success',
      ]);
      expect(desk.receiver.received).toHaveLength(2);
      expect(await desk.audited()).toEqual(['webhook.enabled', 'webhook.disabled', 'webhook.created']);
    });

    it('while an attempt is under way is not tried again', async () => {
      const webhook = await desk.create();
      await desk.settled(webhook.id, 1);
      let goOn: () => void = () => undefined;
      const gate = new Promise<void>((resolve) => {
        goOn = resolve;
      });
      desk.receiver.answer = (_request, response) => void gate.then(() => response.writeHead(500).end());
      await desk.drift();
      await desk.receiver.until(2);
      await desk.call('disableWebhook', { params: { id: webhook.id } });
      goOn();
      const rows = await desk.settled(webhook.id, 2);
      for (
        let tries = 0;
        tries < 100 && (await desk.deliveries(webhook.id))[0]?.status === 'pending';
        tries++
      ) {
        await new Promise((resolve) => setTimeout(resolve, 25));
      }
      expect(rows).toHaveLength(2);
      expect((await desk.deliveries(webhook.id))[0]?.status).toBe('suppressed');
    });
  });

  it('that answers 410 is paused, which is announced, and can be enabled again', async () => {
    const webhook = await desk.create();
    await desk.settled(webhook.id, 1);
    desk.receiver.answer = (_request, response) => void response.writeHead(410).end();
    await desk.drift();
    const [row] = await desk.settled(webhook.id, 2);
    expect(row).toMatchObject({ status: 'failed', attempts: 1 });
    expect(await desk.get(webhook.id)).toMatchObject({
      status: 'paused',
      enabled: false,
      paused_reason: 'it answered 410 Gone',
    });
    const announced = await desk.app.db.within(desk.tenant.scope, (tx) =>
      tx.sql
        .selectFrom('outbox_events')
        .select('payload')
        .where('organization_id', '=', desk.tenant.organizationId)
        .where('type', '=', 'webhook.paused')
        .execute(),
    );
    expect(announced).toMatchObject([
      { payload: { webhook_id: webhook.id, reason: 'it answered 410 Gone' } },
    ]);
    expect((await desk.audited())[0]).toBe('webhook.paused');
    const enabled = await desk.call<WebhookView>('enableWebhook', { params: { id: webhook.id } });
    expect(enabled).toMatchObject({ status: 'active', paused_reason: null });
  });

  it('gets a failed message again by hand, with the same id', async () => {
    const webhook = await desk.create();
    await desk.settled(webhook.id, 1);
    desk.receiver.answer = (_request, response) => void response.writeHead(500).end();
    await desk.drift();
    const [row] = await desk.settled(webhook.id, 2);
    const params = { id: webhook.id, delivery_id: row?.id ?? '' };
    desk.receiver.answer = (_request, response) => void response.writeHead(200).end();
    // It need not wait for its next attempt.
    await desk.call('redeliverWebhookDelivery', { params });
    const now = await desk.receiver.until(3);
    expect(now[2]?.headers['webhook-id']).toBe(row?.id);
    const [ping] = await desk.deliveries(webhook.id, { event: 'ping' });
    await desk.call('redeliverWebhookDelivery', { params: { id: webhook.id, delivery_id: ping?.id ?? '' } });
    const heard = await desk.receiver.until(4);
    expect(heard[3]?.headers['webhook-id']).toBe(heard[0]?.headers['webhook-id']);
    expect(heard[3]?.body).toBe(heard[0]?.body);
  });

  describe('a new secret', () => {
    it('signs beside the former one for a day, so that a receiver can change over', async () => {
      const webhook = await desk.create();
      await desk.receiver.until(1);
      const rotated = await desk.call<{ secret: string; former_secret_until: string }>(
        'rotateWebhookSecret',
        {
          params: { id: webhook.id },
        },
      );
      expect(Date.parse(rotated.former_secret_until) - Date.now()).toBeGreaterThan(86_000_000);
      await desk.drift();
      const [, heard] = await desk.receiver.until(2);
      for (const secret of [webhook.secret, rotated.secret]) {
        expect(() => new Webhook(secret).verify(heard?.body ?? '', heard?.headers ?? {})).not.toThrow();
      }
      expect(heard?.headers['x-infraaudit-signature']).toBe(bodySignature(rotated.secret, heard?.body ?? ''));
      expect((await desk.get(webhook.id)).former_secret_until).toBe(rotated.former_secret_until);
      expect((await desk.audited())[0]).toBe('webhook.secret_rotated');
    });

    it('without an overlap ends the former one at once', async () => {
      const webhook = await desk.create();
      await desk.receiver.until(1);
      const { secret } = await desk.call<{ secret: string }>('rotateWebhookSecret', {
        params: { id: webhook.id },
        body: { overlap_hours: 0 },
      });
      await desk.drift();
      const [, heard] = await desk.receiver.until(2);
      expect(heard !== undefined && proves(secret, heard)).toBe(true);
      expect(heard !== undefined && proves(webhook.secret, heard)).toBe(false);
    });

    it('survives that the key of the installation is replaced', async () => {
      const webhook = await desk.create();
      const { secret } = await desk.call<{ secret: string }>('rotateWebhookSecret', {
        params: { id: webhook.id },
      });
      const box = createSecretBox('cd'.repeat(32), ['ab'.repeat(32)]);
      expect(await resealWebhookSecrets({ db: desk.app.db, secrets: box })).toBeGreaterThan(0);
      const row = await desk.app.db.within(desk.tenant.scope, (tx) => getWebhook(tx, webhook.id));
      const opened = createSecretBox('cd'.repeat(32)).open(
        { ciphertext: row?.secret ?? Buffer.alloc(0), keyId: row?.secret_key_id ?? '' },
        `webhook:${webhook.id}`,
      );
      expect(opened).toBe(secret);
      // Back, for the suites that follow.
      await resealWebhookSecrets({
        db: desk.app.db,
        secrets: createSecretBox('ab'.repeat(32), ['cd'.repeat(32)]),
      });
    });
  });

  it('changes what is given and leaves the rest', async () => {
    const webhook = await desk.create();
    const changed = await desk.call<WebhookView>('updateWebhook', {
      params: { id: webhook.id },
      body: { name: 'Renamed', events: ['job.failed'], enabled: false },
    });
    expect(changed).toMatchObject({
      name: 'Renamed',
      events: ['job.failed'],
      url: webhook.url,
      status: 'disabled',
    });
    expect(await desk.audited()).toEqual(['webhook.disabled', 'webhook.updated', 'webhook.created']);
  });

  it('is deleted with its deliveries', async () => {
    const webhook = await desk.create();
    await desk.settled(webhook.id, 1);
    await desk.call('deleteWebhook', { params: { id: webhook.id } });
    await expect(desk.get(webhook.id)).rejects.toMatchObject({ code: 'not_found' });
    const left = await desk.app.db.within(desk.tenant.scope, (tx) =>
      tx.sql.selectFrom('deliveries').select('id').where('destination_id', '=', webhook.id).execute(),
    );
    expect(left).toEqual([]);
    expect((await desk.audited())[0]).toBe('webhook.deleted');
  });

  it('is of one organisation: another one sees neither it nor its deliveries, and cannot change it', async () => {
    const webhook = await desk.create();
    await desk.settled(webhook.id, 1);
    const [row] = await desk.deliveries(webhook.id);
    const other = await createTestTenant(desk.app.db, 'Other');
    const params = { id: webhook.id, delivery_id: row?.id ?? '' };
    expect((await desk.call<Page<unknown>>('listWebhooks', {}, other.scope)).meta.total).toBe(0);
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
      await expect(desk.call(operation, { params }, other.scope), operation).rejects.toMatchObject({
        code: 'not_found',
      });
    }
    await desk.tell('drift.detected', { drift_id: 1 }, 8_000_001);
    expect(await desk.get(webhook.id)).toMatchObject({ status: 'active' });
  });

  it('shows a member who may not manage settings no more of its address than where it is', async () => {
    const webhook = await desk.create();
    const viewer = await addTestMember(desk.app.db, desk.tenant, 'viewer');
    expect((await desk.get(webhook.id, viewer.scope)).url).toBe(`${desk.receiver.url}/…`);
  });

  it('offers its events with every field', async () => {
    const { data } = await desk.call<{ data: { event: string; fields: { name: string }[] }[] }>(
      'listWebhookEvents',
    );
    expect(data.find(({ event }) => event === 'drift.resolved')?.fields.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['drift_id', 'resolved_by', 'resolved_at']),
    );
  });

  it('filters its deliveries by status and event', async () => {
    const webhook = await desk.create();
    await desk.settled(webhook.id, 1);
    expect(await desk.deliveries(webhook.id, { status: 'failed,suppressed' })).toEqual([]);
    expect(await desk.deliveries(webhook.id, { status: 'success', event: 'ping' })).toHaveLength(1);
    await expect(desk.deliveries(webhook.id, { status: 'gone' })).rejects.toMatchObject({
      details: [{ path: 'status' }],
    });
  });

  it('that is gone by the time its message is due gets nothing', async () => {
    const id = 'wh_00000000000000000000';
    const [deliveryId] = await desk.app.db.within(desk.tenant.scope, (tx) =>
      enqueueDeliveries({ clock: { now: () => new Date() } }, tx, [
        { kind: 'webhook', destinationId: id, eventType: 'ping', dedupeKey: 'x', body: {} },
      ]),
    );
    for (let tries = 0; tries < 400; tries++) {
      const row = await desk.app.db.within(desk.tenant.scope, (tx) =>
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
