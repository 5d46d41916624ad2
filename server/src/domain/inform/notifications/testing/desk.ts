import { type Composed, composeForTests } from '../../../../../test/composed.ts';
import type { JsonObject } from '../../../../core/json.ts';
import type { Scope } from '../../../../core/scope.ts';
import type { NotificationSettings } from '../../../../main/notification-settings.ts';
import type { OpenDatabase } from '../../../../platform/db/open-database.ts';
import { announce } from '../../../../platform/events/outbox.ts';
import { silentLog } from '../../../../platform/log/log.ts';
import { createSecretBox } from '../../../../platform/secrets/secret-box.ts';
import { channels } from '../../../../plugins/channels/index.ts';
import { createTestTenant, type TestTenant } from '../../../govern/tenancy/testing.ts';
import { releaseHeld } from '../held.ts';

export type HistoryView = {
  id: number;
  event: string;
  state: string;
  title: string;
  status: string;
  reason: string | null;
  waits_for: string | null;
  destination: string;
  channel: string | null;
  channel_id: number | null;
  rule: string | null;
  delivery_id: string | null;
  summary_id: number | null;
  attempts: number;
};
export type ChannelView = {
  id: number;
  name: string;
  kind: string;
  address: string;
  secret_fields: string[];
  settings: JsonObject;
  enabled: boolean;
  is_default: boolean;
  health: string;
  last_error: string | null;
  origin: string;
};
export type RuleView = {
  id: number;
  name: string;
  channel_id: number;
  channel: string;
  channel_name: string;
};

/** The whole domain with a clock that suites set, and a tenant of its own for each test. */
export type Desk = {
  app: Composed;
  tenant: TestTenant;
  as<T>(operationId: string, input?: object, scope?: Scope): Promise<T>;
  /** Another organisation from here on. */
  fresh(name?: string): Promise<TestTenant>;
  at(iso: string): void;
  pass(seconds: number): void;
  /** Events as the dispatcher hands them over; ids count up. Answers with the first id. */
  happen(events: { type: string; payload: JsonObject }[], firstId?: number): Promise<number>;
  /** Newest first. */
  history(query?: object): Promise<HistoryView[]>;
  /** Waits until nothing is on its way any more. */
  settled(): Promise<HistoryView[]>;
  /** Runs what looks for messages that are due. */
  release(): Promise<void>;
  channel(body: object): Promise<ChannelView>;
  rule(body: object): Promise<RuleView>;
};

export async function openDesk(db: OpenDatabase, notifications?: NotificationSettings): Promise<Desk> {
  let now = new Date('2026-07-01T12:00:00.000Z');
  let eventId = 1000;
  const clock = { now: () => now };
  const app = await composeForTests(db, { clock, ...(notifications === undefined ? {} : { notifications }) });
  const desk: Desk = {
    app,
    tenant: app.tenant,
    as: (operationId, input = {}, scope = desk.tenant.scope) => app.call(operationId, { scope, ...input }),
    async fresh(name = 'Acme') {
      desk.tenant = await createTestTenant(db, name, [app.domain.onOrganizationCreated]);
      now = new Date('2026-07-01T12:00:00.000Z');
      return desk.tenant;
    },
    at(iso) {
      now = new Date(iso);
    },
    pass(seconds) {
      now = new Date(now.getTime() + seconds * 1000);
    },
    async happen(events, firstId) {
      const first = firstId ?? eventId + 1;
      eventId = Math.max(eventId, first + events.length - 1);
      const subscriber = app.domain.subscribers.find(({ name }) => name === 'notifications');
      const stored = events.map((event, index) => ({
        ...event,
        id: first + index,
        organizationId: desk.tenant.organizationId,
        at: now,
      }));
      await subscriber?.handleAll?.(stored, new AbortController().signal);
      return first;
    },
    async history(query = {}) {
      const { data } = await desk.as<{ data: HistoryView[] }>('listNotifications', {
        query: { per_page: 100, days: 90, ...query },
      });
      return data;
    },
    async settled() {
      for (let tries = 0; tries < 400; tries += 1) {
        // Also what single people get, which only they see.
        const { count } = await app.db.within(desk.tenant.scope, (tx) =>
          tx.sql
            .selectFrom('notifications')
            .select(({ fn }) => fn.countAll<number>().as('count'))
            .where('organization_id', '=', desk.tenant.organizationId)
            .where('status', '=', 'pending')
            .where('hold', 'is', null)
            .where(({ or, eb }) => or([eb('reason', 'is', null), eb('reason', 'not like', '%tried again%')]))
            .executeTakeFirstOrThrow(),
        );
        if (Number(count) === 0) return await desk.history();
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      throw new Error(`still on its way: ${JSON.stringify(await desk.history({ status: 'pending' }))}`);
    },
    async release() {
      await releaseHeld({
        db,
        clock,
        announce,
        log: silentLog,
        secrets: createSecretBox('ab'.repeat(32)),
        kinds: channels,
        tools: { request: nothing, connect: nothing, mailServer: notifications?.mailServer ?? null },
        environment: notifications?.environment ?? { channels: [], digestTime: '07:00' },
        publicUrl: () => 'http://127.0.0.1',
      });
    },
    channel: (body) => desk.as<ChannelView>('createNotificationChannel', { body }),
    rule: (body) => desk.as<RuleView>('createNotificationRule', { body }),
  };
  return desk;
}

const nothing = () => Promise.reject(new Error('looking for what is due calls nobody'));

let alerts = 0;

/** An event of an alert with what a rule may ask. */
export function alert(what: Partial<{ type: string; change: string }> & JsonObject = {}): {
  type: string;
  payload: JsonObject;
} {
  const { type = 'alert.created', ...facts } = what;
  alerts += 1;
  return {
    type: String(type),
    payload: {
      alert_id: alerts,
      title: 'Bucket logs is public',
      description: 'BlockPublicAcls is off.',
      type: 'security',
      severity: 'high',
      status: 'open',
      source_kind: 'drift',
      resource_name: 'logs',
      resource_type: 's3_bucket',
      provider_name: 'Production',
      tags: {},
      control_ids: [],
      muted: false,
      opened_at: '2026-07-01T11:58:00.000Z',
      url_path: `/alerts/${alerts}`,
      ...facts,
    },
  };
}
/** `alert_type` cannot be told apart from the event's type above, so it has a name of its own here. */
export const ofType = (event: { type: string; payload: JsonObject }, type: string) => ({
  ...event,
  payload: { ...event.payload, type },
});
