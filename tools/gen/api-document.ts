import { auditLogRoutes } from '../../server/src/domain/govern/audit-log/index.ts';
import { type Identity, identityRoutes } from '../../server/src/domain/govern/identity/index.ts';
import { tenancyRoutes } from '../../server/src/domain/govern/tenancy/index.ts';
import { composeDomain, type Platform } from '../../server/src/main/compose.ts';
import { systemClock } from '../../server/src/platform/clock.ts';
import type { Database } from '../../server/src/platform/db/database.ts';
import { buildServer } from '../../server/src/platform/http/build-server.ts';
import type { Route } from '../../server/src/platform/http/route.ts';
import { silentLog } from '../../server/src/platform/log/log.ts';
import { createMetrics } from '../../server/src/platform/metrics/metrics.ts';

/** Every route of the server, built on nothing: only calling one would need a database, and none is called here. */
export function allRoutes(): Route[] {
  const nothing = {} as unknown;
  const database = nothing as Database;
  const clock = systemClock;
  const domain = composeDomain(
    { ...(nothing as Platform), clock, log: silentLog },
    {
      schedules: new Map(),
      jobTimeoutSeconds: 300,
      allowPrivateAddresses: false,
      allowAmbientCredentials: false,
      requiredTags: [],
      baselineRetentionDays: undefined,
      worker: 'document',
    },
  );
  return [
    ...identityRoutes(nothing as Identity),
    ...tenancyRoutes({ database, clock }),
    ...auditLogRoutes({ db: database, clock, secrets: {} as never, log: silentLog }),
    ...domain.routes,
  ];
}

/** The OpenAPI document of the server, made from the schemas of its routes. */
export async function apiDocument(): Promise<Record<string, unknown>> {
  const database = {} as unknown as Database;
  const app = await buildServer({
    routes: allRoutes(),
    recognize: async () => null,
    database,
    log: silentLog,
    metrics: createMetrics(),
    clock: systemClock,
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
