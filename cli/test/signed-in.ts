import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { type Ran, type RunOptions, runCli } from './fake-terminal.ts';
import { type Live, owner, startLive } from './live-server.ts';

/** The product with a connected account, its owner signed in, and Ben, who may approve. */
export type SignedIn = {
  live: Live;
  cli(parameters: string[], options?: RunOptions): Promise<Ran>;
  /** Expects exit code 0. */
  fine(...parameters: string[]): Promise<Ran>;
  /** Expects exit code 1 and answers what was said. */
  refused(...parameters: string[]): Promise<string>;
  json<T>(...parameters: string[]): Promise<T>;
  /** Adds a person and answers the parameters with which a command is theirs. */
  join(email: string, role: string): Promise<string[]>;
  /** The API as the owner, for what has no command. */
  put(path: string, body: object): Promise<unknown>;
  /** Polls until the newest run of a job is in one of these states. */
  newest(job: number, ...states: string[]): Promise<Execution>;
  stop(): Promise<void>;
};
export type Execution = { id: number; status: string; job_id: number; trigger: string };

export const ben = 'ben@example.com';
const password = 'another long password';

export async function startSignedIn(
  more: Parameters<typeof startLive>[0] = {},
): Promise<SignedIn & { asBen: string[] }> {
  const home = mkdtempSync(join(tmpdir(), 'infraudit-home-'));
  const live = await startLive(more);
  const cli: SignedIn['cli'] = (parameters, options = {}) =>
    runCli(parameters, { ...options, environment: { HOME: home, ...options.environment } });
  const expectFine = (ran: Ran): Ran => {
    expect(ran, ran.stderr).toMatchObject({ code: 0 });
    return ran;
  };
  const fine: SignedIn['fine'] = async (...parameters) => expectFine(await cli(parameters));
  const json = async <T>(...parameters: string[]): Promise<T> =>
    JSON.parse((await fine(...parameters, '-o', 'json')).stdout) as T;

  const server = ['--server', live.url];
  const login = ['auth', 'login', ...server, '--email', owner.email, '--password-stdin'];
  expectFine(await cli(login, { stdin: `${owner.password}\n` }));
  const { accessKeyId, secretAccessKey } = live.sandbox.credentials;
  const connect = ['provider', 'connect', 'aws', '--name', 'acme', '--from-env', '--wait'];
  expectFine(
    await cli([...connect, '--endpoint-url', live.sandbox.endpoint], {
      environment: { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey },
    }),
  );
  const asOwner = await ownersApi(live.url);
  const joined: SignedIn['join'] = async (email, role) => {
    const name = email.split('@')[0] ?? '';
    const asThem = ['--config', join(home, `${name}.yaml`)];
    // There is no command that invites: people are invited on the web.
    const { link } = await asOwner<{ link: string }>('POST', '/settings/team/invite', { email, role });
    const register = ['auth', 'register', ...server, ...asThem, '--invitation', link, '--name', name];
    expectFine(await cli([...register, '--password-stdin'], { stdin: `${password}\n` }));
    return asThem;
  };
  const asBen = await joined(ben, 'approver');

  return {
    live,
    cli,
    fine,
    json,
    asBen,
    join: joined,
    put: (path, body) => asOwner('PUT', path, body),
    async refused(...parameters) {
      const ran = await cli(parameters);
      expect(ran.code, ran.stdout).toBe(1);
      return ran.stderr;
    },
    async newest(job, ...states) {
      for (;;) {
        const [execution] = await json<Execution[]>('job', 'executions', String(job), '--limit', '1');
        if (execution !== undefined && states.includes(execution.status)) return execution;
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    },
    async stop() {
      await live.stop();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

async function ownersApi(url: string) {
  const send = async <T>(method: string, path: string, body: object, token?: string): Promise<T> => {
    const response = await fetch(`${url}/api/v1${path}`, {
      method,
      headers: {
        'content-type': 'application/json',
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify(body),
    });
    const answer = await response.json();
    expect(response.ok, JSON.stringify(answer)).toBe(true);
    return answer as T;
  };
  const { token } = await send<{ token: string }>('POST', '/auth/login', owner);
  return <T>(method: string, path: string, body: object) => send<T>(method, path, body, token);
}
