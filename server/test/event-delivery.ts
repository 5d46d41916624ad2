import type { Scope } from '../src/core/scope.ts';
import type { StoredEvent } from '../src/platform/events/contract.ts';
import type { Composed } from './composed.ts';

/** In which order, and how, the dispatcher might hand events on: it promises none. */
export const deliveries = ['as they came', 'reversed', 'together', 'twice'] as const;
export type Delivery = (typeof deliveries)[number];

export type EventDelivery = {
  /** Hands what was announced since the last call to the subscribers of these names. */
  deliver(how?: Delivery): Promise<void>;
  /** What was announced since the last call of this. */
  announced(prefix?: string): Promise<StoredEvent[]>;
};

export function eventDelivery(app: Composed, scope: Scope, names: readonly string[]): EventDelivery {
  let delivered = 0;
  let seen = 0;
  const signal = new AbortController().signal;
  const after = (id: number): Promise<StoredEvent[]> =>
    app.db.within(scope, async (tx) => {
      const rows = await tx.sql
        .selectFrom('outbox_events')
        .selectAll()
        .where('organization_id', '=', scope.organizationId)
        .where('id', '>', id)
        .orderBy('id')
        .execute();
      return rows.map((row) => ({
        id: row.id,
        organizationId: row.organization_id,
        type: row.type,
        payload: row.payload as StoredEvent['payload'],
        at: row.created_at,
      }));
    });
  const subscribers = names.map((name) => {
    const subscriber = app.domain.subscribers.find((each) => each.name === name);
    if (subscriber === undefined) throw new Error(`no subscriber ${name}`);
    return subscriber;
  });
  return {
    async deliver(how = 'as they came') {
      const events = await after(delivered);
      delivered = events.at(-1)?.id ?? delivered;
      if (how === 'reversed') events.reverse();
      for (const subscriber of how === 'reversed' ? subscribers.toReversed() : subscribers) {
        const heard = events.filter(({ type }) => subscriber.types.includes(type));
        if (how === 'together' && subscriber.handleAll !== undefined) {
          await subscriber.handleAll(heard, signal);
          continue;
        }
        for (const event of heard) await subscriber.handle(event, signal);
        if (how === 'twice') for (const event of heard) await subscriber.handle(event, signal);
      }
    },
    async announced(prefix = 'alert.') {
      const events = await after(seen);
      seen = events.at(-1)?.id ?? seen;
      return events.filter(({ type }) => type.startsWith(prefix));
    },
  };
}
