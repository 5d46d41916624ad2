import type { Json } from '../core/json.ts';
import type { JobType } from '../domain/govern/jobs/index.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/db/database.ts';
import type { Announce, EventStream } from '../platform/events/contract.ts';
import type { Subscriber } from '../platform/events/dispatcher.ts';
import type { Route } from '../platform/http/route.ts';
import type { Log } from '../platform/log/log.ts';
import type { OutboundHttp } from '../platform/outbound-http/outbound-http.ts';
import type { Queue } from '../platform/queue/contract.ts';
import type { SecretBox } from '../platform/secrets/contract.ts';

export type Platform = {
  db: Database;
  queue: Queue;
  announce: Announce;
  events: EventStream;
  secrets: SecretBox;
  clock: Clock;
  log: Log;
  /** Calls to addresses that somebody configured. */
  outbound: OutboundHttp;
  /** Where people open the web, for links in messages; without a slash at the end. */
  publicUrl: () => string;
};

/** Work on a timer, in the processes that schedule. */
export type LookOut = { name: string; everyMs: number; look: () => Promise<unknown> };

/** Workers of a queue, in the processes that work. */
export type QueueWorker = {
  queue: string;
  concurrency: number;
  handle: (payload: Json, signal: AbortSignal) => Promise<void>;
};

/** What runs from start to stop, in the processes that work. */
export type Engine = { name: string; start(): Promise<{ stop(): Promise<void> }> };

/** What one floor of the domain brings into the whole. */
export type DomainFloor = {
  jobTypes: JobType[];
  routes: Route[];
  subscribers: Subscriber[];
  lookOuts: LookOut[];
  workers: QueueWorker[];
  engines?: Engine[];
};
