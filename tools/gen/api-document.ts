import { auditLogRoutes } from '../../server/src/domain/govern/audit-log/index.ts';
import { type Identity, identityRoutes } from '../../server/src/domain/govern/identity/index.ts';
import { tenancyRoutes } from '../../server/src/domain/govern/tenancy/index.ts';
import { composeDomain, type Platform } from '../../server/src/main/compose.ts';
import { systemClock } from '../../server/src/platform/clock.ts';
import type { Database } from '../../server/src/platform/db/database.ts';
import { buildServer } from '../../server/src/platform/http/build-server.ts';
import { silentLog } from '../../server/src/platform/log/log.ts';
import { createMetrics } from '../../server/src/platform/metrics/metrics.ts';

/**
 * The OpenAPI document of the server, made from the schemas of its routes. The routes are built on nothing:
 * only calling one would need a database, and none is called here.
 */
export async function apiDocument(): Promise<Record<string, unknown>> {
  const nothing = {} as unknown;
  const database = nothing as Database;
  const clock = systemClock;
  const domain = composeDomain({ ...(nothing as Platform), clock, log: silentLog }, {
    schedules: new Map(),
    jobTimeoutSeconds: 300,
    allowPrivateAddresses: false,
    allowAmbientCredentials: false,
    requiredTags: [],
    worker: 'document',
  });
  const app = await buildServer({
    routes: [
      ...identityRoutes(nothing as Identity),
      ...tenancyRoutes({ database, clock }),
      ...auditLogRoutes(database),
      ...domain.routes,
    ],
    recognize: async () => null,
    database,
    log: silentLog,
    metrics: createMetrics(),
    clock,
    version: '1',
    publicUrl: null,
    allowedOrigins: [],
    trustProxy: false,
    production: true,
    rateLimit: { requests: 1, windowSeconds: 1 },
    metricsAccess: { enabled: false, token: undefined },
    webFolder: null,
  });
  await app.ready();
  const answer = await app.inject({ url: '/api/openapi.json' });
  await app.close();
  return answer.json() as Record<string, unknown>;
}
