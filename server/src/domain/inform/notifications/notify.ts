import type { Tx } from '../../../platform/db/database.ts';
import type { StoredEvent } from '../../../platform/events/contract.ts';
import type { Subscriber } from '../../../platform/events/dispatcher.ts';
import { getOrganization, organizationScope } from '../../govern/tenancy/index.ts';
import { enqueueDeliveries, type NewDelivery } from '../deliveries/index.ts';
import type { NotificationsDeps } from './deps.ts';
import * as store from './notification-store.ts';
import { heardEvents, type ReadEvent, readEvent } from './read-event.ts';
import { type Decision, route, type Told } from './route.ts';
import { readRouting } from './routing.ts';

/** Permanent: part of the name of its queue. */
export const notificationsSubscriber = 'notifications';

const burstMs = 60_000;

/** Decides about each event who is told, and leaves a delivery for each message, in one transaction. */
export function notifySubscriber(deps: NotificationsDeps, ready: () => Promise<void>): Subscriber {
  const handleAll = async (events: readonly StoredEvent[]): Promise<void> => {
    const [first] = events;
    if (first === undefined) return;
    await ready();
    const scope = organizationScope(first.organizationId, 'notifications');
    await deps.db.within(scope, (tx) => decideAll(deps, tx, events));
  };
  return {
    name: notificationsSubscriber,
    types: heardEvents,
    handle: (event) => handleAll([event]),
    handleAll,
  };
}

async function decideAll(deps: NotificationsDeps, tx: Tx, events: readonly StoredEvent[]): Promise<void> {
  const { name } = await getOrganization(tx);
  const around = { organization: name, publicUrl: deps.publicUrl() };
  const read = events.map((event) => ({ event, ...readEvent(event, around) }));
  const ids = await store.insertEvents(
    tx,
    read.map(({ event, routed, notice }) => ({
      outboxEventId: event.id,
      at: event.at,
      title: notice.title.slice(0, 500),
      routed,
    })),
  );
  const fresh = read.filter(({ event }) => ids.has(event.id));
  if (fresh.length === 0) return;
  const openings = await knownOpenings(tx, fresh);
  const { routing, channels } = await readRouting(deps, tx);
  const now = deps.clock.now();
  const limit = burstLimit(deps, channels, () =>
    store.singleMessagesSince(tx, new Date(now.getTime() - burstMs)),
  );
  const people = new Map(routing.people.map(({ userId, email }) => [userId, email]));
  const rows: store.NewNotification[] = [];
  const overtaken: number[] = [];
  for (const { event, routed, notice } of fresh) {
    const known = routed.subject === null ? [] : (openings.get(routed.subject) ?? []);
    for (const decision of route(routed, { ...routing, told: known.map(toldOf) }, now)) {
      const channel = decision.channelId === null ? undefined : channels.get(decision.channelId);
      const row: store.NewNotification = {
        eventId: ids.get(event.id) ?? null,
        eventType: routed.type,
        subject: routed.subject,
        state: notice.state,
        channelId: decision.channelId,
        userId: decision.userId,
        destination: channel?.name ?? people.get(decision.userId ?? 0) ?? '',
        channelKind: channel?.kind ?? (decision.userId === null ? null : 'email'),
        rule: decision.rule,
        alertType: routed.alertType,
        notice,
        at: now,
        ...(await waiting(decision, limit, now)),
      };
      rows.push(row);
    }
    if (routed.subject === null) continue;
    if (notice.state === 'resolved') {
      overtaken.push(...takeBack(known, now));
      openings.set(routed.subject, []);
    } else if (notice.state === 'open') {
      const opened = rows.filter((row) => row.eventId === ids.get(event.id) && row.status === 'pending');
      openings.set(routed.subject, [...known, ...opened]);
    }
  }
  await store.suppressPending(tx, overtaken, overBefore, now);
  const inserted = await store.insertNotifications(tx, rows);
  await enqueueDeliveries(deps, tx, deliveriesOf(rows, inserted));
}

const overBefore = 'it was over before the quiet hours were';

type Known = store.Opening | store.NewNotification;

async function knownOpenings(tx: Tx, events: readonly ReadEvent[]): Promise<Map<string, Known[]>> {
  const subjects = [
    ...new Set(events.flatMap(({ routed }) => (routed.subject === null ? [] : [routed.subject]))),
  ];
  const known = new Map<string, Known[]>();
  for (const opening of await store.livingOpenings(tx, subjects)) {
    known.set(opening.subject, [...(known.get(opening.subject) ?? []), opening]);
  }
  return known;
}

const toldOf = (opening: Known): Told => ({
  channelId: opening.channelId,
  userId: opening.userId,
  ruleId: 'ruleId' in opening ? opening.ruleId : (opening.rule?.id ?? null),
  summed: opening.hold === 'digest' || opening.hold === 'burst',
  waiting: opening.hold === 'quiet' && opening.status === 'pending',
});

/** Openings that wait for the end of quiet hours need not be told any more. Answers with those that are stored. */
function takeBack(openings: readonly Known[], now: Date): number[] {
  return openings.flatMap((opening) => {
    if (!toldOf(opening).waiting) return [];
    if ('id' in opening) return [opening.id];
    Object.assign(opening, { status: 'suppressed', reason: overBefore, hold: null, dueAt: now });
    return [];
  });
}

type Limit = (decision: Pick<Decision, 'channelId' | 'userId'>) => Promise<boolean>;

/** True while a destination may get single messages; each question counts one. `read` is asked once, if at all. */
function burstLimit(
  deps: NotificationsDeps,
  channels: ReadonlyMap<number, { kind: string }>,
  read: () => Promise<Map<string, number>>,
): Limit {
  let counts: Map<string, number> | undefined;
  return async ({ channelId, userId }) => {
    const kind = channelId === null ? 'email' : channels.get(channelId)?.kind;
    const most = deps.kinds.find((each) => each.kind === kind)?.perMinute ?? null;
    if (most === null) return true;
    counts ??= await read();
    const key = channelId === null ? `person:${userId}` : `channel:${channelId}`;
    const count = (counts.get(key) ?? 0) + 1;
    const allowed = count <= most;
    if (allowed) counts.set(key, count);
    return allowed;
  };
}

async function waiting(
  decision: Decision,
  limit: Limit,
  now: Date,
): Promise<Pick<store.NewNotification, 'status' | 'reason' | 'hold' | 'dueAt'>> {
  const { outcome, hold, at, reason } = decision;
  if (outcome === 'suppress') return { status: 'suppressed', reason, hold: null, dueAt: null };
  if (outcome === 'hold') return { status: 'pending', reason, hold, dueAt: at };
  if (await limit(decision)) return { status: 'pending', reason: null, hold: null, dueAt: null };
  return {
    status: 'pending',
    reason: 'too many at once: it waits for a summary',
    hold: 'burst',
    dueAt: new Date(now.getTime() + burstMs),
  };
}

/** A delivery for each row that is on its way. */
function deliveriesOf(
  rows: readonly Pick<store.NewNotification, 'channelId' | 'userId' | 'eventType' | 'status' | 'hold'>[],
  ids: readonly number[],
): NewDelivery[] {
  return rows.flatMap((row, index): NewDelivery[] => {
    const id = ids[index];
    if (id === undefined || row.status !== 'pending' || row.hold !== null) return [];
    return [deliveryOf(row, id)];
  });
}

export const deliveryOf = (
  row: Pick<store.NewNotification, 'channelId' | 'userId' | 'eventType'>,
  id: number,
): NewDelivery => ({
  kind: 'notification',
  destinationId: row.channelId === null ? `person:${row.userId}` : `channel:${row.channelId}`,
  eventType: row.eventType,
  dedupeKey: `notification:${id}`,
  body: { notification_id: id },
});
