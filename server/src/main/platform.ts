import { type Clock, systemClock } from '../platform/clock.ts';
import { databaseConfigOf } from '../platform/config/database-config.ts';
import { secretValues } from '../platform/config/load-config.ts';
import type { Config } from '../platform/config/variables.ts';
import { type OpenDatabase, openDatabase } from '../platform/db/open-database.ts';
import { type Subscriber, startDispatcher } from '../platform/events/dispatcher.ts';
import { openEventStreams } from '../platform/events/event-streams.ts';
import { announce } from '../platform/events/outbox.ts';
import { createLog, type Log } from '../platform/log/log.ts';
import { createMetrics, type Metrics } from '../platform/metrics/metrics.ts';
import { createOutboundHttp } from '../platform/outbound-http/outbound-http.ts';
import { openQueue } from '../platform/queue/open-queue.ts';
import { createSecretBox } from '../platform/secrets/secret-box.ts';
import type { Platform } from './compose.ts';

export type RunningPlatform = Omit<Platform, 'publicUrl'> & {
  database: OpenDatabase;
  metrics: Metrics;
  /** Starts delivering events to their subscribers. */
  dispatch(subscribers: readonly Subscriber[]): Promise<{ stop(): Promise<void> }>;
  /** Takes no more work, lets running work end for `graceSeconds`, closes everything. */
  close(graceSeconds: number): Promise<void>;
};

export function logOf(config: Config): Log {
  return createLog({ level: config.LOG_LEVEL, format: config.LOG_FORMAT, secrets: secretValues(config) });
}

/** Opens what every process needs. `folder` is what a relative data folder is relative to. */
export async function openPlatform(parts: {
  config: Config;
  folder: string;
  log: Log;
  /** Asked for when the database is open. */
  queues: Promise<readonly string[]>;
  version: string;
  clock?: Clock;
}): Promise<RunningPlatform> {
  const { config, folder, log, clock = systemClock } = parts;
  const metrics = createMetrics({
    connections: () => opened?.engineRoom.connections() ?? { open: 0, idle: 0 },
  });
  let opened: OpenDatabase | undefined;
  const database = await openDatabase(databaseConfigOf(config, folder), {
    transaction: (seconds) => metrics.databaseQuery(seconds),
    info: (message, facts) => log.info(message, facts),
    error: (message, error) => log.error(message, { error }),
  });
  opened = database;
  try {
    const queue = await openQueue({ database, log, names: [...(await parts.queues)] });
    const events = await openEventStreams({ database, log });
    const outbound = createOutboundHttp({
      allowPrivateAddresses: config.INFRAUDIT_ALLOW_PRIVATE_ADDRESSES,
      userAgent: `InfraAudit/${parts.version}`,
    });
    const previous = config.ENCRYPTION_KEY_PREVIOUS;
    return {
      db: database,
      database,
      queue,
      announce,
      events,
      secrets: createSecretBox(config.ENCRYPTION_KEY, previous === undefined ? [] : [previous]),
      clock,
      log,
      metrics,
      outbound,
      dispatch: (subscribers) => startDispatcher({ database, queue, clock, log, subscribers }),
      async close(graceSeconds) {
        await queue.stop(graceSeconds);
        await events.close();
        await outbound.close();
        await database.close();
      },
    };
  } catch (error) {
    await database.close();
    throw error;
  }
}
