import { startDeliveries } from '../src/domain/inform/deliveries/index.ts';
import {
  type NotificationsDeps,
  notificationDeliveries,
  notifySubscriber,
} from '../src/domain/inform/notifications/index.ts';
import { alertSubscribers } from '../src/domain/respond/alerts/index.ts';
import { systemClock } from '../src/platform/clock.ts';
import type { OpenDatabase } from '../src/platform/db/open-database.ts';
import { startDispatcher, subscriberQueue } from '../src/platform/events/dispatcher.ts';
import { announce } from '../src/platform/events/outbox.ts';
import { silentLog } from '../src/platform/log/log.ts';
import { createOutboundHttp } from '../src/platform/outbound-http/outbound-http.ts';
import { openQueue } from '../src/platform/queue/open-queue.ts';
import { createSecretBox } from '../src/platform/secrets/secret-box.ts';
import { channels } from '../src/plugins/channels/index.ts';
import { openPlace } from './open-place.ts';

/**
 * A process of its own for the suite of killed processes: makes alerts of drifts, notifications of alerts, and sends
 * them, as the product does. It kills itself at the first of its steps that is the one asked for; with `none` it ends
 * when nothing is left to do.
 */
const [place, step] = process.argv.slice(2);
if (place === undefined || step === undefined) throw new Error('usage: alerting-process.ts DATABASE STEP');

/** Whose transaction it is, by its scope and what it came to; null for those that change nothing. */
function nameOf(scope: string, result: unknown): string | null {
  const some = Array.isArray(result) ? result.length > 0 : result !== 0;
  if (scope === 'events of all organisations are dispatched' && some) return 'dispatch';
  if (scope === 'alerts of drifts') return 'alert';
  // Reading what sending needs is told apart by its answer.
  if (scope === 'notifications' && result === undefined) return 'decide';
  if (scope === 'deliveries of all organisations are sent' && Array.isArray(result) && some) return 'claim';
  if (scope === 'deliveries') return 'record';
  return null;
}

const reached = (name: string | null, when: 'before' | 'after'): void => {
  if (`${when} ${name}` === step) process.kill(process.pid, 'SIGKILL');
};

function watched(database: OpenDatabase): OpenDatabase {
  async function watch<T, X>(
    scope: string,
    run: (work: (tx: X) => Promise<T>) => Promise<T>,
    work: (tx: X) => Promise<T>,
  ): Promise<T> {
    const result = await run(async (tx) => {
      const found = await work(tx);
      reached(nameOf(scope, found), 'before');
      return found;
    });
    reached(nameOf(scope, result), 'after');
    return result;
  }
  return {
    ...database,
    within: (scope, work) => watch(scope.actor.label, (inner) => database.within(scope, inner), work),
    asSystem: (scope, work) => watch(scope.why, (inner) => database.asSystem(scope, inner), work),
  };
}

const opened = await openPlace(place);
const db = watched(opened);
const session = await opened.engineRoom.acquire();
// The next process takes over when the one before was silent for half a minute: here that time is over at once.
await session.query(
  `UPDATE infraudit_queue.job SET state = 'retry', start_after = now() WHERE state = 'active'`,
);
await session.query(
  `UPDATE deliveries SET lease_until = now() - interval '1 second' WHERE status = 'sending'`,
);
session.release();

const outbound = createOutboundHttp({ allowPrivateAddresses: true, userAgent: 'InfraAudit/test' });
const deps: NotificationsDeps = {
  db,
  clock: systemClock,
  announce,
  log: silentLog,
  secrets: createSecretBox('ab'.repeat(32)),
  kinds: channels,
  tools: {
    async request(request) {
      const answer = await outbound.request(request);
      reached('send', 'after');
      return answer;
    },
    connect: (host, port, how) => outbound.connect(host, port, how),
    mailServer: null,
  },
  environment: { channels: [], digestTime: '07:00' },
  publicUrl: () => 'http://127.0.0.1',
};
const subscribers = [
  ...alertSubscribers(deps).filter(({ name }) => name === 'drift-alerts'),
  notifySubscriber(deps, async () => undefined),
];
const queue = await openQueue({
  database: opened,
  log: silentLog,
  names: subscribers.map(({ name }) => subscriberQueue(name)),
  pollSeconds: 0.5,
});
const sending = await startDeliveries({ ...deps, kinds: { notification: notificationDeliveries(deps) } });
const dispatcher = await startDispatcher({
  database: db,
  queue,
  clock: systemClock,
  log: silentLog,
  subscribers,
});

for (let quiet = 0; quiet < 2; ) {
  await new Promise((resolve) => setTimeout(resolve, 100));
  const looking = await opened.engineRoom.acquire();
  const { rows } = await looking.query(`
    SELECT (SELECT count(*) FROM outbox_events WHERE dispatched_at IS NULL)
      + (SELECT count(*) FROM infraudit_queue.job
         WHERE name IN ('events-drift-alerts', 'events-notifications') AND state IN ('created', 'retry', 'active'))
      + (SELECT count(*) FROM deliveries WHERE status IN ('pending', 'sending')) AS left`);
  looking.release();
  quiet = Number((rows[0] as { left: string } | undefined)?.left) === 0 ? quiet + 1 : 0;
}
await dispatcher.stop();
await sending.stop();
await queue.stop(1);
await outbound.close();
await opened.close();
