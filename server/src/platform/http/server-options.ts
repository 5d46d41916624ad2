import type { IncomingHttpHeaders } from 'node:http';
import type { Clock } from '../clock.ts';
import type { Database } from '../db/database.ts';
import type { Log } from '../log/log.ts';
import type { Metrics } from '../metrics/metrics.ts';
import type { RateLimit } from './rate-limits.ts';
import type { Caller, Route } from './route.ts';

/** What recognising a caller may look at. */
export type Credentials = {
  method: string;
  headers: IncomingHttpHeaders;
  cookies: Record<string, string | undefined>;
  query: Record<string, unknown>;
  ip: string;
  requestId: string;
  /** The route's pattern, so that some ways to sign in can be limited to some routes. */
  route: string;
};
/** Null when nothing was presented; throws `unauthenticated` when what was presented is not valid. */
export type Recognize = (credentials: Credentials) => Promise<Caller | null>;

export type ServerOptions = {
  routes: Route[];
  recognize: Recognize;
  database: Database;
  log: Log;
  metrics: Metrics;
  clock: Clock;
  version: string;
  /** Null: the address that the request was sent to. */
  publicUrl: string | null;
  allowedOrigins: string[];
  trustProxy: boolean;
  production: boolean;
  rateLimit: RateLimit;
  metricsAccess: { enabled: boolean; token: string | undefined };
  /** Folder with the built web pages; null serves none. */
  webFolder: string | null;
};

/** Bytes of a request's body, unless its route says otherwise. */
export const defaultBodyLimit = 1_048_576;
