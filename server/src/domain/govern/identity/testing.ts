import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import { type Clock, systemClock } from '../../../platform/clock.ts';
import type { Database } from '../../../platform/db/database.ts';
import type { Route } from '../../../platform/http/route.ts';
import { buildTestServer } from '../../../platform/http/testing.ts';
import { silentLog } from '../../../platform/log/log.ts';
import { createSecretBox } from '../../../platform/secrets/secret-box.ts';
import { auditLogRoutes } from '../audit-log/index.ts';
import { tenancyRoutes } from '../tenancy/index.ts';
import { sessionCookie } from './authenticate.ts';
import { recognizer } from './caller.ts';
import type { Identity } from './options.ts';
import { identityRoutes } from './routes.ts';

/** For suites: identity over a test database, with everything optional switched off. */
export function testIdentity(
  database: Database,
  changes: Partial<Identity> & { clock?: Clock } = {},
): Identity {
  const { clock = systemClock, ...rest } = changes;
  return {
    database,
    now: () => clock.now(),
    sessionSecret: 'a secret of the suite, thirty-two characters and more',
    publicUrl: () => 'http://infraudit.example',
    version: '0.0.0',
    oidc: null,
    supabase: null,
    fetch: globalThis.fetch,
    onOrganizationCreated: [],
    ...rest,
  };
}

export type Call = (
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  url: string,
  sent?: { token?: string; cookie?: string; body?: unknown; headers?: Record<string, string> },
) => Promise<LightMyRequestResponse>;

/** For suites: the server with the routes of the three modules, and a short way to call it. */
export async function testGovernServer(
  identity: Identity,
  more: Route[] = [],
): Promise<{ app: FastifyInstance; call: Call; routes: Route[] }> {
  const clock = { now: identity.now };
  const routes = [
    ...identityRoutes(identity),
    ...tenancyRoutes({ database: identity.database, clock }),
    ...auditLogRoutes({
      db: identity.database,
      clock,
      secrets: createSecretBox('11'.repeat(32)),
      log: silentLog,
    }),
    ...more,
  ];
  const app = await buildTestServer(routes, {
    database: identity.database,
    recognize: recognizer(identity),
    clock,
    publicUrl: identity.publicUrl(),
  });
  let calls = 0;
  const call: Call = (method, url, sent = {}) => {
    calls += 1;
    return app.inject({
      // Each call from an address of its own, so that limits per address stay out of suites about other things.
      remoteAddress: `10.${calls >> 16}.${(calls >> 8) & 255}.${calls & 255}`,
      method,
      url,
      headers: {
        ...(sent.token === undefined ? {} : { authorization: `Bearer ${sent.token}` }),
        ...sent.headers,
      },
      ...(sent.cookie === undefined ? {} : { cookies: { [sessionCookie]: sent.cookie } }),
      ...(sent.body === undefined ? {} : { payload: sent.body as object }),
    });
  };
  return { app, call, routes };
}

/** The session cookie that an answer sets. */
export function cookieIn(answer: LightMyRequestResponse, name: string = sessionCookie): string | undefined {
  return answer.cookies.find((cookie) => cookie.name === name)?.value;
}
