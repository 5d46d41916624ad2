import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { chown } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';

/** A PostgreSQL server of our own on a loopback port, without a password and without durability. */
export type TestServer = {
  url: string;
  /** Ends every connection at once and starts again on the same data. */
  restart(): Promise<void>;
  stop(): Promise<void>;
};

/** Where Debian, Homebrew and the official images keep the server's programs; undefined when there is none. */
export function findServerPrograms(): string | undefined {
  const versions = existsSync('/usr/lib/postgresql') ? readdirSync('/usr/lib/postgresql') : [];
  const newestFirst = versions
    .sort((a, b) => Number(b) - Number(a))
    .map((version) => `/usr/lib/postgresql/${version}/bin`);
  const candidates = [...newestFirst, '/usr/local/bin', '/opt/homebrew/bin', '/usr/bin'];
  return candidates.find(
    (folder) => existsSync(join(folder, 'postgres')) && existsSync(join(folder, 'initdb')),
  );
}

/** Starts a fresh server. It refuses to run as root, so as root it runs as `postgres` or `nobody`. */
export async function startTestServer(programs: string): Promise<TestServer> {
  const folder = mkdtempSync(join(tmpdir(), 'infraudit-postgres-'));
  const identity = unprivilegedIdentity();
  if (identity !== undefined) await chown(folder, identity.uid, identity.gid);
  const data = join(folder, 'data');
  const cwd = folder;
  execFileSync(
    join(programs, 'initdb'),
    [
      '-D',
      data,
      '-U',
      'postgres',
      '-A',
      'trust',
      '-E',
      'UTF8',
      '--locale=C',
      '--no-sync',
      '--no-instructions',
    ],
    { ...identity, cwd, stdio: 'ignore' },
  );
  const port = await freePort();
  const settings = [
    ...['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'unix_socket_directories='],
    ...['listen_addresses=127.0.0.1', `port=${port}`, 'max_connections=200', 'shared_buffers=64MB'],
  ];
  const start = (): ChildProcess =>
    spawn(
      // The shell holds our end of a pipe: when this process dies, however it dies, the server stops.
      '/bin/sh',
      [
        '-c',
        '"$@" & p=$!; cat >/dev/null; kill -INT $p 2>/dev/null; wait $p',
        'sh',
        join(programs, 'postgres'),
        '-D',
        data,
      ].concat(settings.flatMap((setting) => ['-c', setting])),
      { ...identity, cwd, stdio: ['pipe', 'ignore', 'ignore'] },
    );
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`;
  let server = start();
  await untilItAnswers(url, server);
  const halt = async (): Promise<void> => {
    const gone = new Promise((resolve) => server.once('exit', resolve));
    server.stdin?.end();
    await gone;
  };
  return {
    url,
    async restart() {
      await halt();
      server = start();
      await untilItAnswers(url, server);
    },
    async stop() {
      await halt();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function unprivilegedIdentity(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  for (const name of ['postgres', 'nobody']) {
    try {
      const uid = Number(
        execFileSync('id', ['-u', name], { stdio: ['ignore', 'pipe', 'ignore'] }).toString(),
      );
      const gid = Number(
        execFileSync('id', ['-g', name], { stdio: ['ignore', 'pipe', 'ignore'] }).toString(),
      );
      return { uid, gid };
    } catch {
      // The next name may exist.
    }
  }
  return { uid: 65534, gid: 65534 };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        typeof address === 'object' && address !== null
          ? resolve(address.port)
          : reject(new Error('no port')),
      );
    });
  });
}

async function untilItAnswers(url: string, server: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 300; tries++) {
    if (server.exitCode !== null) throw new Error(`the test server ended with code ${server.exitCode}`);
    const client = new pg.Client({ connectionString: url });
    try {
      await client.connect();
      await client.end();
      return;
    } catch {
      await client.end().catch(() => undefined);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  throw new Error('the test server does not answer');
}
