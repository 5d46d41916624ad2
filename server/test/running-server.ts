import { mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Role } from '../src/core/permissions.ts';
import { createSignInLink, sessionCookie } from '../src/domain/govern/identity/index.ts';
import { addTestMember, createTestTenant, type TestTenant } from '../src/domain/govern/tenancy/testing.ts';
import { type RunningServer, startServer } from '../src/main/start-server.ts';
import { parseConfig } from '../src/platform/config/load-config.ts';
import type { OpenDatabase } from '../src/platform/db/open-database.ts';
import { freshPgliteFolder, freshPostgresUrl } from '../src/platform/db/testing.ts';
import type { Route } from '../src/platform/http/route.ts';
import { silentLog } from '../src/platform/log/log.ts';

export type SuiteTenant = TestTenant & { call: Call };
export type Answered = { status: number; text: string; code: string | undefined };
export type Call = (
  route: Pick<Route, 'method' | 'operationId'> & { stream?: unknown },
  path: string,
  body?: unknown,
) => Promise<Answered>;

export type SuiteServer = {
  server: RunningServer;
  database: OpenDatabase;
  /** Every route of the product, as the running server has it. */
  routes: Route[];
  tenant(name: string): Promise<SuiteTenant>;
  member(tenant: TestTenant, role: Role): Promise<Call>;
  anonymous: Call;
  stop(): Promise<void>;
};

/** The product itself, listening on loopback, on a fresh database: what is tested here is what runs. */
export async function startSuiteServer(engine: 'pglite' | 'postgres'): Promise<SuiteServer> {
  const folder = mkdtempSync(join(tmpdir(), 'infraudit-suite-'));
  const place: Record<string, string> = {};
  if (engine === 'postgres') place.DATABASE_URL = await freshPostgresUrl();
  else {
    place.INFRAUDIT_DATA_DIR = join(folder, 'data');
    mkdirSync(place.INFRAUDIT_DATA_DIR);
    renameSync(await freshPgliteFolder(), join(place.INFRAUDIT_DATA_DIR, 'database'));
  }
  const config = parseConfig({
    ENCRYPTION_KEY: 'ab'.repeat(32),
    SERVER_PORT: '0',
    RATE_LIMIT_REQUESTS: '1000000',
    DB_MAX_OPEN_CONNS: '6',
    ...place,
  });
  const server = await startServer({ config, folder, log: silentLog, role: 'api' });
  const { database } = server.platform;

  function caller(cookie: string | undefined): Call {
    return async ({ method, stream }, path, body) => {
      const leave = new AbortController();
      // A stream that opens would never end by itself.
      const patience = stream === undefined ? undefined : setTimeout(() => leave.abort(), 500);
      const response = await fetch(`${server.url}${path}`, {
        method,
        redirect: 'manual',
        signal: leave.signal,
        headers: {
          'sec-fetch-site': 'same-origin',
          ...(cookie === undefined ? {} : { cookie }),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      let text = '';
      try {
        for await (const chunk of response.body ?? []) text += Buffer.from(chunk).toString();
      } catch (error) {
        if (!leave.signal.aborted) throw error;
      } finally {
        clearTimeout(patience);
      }
      return { status: response.status, text, code: codeIn(text) };
    };
  }

  async function signedIn(userId: number): Promise<Call> {
    const link = new URL(await createSignInLink(server.identity, userId));
    const response = await fetch(`${server.url}${link.pathname}${link.search}`, { redirect: 'manual' });
    const cookie = response.headers.getSetCookie().find((each) => each.startsWith(sessionCookie));
    return caller(cookie?.split(';')[0]);
  }

  return {
    server,
    database,
    routes: server.routes,
    async tenant(name) {
      const made = await createTestTenant(database, name, server.identity.onOrganizationCreated);
      return { ...made, call: await signedIn(made.owner.id) };
    },
    member: async (tenant, role) => signedIn((await addTestMember(database, tenant, role)).id),
    anonymous: caller(undefined),
    async stop() {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function codeIn(text: string): string | undefined {
  try {
    return (JSON.parse(text) as { code?: string }).code;
  } catch {
    return undefined;
  }
}
