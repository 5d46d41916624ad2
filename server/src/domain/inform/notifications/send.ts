import { setTimeout as wait } from 'node:timers/promises';
import { AppError } from '../../../core/errors.ts';
import type { JsonObject } from '../../../core/json.ts';
import type { Scope } from '../../../core/scope.ts';
import type { Tx } from '../../../platform/db/database.ts';
import { outsideTransaction } from '../../../platform/db/transactions.ts';
import type { AnyChannel, Exchange, Notice } from '../../../plugin-kit/define-channel.ts';
import { listMembers, organizationScope } from '../../govern/tenancy/index.ts';
import type { Delivery, DeliveryKindHandler, RecordedAttempt, SendResult } from '../deliveries/index.ts';
import * as channelStore from './channel-store.ts';
import { type ChannelParts, parsedSettings, partsOf } from './channel-values.ts';
import type { NotificationsDeps } from './deps.ts';
import * as store from './notification-store.ts';
import { readinessOf } from './sending.ts';

/** An opening that is being sent at this moment is done in a moment. */
const waits = 4;
const waitMs = 600;
const preparedAhead = 50;
const aheadForMs = 250;

type Sent = SendResult & { thread?: JsonObject; note?: string };

/** Sends notifications for the engine of deliveries, and writes what came of them into their history. */
export function notificationDeliveries(deps: NotificationsDeps): DeliveryKindHandler {
  const prepare = together(deps);
  return {
    async send(delivery, signal, next = () => []): Promise<Sent> {
      for (let left = waits; ; left -= 1) {
        const ready = await prepare(delivery, next);
        if ('outcome' in ready) return ready;
        if ('target' in ready)
          return await sendNotice(deps, { ...ready.target, deliveryId: delivery.id, signal });
        if (left === 0) return { outcome: 'retry', reason: 'its opening is still on its way' };
        await wait(waitMs, undefined, { signal });
      }
    },
    recorded: (tx, attempts) => record(deps, tx, attempts),
  };
}

type Target = { kind: AnyChannel; parts: ChannelParts };
type Prepared = Sent | { wait: true } | { target: Target & { notice: Notice; thread: JsonObject | null } };
type Next = () => readonly Delivery[];
type Asked = {
  delivery: Delivery;
  next: Next;
  resolve: (prepared: Prepared) => void;
  reject: (error: unknown) => void;
};

/**
 * Deliveries that are sent side by side are prepared in one transaction, and those that follow them with them: what
 * was prepared ahead holds for a moment only, because meanwhile a channel may be switched off.
 */
function together(deps: NotificationsDeps): (delivery: Delivery, next: Next) => Promise<Prepared> {
  const queues = new Map<number, Asked[]>();
  const ahead = new Map<string, { prepared: Prepared; at: number }>();

  async function prepareWithNext(scope: Scope, asked: readonly Asked[]): Promise<Prepared[]> {
    const wanted = new Map(asked.map(({ delivery }) => [delivery.id, delivery]));
    for (const { next } of asked)
      for (const delivery of next().slice(0, preparedAhead)) wanted.set(delivery.id, delivery);
    const deliveries = [...wanted.values()];
    const prepared = await deps.db.within(scope, (tx) => prepareAll(deps, tx, deliveries));
    const at = performance.now();
    for (const [id, { at: then }] of ahead) if (at - then > aheadForMs) ahead.delete(id);
    for (const [index, { id }] of deliveries.entries()) {
      const one = prepared[index];
      if (index >= asked.length && one !== undefined && 'target' in one) ahead.set(id, { prepared: one, at });
    }
    return prepared;
  }

  async function work(organizationId: number, queue: Asked[]): Promise<void> {
    const scope = organizationScope(organizationId, 'notifications');
    while (queue.length > 0) {
      const asked = queue.splice(0);
      try {
        const prepared = await prepareWithNext(scope, asked);
        for (const [index, { resolve }] of asked.entries())
          resolve(prepared[index] ?? suppressed('it was removed'));
      } catch (error) {
        for (const { reject } of asked) reject(error);
      }
    }
    queues.delete(organizationId);
  }

  return (delivery, next) =>
    new Promise((resolve, reject) => {
      const known = ahead.get(delivery.id);
      ahead.delete(delivery.id);
      if (known !== undefined && performance.now() - known.at <= aheadForMs) return resolve(known.prepared);
      const queue = queues.get(delivery.organizationId);
      const asked = { delivery, next, resolve, reject };
      if (queue !== undefined) {
        queue.push(asked);
        return;
      }
      const begun = [asked];
      queues.set(delivery.organizationId, begun);
      void outsideTransaction(() => work(delivery.organizationId, begun));
    });
}

const suppressed = (reason: string): Sent => ({ outcome: 'suppressed', reason });

async function prepareAll(
  deps: NotificationsDeps,
  tx: Tx,
  deliveries: readonly Delivery[],
): Promise<Prepared[]> {
  const rows = await store.getNotifications(tx, deliveries.map(notificationIdIn));
  const siblings = await store.siblingsOf(tx, [...rows.values()]);
  const targets = new Map<string, Target | Sent>();
  const prepared: Prepared[] = [];
  for (const delivery of deliveries) {
    const row = rows.get(notificationIdIn(delivery));
    if (row === undefined) prepared.push(suppressed('the notification was removed'));
    else if (row.status !== 'pending') prepared.push(suppressed(row.reason ?? `it is ${row.status} already`));
    else {
      const others = (siblings.get(store.placeOf(row)) ?? []).filter(({ id }) => id !== row.id);
      const readiness = readinessOf(row, others, delivery.attempt);
      if (!readiness.ready) {
        prepared.push(readiness.wait ? { wait: true } : suppressed(readiness.reason));
        continue;
      }
      const target = targets.get(delivery.destinationId) ?? (await targetOf(deps, tx, row));
      targets.set(delivery.destinationId, target);
      prepared.push(
        'outcome' in target
          ? target
          : { target: { ...target, notice: row.notice, thread: readiness.thread } },
      );
    }
  }
  return prepared;
}

function notificationIdIn(delivery: Delivery): number {
  return Number((delivery.body as { notification_id?: number }).notification_id ?? 0);
}

async function targetOf(
  deps: NotificationsDeps,
  tx: Tx,
  row: store.SentNotification,
): Promise<Target | Sent> {
  if (row.channel_id === null) return await personOf(deps, tx, row);
  const channel = await channelStore.getChannel(tx, row.channel_id);
  if (channel === undefined) return suppressed('the channel was deleted');
  if (!channel.enabled) return suppressed('the channel is switched off');
  try {
    return (await partsOf(deps, tx, channel)) ?? suppressed('the channel is no longer configured');
  } catch (error) {
    // Settings that an older version took, or a key that is missing.
    if (error instanceof AppError) return { outcome: 'retry', reason: error.message };
    throw error;
  }
}

async function personOf(
  deps: NotificationsDeps,
  tx: Tx,
  row: store.SentNotification,
): Promise<Target | Sent> {
  if (row.user_id === null) return suppressed('the channel was deleted');
  const member = (await listMembers(tx)).find(({ user_id }) => user_id === row.user_id);
  if (member === undefined) return suppressed('the person is no member any more');
  const kind = deps.kinds.find((each) => each.kind === 'email');
  if (kind === undefined || deps.tools.mailServer === null) return suppressed('no mail server is configured');
  return { kind, parts: parsedSettings(kind, { recipients: [member.email] }, {}, deps) };
}

/** One message through one channel; never throws what a channel may run into. */
export async function sendNotice(
  deps: NotificationsDeps,
  call: Target & {
    notice: Notice;
    thread: JsonObject | null;
    deliveryId: string;
    signal: AbortSignal;
  },
): Promise<Sent> {
  const { kind, parts, ...rest } = call;
  try {
    const { request, response, ...outcome } = await kind.send({
      ...rest,
      settings: parts.settings,
      secrets: parts.secrets,
      message: kind.render(call.notice, parts.settings),
      tools: deps.tools,
    });
    return { ...outcome, ...shownOf({ request, response }) };
  } catch (error) {
    if (call.signal.aborted) throw error;
    if (!(error instanceof AppError)) throw error;
    const passes = error.code !== 'unprocessable' && error.code !== 'invalid_input';
    return { outcome: passes ? 'retry' : 'give_up', reason: error.message };
  }
}

function shownOf({
  request,
  response,
}: Partial<Record<keyof Exchange, unknown>>): Pick<Sent, 'request' | 'response'> {
  return {
    ...(request === undefined ? {} : { request: request as JsonObject }),
    ...(response === undefined ? {} : { response: response as NonNullable<Sent['response']> }),
  };
}

/** The history, and the health of each channel, in the transaction that records the attempts. */
async function record(deps: NotificationsDeps, tx: Tx, attempts: readonly RecordedAttempt[]): Promise<void> {
  const settled = attempts.map(settledOf);
  await store.settle(tx, settled);
  await store.settleSummedUp(
    tx,
    settled.filter(
      ({ status }, index) =>
        status !== 'pending' && attempts[index]?.delivery.eventType === 'notification.summary',
    ),
  );
  for (const [channelId, ended] of byChannel(attempts)) await noteHealth(deps, tx, channelId, ended);
}

function settledOf({ delivery, result, status, nextAttemptAt, endedAt }: RecordedAttempt): store.Settled {
  const { thread = null, note = null } = result as Sent;
  const over = status === 'sent' || status === 'failed' || status === 'suppressed';
  const reason = 'reason' in result ? result.reason : note;
  return {
    id: notificationIdIn(delivery),
    status: over ? status : 'pending',
    reason:
      over || nextAttemptAt === null ? reason : `${reason}; tried again at ${nextAttemptAt.toISOString()}`,
    deliveryId: delivery.id,
    attempts: delivery.attempt,
    thread,
    endedAt: over ? endedAt : null,
  };
}

function byChannel(attempts: readonly RecordedAttempt[]): Map<number, RecordedAttempt[]> {
  const groups = new Map<number, RecordedAttempt[]>();
  for (const attempt of attempts) {
    const id = Number(/^channel:(\d+)$/.exec(attempt.delivery.destinationId)?.[1] ?? 0);
    if (id === 0 || (attempt.status !== 'sent' && attempt.status !== 'failed')) continue;
    groups.set(id, [...(groups.get(id) ?? []), attempt]);
  }
  return groups;
}

/** The first message that fails for good is announced, and the first that arrives after it. */
async function noteHealth(
  deps: NotificationsDeps,
  tx: Tx,
  channelId: number,
  ended: readonly RecordedAttempt[],
): Promise<void> {
  const row = await channelStore.lockChannel(tx, channelId);
  if (row === undefined) return;
  let failures = row.failures_in_a_row;
  let failingSince = row.failing_since;
  let lastError = row.last_error;
  let lastSentAt = row.last_sent_at;
  for (const { result, status, endedAt } of ended) {
    if (status === 'sent') {
      failures = 0;
      failingSince = null;
      lastError = null;
      lastSentAt = endedAt;
    } else {
      failures += 1;
      failingSince ??= endedAt;
      lastError = 'reason' in result ? result.reason.slice(0, 1000) : null;
    }
  }
  await channelStore.updateChannel(tx, channelId, {
    failures_in_a_row: failures,
    failing_since: failingSince,
    last_error: lastError,
    ...(lastSentAt === null ? {} : { last_sent_at: lastSentAt }),
  });
  const facts = { channel_id: row.id, name: row.name, kind: row.kind };
  if (row.failing_since === null && failingSince !== null) {
    await deps.announce(tx, {
      type: 'notification.channel_failing',
      payload: { ...facts, reason: lastError ?? 'no reason' },
    });
  } else if (row.failing_since !== null && failingSince === null) {
    await deps.announce(tx, { type: 'notification.channel_recovered', payload: facts });
  }
}
