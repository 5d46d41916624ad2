import { mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RunningServer, startServer } from '../src/main/start-server.ts';
import { parseConfig } from '../src/platform/config/load-config.ts';
import { freshPgliteFolder } from '../src/platform/db/testing.ts';
import { createLog } from '../src/platform/log/log.ts';

// biome-ignore lint/suspicious/noExplicitAny: answers are looked into as a stranger would, without our types.
export type Answer = { status: number; text: string; json: any };

/** The whole product with its workers, on loopback, and everything that it says. */
export type LiveServer = {
  server: RunningServer;
  url: string;
  token: string;
  /** As the owner, unless the headers say otherwise. */
  call(
    method: string,
    path: string,
    body?: unknown,
    more?: { headers?: Record<string, string>; raw?: string },
  ): Promise<Answer>;
  /** Polls an execution to its end. */
  finished(executionId: number): Promise<Answer['json']>;
  /** Every answer and every log line so far. */
  said(): string;
  stop(): Promise<void>;
};

const owner = { email: 'owner@acme.example', password: 'a long enough password' };

export async function startLiveServer(variables: Record<string, string> = {}): Promise<LiveServer> {
  const folder = mkdtempSync(join(tmpdir(), 'infraudit-live-'));
  const dataDir = join(folder, 'data');
  mkdirSync(dataDir);
  renameSync(await freshPgliteFolder(), join(dataDir, 'database'));
  const heard: string[] = [];
  const config = parseConfig({
    ENCRYPTION_KEY: 'ab'.repeat(32),
    SERVER_PORT: '0',
    RATE_LIMIT_REQUESTS: '1000000',
    INFRAUDIT_ALLOW_PRIVATE_ADDRESSES: 'true',
    INFRAUDIT_OWNER_EMAIL: owner.email,
    INFRAUDIT_OWNER_PASSWORD: owner.password,
    INFRAUDIT_DATA_DIR: dataDir,
    ...variables,
  });
  // The level and no list of secrets: what is not written must not depend on being known beforehand.
  const log = createLog({ level: 'debug', format: 'json', secrets: [], write: (line) => heard.push(line) });
  const server = await startServer({ config, folder, log });
  const url = server.url ?? '';
  const exchange = async (
    method: string,
    path: string,
    headers: Record<string, string>,
    body: string | undefined,
  ): Promise<Answer> => {
    const response = await fetch(`${url}${path}`, {
      method,
      headers,
      ...(body === undefined ? {} : { body }),
    });
    const text = await response.text();
    heard.push(text);
    return { status: response.status, text, json: parsed(text) };
  };
  const signedIn = await exchange(
    'POST',
    '/api/login',
    { 'content-type': 'application/json' },
    JSON.stringify(owner),
  );
  const token: string = signedIn.json.token;
  const call: LiveServer['call'] = (method, path, body, { headers = {}, raw } = {}) => {
    const text = raw ?? (body === undefined ? undefined : JSON.stringify(body));
    const sent = {
      authorization: `Bearer ${token}`,
      ...(text === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    };
    return exchange(method, path, sent, text);
  };
  return {
    server,
    url,
    token,
    call,
    async finished(executionId) {
      for (;;) {
        const { json } = await call('GET', `/api/v1/executions/${executionId}`);
        if (!['queued', 'running'].includes(json.status)) return json;
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    },
    said: () => heard.join('\n'),
    async stop() {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
