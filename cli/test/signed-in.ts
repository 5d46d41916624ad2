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
  const asBen = ['--config', join(home, 'ben.yaml')];
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
  const link = await invitation(live.url);
  const register = ['auth', 'register', ...server, ...asBen, '--invitation', link, '--name', 'Ben'];
  expectFine(await cli([...register, '--password-stdin'], { stdin: `${password}\n` }));

  return {
    live,
    cli,
    fine,
    json,
    asBen,
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

/** There is no command that invites: people are invited on the web. */
async function invitation(url: string): Promise<string> {
  const post = async <T>(path: string, body: object, token?: string): Promise<T> => {
    const response = await fetch(`${url}/api/v1${path}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify(body),
    });
    return (await response.json()) as T;
  };
  const { token } = await post<{ token: string }>('/auth/login', owner);
  const invite = { email: ben, role: 'approver' };
  return (await post<{ link: string }>('/settings/team/invite', invite, token)).link;
}
