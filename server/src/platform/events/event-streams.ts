import type { Scope } from '../../core/scope.ts';
import type { Database } from '../db/database.ts';
import { outsideTransaction } from '../db/transactions.ts';
import type { Log } from '../log/log.ts';
import type { EventStream, StoredEvent } from './contract.ts';
import { eventChannel, newestEventId, readEvents } from './outbox.ts';

const pageSize = 200;
/** Finds what a lost notification left behind. */
const lookAgainMs = 10_000;

/**
 * Live events for any number of subscribers. A notification only says that there is something; each subscriber
 * reads on from its own place, so nothing is missed and nothing comes twice.
 */
export async function openEventStreams(parts: {
  database: Database;
  log: Log;
}): Promise<EventStream & { close(): Promise<void> }> {
  const { database, log } = parts;
  const readers = new Set<{ organizationId: number; wake: () => void }>();
  const leave = await database.listen(eventChannel, (payload) => {
    const organizationId = Number(payload.split(':')[0]);
    for (const reader of readers) if (reader.organizationId === organizationId) reader.wake();
  });

  return {
    async subscribe(scope, { types, afterId }, onEvent) {
      const reader = await outsideTransaction(() =>
        startReader({ database, log, scope, types, afterId, onEvent }),
      );
      const entry = { organizationId: scope.organizationId, wake: reader.wake };
      readers.add(entry);
      // What came between reading the place and being listed.
      reader.wake();
      return () => {
        readers.delete(entry);
        reader.stop();
      };
    },
    close: leave,
  };
}

async function startReader(parts: {
  database: Database;
  log: Log;
  scope: Scope;
  types: readonly string[];
  afterId: number | null;
  onEvent: (event: StoredEvent) => void;
}): Promise<{ wake(): void; stop(): void }> {
  const { database, log, scope, types, onEvent } = parts;
  let place = parts.afterId ?? (await database.within(scope, newestEventId));
  let stopped = false;
  let reading = false;
  let again = false;

  async function readOn(): Promise<void> {
    for (;;) {
      again = false;
      const events = await database.within(scope, (tx) =>
        readEvents(tx, { afterId: place, types, limit: pageSize }),
      );
      for (const event of events) {
        if (stopped) return;
        place = event.id;
        onEvent(event);
      }
      if (events.length < pageSize && !again) return;
    }
  }

  function wake(): void {
    if (stopped) return;
    again = true;
    if (reading) return;
    reading = true;
    readOn()
      .catch((error: unknown) => log.warn('an event stream could not read, will try again', { error }))
      .finally(() => {
        reading = false;
      });
  }

  const timer = setInterval(wake, lookAgainMs);
  timer.unref();
  return {
    wake,
    stop() {
      stopped = true;
      clearInterval(timer);
    },
  };
}
