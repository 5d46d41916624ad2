import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('../src/main/serve.ts', import.meta.url));
const owner = { email: 'owner@acme.example', password: 'a long enough password' };

// biome-ignore lint/suspicious/noExplicitAny: answers are looked into as a stranger would, without our types.
export type Json = any;
export type Running = {
  child: ChildProcess;
  output(): string;
  ended: Promise<number | null>;
  call(method: string, path: string, body?: unknown): Promise<Json>;
  /** As `call`, as whoever has the token. */
  as(token: string): (method: string, path: string, body?: unknown) => Promise<Json>;
};

const children = new Set<ChildProcess>();

/** Ends at once whatever a suite started. */
export function killAll(): void {
  for (const child of children) child.kill('SIGKILL');
  children.clear();
}

/** Starts the program and signs in as its owner; throws what it said when it does not start. */
export async function start(folder: string, env: Record<string, string>): Promise<Running> {
  const child = spawn(process.execPath, [program], {
    cwd: folder,
    env: {
      PATH: process.env.PATH ?? '',
      ENCRYPTION_KEY: 'ab'.repeat(32),
      SESSION_SECRET: 'cd'.repeat(32),
      SERVER_PORT: '0',
      LOG_FORMAT: 'json',
      INFRAUDIT_ALLOW_PRIVATE_ADDRESSES: 'true',
      INFRAUDIT_OWNER_EMAIL: owner.email,
      INFRAUDIT_OWNER_PASSWORD: owner.password,
      SERVER_SHUTDOWN_TIMEOUT_SECONDS: '1',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.add(child);
  let output = '';
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const url = await new Promise<string>((resolve, reject) => {
    const hear = (chunk: Buffer) => {
      output += chunk.toString();
      const ready = output.split('\n').find((line) => line.includes('InfraAudit is ready'));
      if (ready?.endsWith('}')) resolve((JSON.parse(ready) as { url: string }).url);
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    child.once('exit', () => reject(new Error(output)));
  });
  const send = async (method: string, path: string, body: unknown, headers: Record<string, string>) => {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return await response.json();
  };
  const { token } = (await send('POST', '/api/login', owner, {})) as { token: string };
  return {
    child,
    ended,
    output: () => output,
    call: (method, path, body) => send(method, path, body, { authorization: `Bearer ${token}` }),
    as: (other) => (method, path, body) => send(method, path, body, { authorization: `Bearer ${other}` }),
  };
}

/** Asks again and again until the answer is what is wanted; the suite's own limit ends it. */
export async function until(ask: () => Promise<Json>, wanted: (answer: Json) => boolean): Promise<Json> {
  for (;;) {
    const answer = await ask();
    if (wanted(answer)) return answer;
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
}
