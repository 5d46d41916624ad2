import type { StoredEvent } from '../../../platform/events/contract.ts';
import type { Subscriber } from '../../../platform/events/dispatcher.ts';
import { organizationScope } from '../../govern/tenancy/index.ts';
import { enqueueDeliveries, type NewDelivery } from '../deliveries/index.ts';
import { announcedTypes, everyEvent, publish } from './payloads.ts';
import type { WebhooksDeps } from './service.ts';
import { findSubscribers } from './store.ts';

/** Permanent: part of the name of its queue. */
export const webhookSubscriber = 'webhooks';

/** Queues each event for each webhook that wants it. The same event a second time queues nothing. */
export function eventsForWebhooks(deps: Pick<WebhooksDeps, 'db' | 'clock'>): Subscriber {
  const handleAll = async (events: readonly StoredEvent[]): Promise<void> => {
    const [first] = events;
    if (first === undefined) return;
    const scope = organizationScope(first.organizationId, 'webhooks');
    await deps.db.within(scope, async (tx) => {
      const published = events.flatMap((event) =>
        publish(event).map((what) => ({ ...what, id: event.id, at: event.at })),
      );
      const names = [...new Set(published.map(({ event }) => event))];
      if (names.length === 0) return;
      const webhooks = await findSubscribers(tx, names);
      const deliveries = published.flatMap(({ event, data, id, at }) =>
        webhooks
          .filter((webhook) => webhook.events.includes(event) || webhook.events.includes(everyEvent))
          .map(
            (webhook): NewDelivery => ({
              kind: 'webhook',
              destinationId: webhook.id,
              eventType: event,
              dedupeKey: `event:${id}:${event}`,
              body: { timestamp: at.toISOString(), data },
            }),
          ),
      );
      await enqueueDeliveries(deps, tx, deliveries);
    });
  };
  return {
    name: webhookSubscriber,
    types: announcedTypes,
    handle: (event) => handleAll([event]),
    handleAll,
  };
}
