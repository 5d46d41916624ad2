import { setFlagsFromString } from 'node:v8';
import type { Identity } from '../domain/govern/identity/index.ts';
import type { Clock } from '../platform/clock.ts';
import type { Config } from '../platform/config/variables.ts';
import type { Route } from '../platform/http/route.ts';
import type { Log } from '../platform/log/log.ts';
import type { Domain, DomainOptions } from './compose.ts';
import { openPlatform, type RunningPlatform } from './platform.ts';
import { productVersion } from './version.ts';

/** `all` is everything in one process; on one PostgreSQL any number of each may divide the work. */
export const processRoles = ['all', 'api', 'scheduler', 'worker'] as const;
export type ProcessRole = (typeof processRoles)[number];

export type RunningServer = {
  /** Where it listens; undefined where it only schedules or works. */
  url: string | undefined;
  publicUrl: string;
  platform: RunningPlatform;
  domain: Domain;
  identity: Identity;
  routes: Route[];
  setUpRequired: boolean;
  stop(): Promise<void>;
};

/**
 * On a machine with much memory the engine lets garbage grow to several times of what is in use before it
 * collects: a scan of 100,000 resources then takes 1.4 GB for 100 MB of data. At this growth it stays below one,
 * for the same processor time.
 */
const heapGrowthPercent = 40;

/** Starts one process of the product. Throws an AppError that says what to do when it cannot. */
export async function startServer(parts: {
  config: Config;
  folder: string;
  log: Log;
  role?: ProcessRole;
  /** For measurements: what the product has besides its own, and a clock that is wrong. */
  providers?: DomainOptions['providers'];
  jobTypes?: DomainOptions['jobTypes'];
  clock?: Clock;
}): Promise<RunningServer> {
  const { config, folder, log, role = 'all' } = parts;
  setFlagsFromString(`--heap-growing-percent=${heapGrowthPercent}`);
  // The domain with its plug-ins is read while the database, which has threads of its own, opens.
  const loading = import('./start-domain.ts');
  const opening = openPlatform({
    config,
    folder,
    log,
    version: productVersion,
    queues: loading.then(({ domainQueues }) => domainQueues),
    ...(parts.clock === undefined ? {} : { clock: parts.clock }),
  });
  const [platform, { startDomain }] = await Promise.all([opening, loading]);
  try {
    return await startDomain(platform, config, role, parts);
  } catch (error) {
    await platform.close(0);
    throw error;
  }
}
