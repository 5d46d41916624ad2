import type { FastifyInstance } from 'fastify';
import { type Permission, permissions } from '../../core/permissions.ts';
import { sealScope } from '../../core/scope.ts';
import { systemClock } from '../clock.ts';
import type { Database } from '../db/database.ts';
import { silentLog } from '../log/log.ts';
import { createMetrics } from '../metrics/metrics.ts';
import { buildServer } from './build-server.ts';
import type { Caller, Route } from './route.ts';
import type { ServerOptions } from './server-options.ts';

/** A server for tests of routes: everything at its default, without pages and limits. */
export function buildTestServer(
  routes: Route[],
  options: Partial<ServerOptions> & { database: Database },
): Promise<FastifyInstance> {
  return buildServer({
    routes,
    recognize: async () => null,
    log: silentLog,
    metrics: createMetrics(),
    clock: systemClock,
    version: '0.0.0',
    publicUrl: null,
    allowedOrigins: ['*'],
    trustProxy: false,
    production: false,
    rateLimit: { requests: 1_000_000, windowSeconds: 60 },
    metricsAccess: { enabled: true, token: undefined },
    webFolder: null,
    ...options,
  });
}

/** Somebody with the given permissions, all of them when absent. */
export function testCaller(organizationId: number, granted: readonly Permission[] = permissions): Caller {
  const actor = { kind: 'user', id: 1, label: 'test@example.org' } as const;
  return {
    id: 'user:1',
    actor,
    scope: sealScope({ organizationId, actor, permissions: new Set(granted) }),
    viaCookie: false,
  };
}
