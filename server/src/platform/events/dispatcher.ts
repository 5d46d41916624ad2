import { describeError } from '../../core/errors.ts';
import type { Json } from '../../core/json.ts';
import { systemScope } from '../../core/scope.ts';
import type { Clock } from '../clock.ts';
import type { Database } from '../db/database.ts';
import { outsideTransaction } from '../db/transactions.ts';
import type { Log } from '../log/log.ts';
import type { Queue } from '../queue/contract.ts';
import type { StoredEvent } from './contract.ts';
import { claimUndispatched, eventChannel, markDispatched, pruneDispatched } from './outbox.ts';

/**
 * Somebody who must hear of events. At least once, in no promised order: `handle` finds the event's id in what
 * it already did and then does nothing.
 */
export type Subscriber = {
  /** Permanent; part of its queue's name. */
  name: string;
  types: readonly string[];
  handle(event: StoredEvent, signal: AbortSignal): Promise<void>;
  /**
   * For those who hear much: several events of one organisation at once, oldest first. When it throws, each of
   * them comes again by itself, through `handle`, so that one that cannot be handled holds up no other.
   */
  handleAll?(events: readonly StoredEvent[], signal: AbortSignal): Promise<void>;
};

export const subscriberQueue = (name: string): string => `events-${name}`;

const batch = 200;
/** Of a message with several events; it is held in memory. */
const messageBytes = 1024 * 1024;
const lookAgainMs = 5000;
const pruneEveryMs = 3_600_000;
const keptDays = 7;

/** Moves events from the outbox into the queue of each subscriber, in one transaction per batch. */
export async function startDispatcher(parts: {
  database: Database;
  queue: Queue;
  clock: Clock;
  log: Log;
  subscribers: readonly Subscriber[];
}): Promise<{ stop(): Promise<void> }> {
  const { database, queue, clock, log, subscribers } = parts;
  for (const subscriber of subscribers) {
    await queue.work(subscriberQueue(subscriber.name), { concurrency: 1 }, (payload, signal) =>
      deliver(subscriber, fromMessage(payload), signal),
    );
  }

  async function deliver(
    subscriber: Subscriber,
    events: readonly StoredEvent[],
    signal: AbortSignal,
  ): Promise<void> {
    const [first] = events;
    if (first === undefined) return;
    if (events.length === 1 || subscriber.handleAll === undefined) {
      for (const event of events) await subscriber.handle(event, signal);
      return;
    }
    try {
      await subscriber.handleAll(events, signal);
    } catch (error) {
      if (signal.aborted) throw error;
      log.warn('events could not be handled together and come again one by one', {
        subscriber: subscriber.name,
        events: events.length,
        reason: describeError(error),
      });
      await database.asSystem(systemScope('events come again one by one'), (tx) =>
        queue.enqueueAll(tx, subscriberQueue(subscriber.name), events.map(toPayload)),
      );
    }
  }

  const dispatchBatch = (): Promise<number> =>
    database.asSystem(systemScope('events of all organisations are dispatched'), async (tx) => {
      const events = await claimUndispatched(tx, batch);
      if (events.length === 0) return 0;
      for (const subscriber of subscribers) {
        const heard = events.filter(({ type }) => subscriber.types.includes(type));
        await queue.enqueueAll(tx, subscriberQueue(subscriber.name), messagesOf(subscriber, heard));
      }
      await markDispatched(
        tx,
        events.map(({ id }) => id),
        clock.now(),
      );
      return events.length;
    });

  let stopped = false;
  let again = false;
  let running: Promise<void> | undefined;

  async function dispatchAll(): Promise<void> {
    for (;;) {
      again = false;
      const taken = await dispatchBatch();
      if (stopped || (taken < batch && !again)) return;
    }
  }

  function wake(): void {
    again = true;
    if (stopped || running !== undefined) return;
    running = dispatchAll()
      .catch((error: unknown) => log.error('events could not be dispatched, will try again', { error }))
      .finally(() => {
        running = undefined;
      });
  }

  async function prune(): Promise<void> {
    const before = new Date(clock.now().getTime() - keptDays * 86_400_000);
    const pruned = await database.asSystem(
      systemScope('old events of all organisations are forgotten'),
      (tx) => pruneDispatched(tx, before),
    );
    if (pruned > 0) log.debug('old events forgotten', { pruned });
  }

  return outsideTransaction(async () => {
    const leave = await database.listen(eventChannel, wake);
    const timers = [
      setInterval(wake, lookAgainMs),
      setInterval(
        () => void prune().catch((error: unknown) => log.warn('old events stay', { error })),
        pruneEveryMs,
      ),
    ];
    for (const timer of timers) timer.unref();
    wake();
    return {
      async stop() {
        stopped = true;
        for (const timer of timers) clearInterval(timer);
        await leave();
        await running;
      },
    };
  });
}

/** One message per event, or per organisation for those who take several at once. */
function messagesOf(subscriber: Subscriber, events: readonly StoredEvent[]): Json[] {
  if (subscriber.handleAll === undefined) return events.map(toPayload);
  const messages: Json[] = [];
  for (const ofOne of Map.groupBy(events, ({ organizationId }) => organizationId).values()) {
    let together: Json[] = [];
    let bytes = 0;
    for (const payload of ofOne.map(toPayload)) {
      const size = JSON.stringify(payload).length;
      if (together.length > 0 && bytes + size > messageBytes) {
        messages.push({ events: together });
        together = [];
        bytes = 0;
      }
      together.push(payload);
      bytes += size;
    }
    messages.push({ events: together });
  }
  return messages;
}

function toPayload(event: StoredEvent): Json {
  return { ...event, at: event.at.toISOString() };
}

type EventPayload = Omit<StoredEvent, 'at'> & { at: string };

/** A message is one event, or several under `events`. */
function fromMessage(message: Json): StoredEvent[] {
  const content = message as unknown as EventPayload | { events: EventPayload[] };
  const events = 'events' in content ? content.events : [content];
  return events.map((event) => ({ ...event, at: new Date(event.at) }));
}
