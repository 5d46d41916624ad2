import { type Composed, composeForTests } from '../../../../../test/composed.ts';
import type { JsonObject } from '../../../../core/json.ts';
import type { Scope } from '../../../../core/scope.ts';
import type { OpenDatabase } from '../../../../platform/db/open-database.ts';
import { listAuditEvents } from '../../../govern/audit-log/index.ts';
import { createTestTenant, type TestTenant } from '../../../govern/tenancy/testing.ts';
import { verifySignature } from '../signature.ts';
import { openReceiver, type Received, type Receiver } from './receiver.ts';

export type WebhookView = {
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
export type DeliveryView = {
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
export type Page<T> = { data: T[]; meta: { total: number } };

/** A tenant of the whole product, a receiver on loopback, and the calls that suites of webhooks need. */
export type WebhookDesk = {
  app: Composed;
  tenant: TestTenant;
  receiver: Receiver;
  /** A new tenant and a new receiver, for the next test. */
  fresh(): Promise<void>;
  call<T>(
    operationId: string,
    input?: { params?: object; query?: object; body?: object },
    scope?: Scope,
  ): Promise<T>;
  create(more?: object): Promise<WebhookView>;
  get(id: string, scope?: Scope): Promise<WebhookView>;
  deliveries(id: string, query?: object): Promise<DeliveryView[]>;
  delivery(id: string, deliveryId: string): Promise<DeliveryView>;
  /** Waits until so many deliveries have arrived, failed or had an attempt. */
  settled(id: string, count: number): Promise<DeliveryView[]>;
  /** What the product announces, as it reaches webhooks. */
  tell(type: string, payload: JsonObject, eventId: number): Promise<void>;
  drift(payload?: JsonObject): Promise<number>;
  /** Codes of the audit log about webhooks, newest first. */
  audited(): Promise<string[]>;
  stop(): Promise<void>;
};

export const proves = (secret: string, { headers, body }: Received): boolean =>
  verifySignature({ secret, headers, body, now: new Date(), toleranceSeconds: 300 }).valid;

export async function openWebhookDesk(database: OpenDatabase): Promise<WebhookDesk> {
  const app = await composeForTests(database);
  let eventId = 5_000_000;
  const desk: WebhookDesk = {
    app,
    tenant: app.tenant,
    receiver: await openReceiver(),
    async fresh() {
      await desk.receiver.close();
      desk.tenant = await createTestTenant(app.db, 'Acme');
      desk.receiver = await openReceiver();
    },
    call: (operationId, input = {}, scope) =>
      app.call(operationId, { ...input, scope: scope ?? desk.tenant.scope }),
    create: (more = {}) =>
      desk.call('createWebhook', {
        body: { name: 'Audit', url: `${desk.receiver.url}/hook`, events: ['*'], ...more },
      }),
    get: (id, scope) => desk.call('getWebhook', { params: { id } }, scope),
    async deliveries(id, query = {}) {
      const page = await desk.call<Page<DeliveryView>>('listWebhookDeliveries', { params: { id }, query });
      return page.data;
    },
    delivery: (id, deliveryId) =>
      desk.call('getWebhookDelivery', { params: { id, delivery_id: deliveryId } }),
    async settled(id, count) {
      for (let tries = 0; ; tries++) {
        const rows = await desk.deliveries(id);
        const over = rows.filter(
          ({ status, next_retry_at }) => status !== 'pending' || next_retry_at !== null,
        );
        if (over.length >= count) return rows;
        if (tries > 400) throw new Error(`still ${JSON.stringify(rows)}`);
        await new Promise((resolve) => setTimeout(resolve, 25));
      }
    },
    async tell(type, payload, id) {
      const subscriber = app.domain.subscribers.find(({ name }) => name === 'webhooks');
      const { organizationId } = desk.tenant;
      await subscriber?.handle(
        { id, organizationId, type, payload, at: new Date() },
        new AbortController().signal,
      );
    },
    async drift(payload = { drift_id: 1, severity: 'high' }) {
      eventId += 1;
      await desk.tell('drift.detected', payload, eventId);
      return eventId;
    },
    async audited() {
      const { events } = await app.db.within(desk.tenant.scope, (tx) =>
        listAuditEvents(tx, {}, { perPage: 50, offset: 0 }),
      );
      return events.filter(({ action }) => action.startsWith('webhook.')).map(({ action }) => action);
    },
    async stop() {
      await app.stop();
      await desk.receiver.close();
    },
  };
  return desk;
}
