import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runCli } from './fake-terminal.ts';

type Answer = (request: IncomingMessage, response: ServerResponse, number: number) => void;

let server: Server;
let url: string;
let folder: string;
let answer: Answer;
let requests: { method: string; url: string; authorization: string | undefined }[];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'infraudit-trouble-'));
  requests = [];
  server = createServer((request, response) => {
    requests.push({
      method: request.method ?? '',
      url: request.url ?? '',
      authorization: request.headers.authorization,
    });
    answer(request, response, requests.length);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  rmSync(folder, { recursive: true, force: true });
});

const json = (
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
) => {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
};
const problem =
  (status: number, code: string, error: string, more: object = {}): Answer =>
  (_, response) =>
    json(response, status, { error, code, details: [], requestId: 'req-7', ...more });

const cli = (parameters: string[], environment: NodeJS.ProcessEnv = {}, interrupt?: AbortSignal) =>
  runCli(parameters, {
    environment: { HOME: folder, INFRAUDIT_SERVER_URL: url, INFRAUDIT_TOKEN: 'ia_live_x', ...environment },
    ...(interrupt === undefined ? {} : { interrupt }),
  });

describe('an answer that is not a success', () => {
  it.each([
    [
      problem(401, 'unauthenticated', 'The token has expired.'),
      'You are not signed in',
      'The token has expired',
      'Set INFRAUDIT_TOKEN',
    ],
    [
      problem(403, 'forbidden', 'This needs the permission triage'),
      'You may not do this',
      'permission triage',
      'whoami',
    ],
    [problem(404, 'not_found', 'drift not found'), 'Drift not found', 'nothing by that id', 'Check the id'],
    [
      problem(409, 'conflict', 'acme is disconnected; connect it again'),
      'Acme is disconnected',
      '',
      'Look at its state',
    ],
    [
      problem(422, 'unprocessable', 'Wrong', { details: [{ path: 'status', message: 'is resolved' }] }),
      'Wrong',
      'status: is resolved',
      'Correct the value',
    ],
    [
      problem(500, 'internal', 'Something went wrong on our side'),
      'Something went wrong',
      'status 500',
      'request req-7',
    ],
    [
      problem(503, 'unavailable', 'The database does not answer'),
      'The database does not answer',
      'could not get an answer',
      'Try again',
    ],
  ])('is told by what, why and what to do (%#)', async (given, what, why, fix) => {
    answer = given;
    const ran = await cli(['drift', 'get', '1']);
    expect(ran).toMatchObject({ code: 1, stdout: '' });
    expect(ran.stderr).toContain(`Error: ${what}`);
    expect(ran.stderr).toContain(why);
    expect(ran.stderr).toMatch(new RegExp(`^Do: .*${fix}`, 'm'));
    expect(ran.stderr).not.toContain('ia_live_x');
  });

  it('shows the request id with --debug only', async () => {
    answer = problem(404, 'not_found', 'drift not found');
    expect((await cli(['drift', 'get', '1'])).stderr).not.toContain('req-7');
    expect((await cli(['drift', 'get', '1', '--debug'])).stderr).toContain('Request id: req-7');
  });
});

describe('an answer that is not ours', () => {
  it.each([
    ['a page of a proxy', 'text/html', '<html>Sign in</html>', 'text/html'],
    ['no type at all', '', 'x', 'an answer without a type'],
    ['broken JSON', 'application/json', '{"data":[', 'not valid JSON'],
  ])('such as %s is refused', async (_, type, body, why) => {
    answer = (_request, response) => {
      response.writeHead(200, type === '' ? {} : { 'content-type': type });
      response.end(body);
    };
    const ran = await cli(['provider', 'list', '-o', 'json']);
    expect(ran).toMatchObject({ code: 1, stdout: '' });
    expect(ran.stderr).toContain('does not answer like InfraAudit');
    expect(ran.stderr).toContain(why);
  });

  it('that breaks off is told', async () => {
    answer = (_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
      response.write('{"data":[');
      setTimeout(() => response.destroy(), 20);
    };
    const ran = await cli(['provider', 'list']);
    expect(ran).toMatchObject({ code: 1, stdout: '' });
    expect(ran.stderr).toContain('cannot be reached');
  });
});

describe('a server that is not there', () => {
  it.each([
    ['http://127.0.0.1:1', 'cannot be reached', 'kept for another protocol'],
    ['http://no-such-host.invalid', 'cannot be reached', ''],
  ])('at %s is told', async (address, what, why) => {
    const ran = await cli(['status'], { INFRAUDIT_SERVER_URL: address });
    expect(ran.code).toBe(1);
    expect(ran.stderr).toContain(what);
    expect(ran.stderr).toContain(why);
    expect(ran.stderr).toContain('--server');
  });

  it('because nothing listens is told', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    await new Promise((resolve) => other.close(resolve));
    const ran = await cli(['status'], { INFRAUDIT_SERVER_URL: `http://127.0.0.1:${port}` });
    expect(ran.stderr).toContain('Nothing listens on that address and port.');
  });

  it('because it does not speak TLS is told', async () => {
    answer = problem(404, 'not_found', 'x');
    const ran = await cli(['status'], { INFRAUDIT_SERVER_URL: url.replace('http:', 'https:') });
    expect(ran.stderr).toContain('It does not speak TLS on that port.');
  });
});

describe('too many requests', () => {
  it('are sent once more after the time that the server asks for, when they only read', async () => {
    answer = (_request, response, number) =>
      number === 1
        ? json(
            response,
            429,
            { error: 'rate limit exceeded', code: 'rate_limited', details: [] },
            { 'retry-after': '0' },
          )
        : json(response, 200, { data: [] });
    const ran = await cli(['provider', 'list', '-o', 'json']);
    expect(ran).toMatchObject({ code: 0, stdout: '[]\n' });
    expect(requests).toHaveLength(2);
  });

  it('are not sent again when they change something', async () => {
    answer = (_request, response) =>
      json(
        response,
        429,
        { error: 'rate limit exceeded', code: 'rate_limited', details: [] },
        { 'retry-after': '0' },
      );
    const ran = await cli(['drift', 'resolve', '1']);
    expect(ran.code).toBe(1);
    expect(ran.stderr).toContain('The server asks for fewer requests');
    expect(requests).toHaveLength(1);
  });
});

describe('Ctrl-C', () => {
  it('gives up a request that hangs', async () => {
    const controller = new AbortController();
    answer = () => controller.abort();
    const ran = await cli(['status'], {}, controller.signal);
    expect(ran).toMatchObject({ code: 130, stdout: '' });
    expect(ran.stderr).toContain('Stopped. The request was given up');
  });

  it('leaves a run running and says how to go on', async () => {
    const controller = new AbortController();
    answer = (request, response) => {
      if (request.method === 'POST')
        return json(response, 202, { execution_id: 41, status: 'queued', duplicate: false });
      json(response, 200, { id: 41, status: 'queued', counts: {}, progress: null });
      controller.abort();
    };
    const ran = await cli(['drift', 'detect'], {}, controller.signal);
    expect(ran.code).toBe(130);
    expect(ran.stderr).toContain('goes on in the server as execution 41');
    expect(ran.stderr).toContain('infraudit execution cancel 41');
  });
});

describe('a sign-in', () => {
  const config = () => join(folder, '.infraudit', 'config.yaml');
  const signedIn = {
    token: 'new',
    refresh_token: 'r2',
    expires_at: '2099-01-01T00:00:00.000Z',
    user: { email: 'a@x' },
  };
  const store = async (server: string, expiresAt = '2099-01-01T00:00:00.000Z') => {
    const { changeConfig } = await import('../src/config-file.ts');
    const auth = { serverUrl: server, email: 'a@x', token: 'old', refreshToken: 'r1', expiresAt };
    await changeConfig(config(), { serverUrl: server, auth }, () => {});
  };
  const asUser = (parameters: string[], more: NodeJS.ProcessEnv = {}) =>
    cli(parameters, { INFRAUDIT_TOKEN: '', ...more });

  it('that has expired is renewed by itself and stored', async () => {
    await store(url);
    answer = (request, response) => {
      if (request.url === '/api/v1/auth/refresh') return json(response, 200, signedIn);
      if (request.headers.authorization === 'Bearer new') return json(response, 200, { data: [] });
      json(response, 401, { error: 'expired', code: 'unauthenticated', details: [] });
    };
    expect(await asUser(['provider', 'list', '-o', 'json'])).toMatchObject({ code: 0, stdout: '[]\n' });
    expect(requests.map(({ url: path }) => path)).toEqual([
      '/api/v1/providers',
      '/api/v1/auth/refresh',
      '/api/v1/providers',
    ]);
    expect(readFileSync(config(), 'utf8')).toContain('refresh_token: r2');
  });

  it('that is about to expire is renewed before it is used, once for several requests', async () => {
    await store(url, new Date().toISOString());
    answer = (request, response) =>
      request.url === '/api/v1/auth/refresh'
        ? json(response, 200, signedIn)
        : json(response, 200, { data: [] });
    await Promise.all([asUser(['provider', 'list']), asUser(['provider', 'list']), asUser(['job', 'list'])]);
    expect(requests.filter(({ url: path }) => path === '/api/v1/auth/refresh')).toHaveLength(1);
    expect(requests.filter(({ authorization }) => authorization === 'Bearer old')).toEqual([]);
  });

  it('that cannot be renewed asks to sign in', async () => {
    await store(url);
    answer = problem(401, 'unauthenticated', 'expired');
    const ran = await asUser(['status']);
    expect(ran.code).toBe(1);
    expect(ran.stderr).toContain('Do: Run infraudit auth login.');
  });

  it('is never sent to another server', async () => {
    await store('http://elsewhere.example');
    answer = problem(404, 'not_found', 'x');
    const ran = await asUser(['status']);
    expect(ran.code).toBe(1);
    expect(ran.stderr).toContain(`You are not signed in to ${url}`);
    expect(requests).toEqual([]);
  });

  it('stays as it is when the server cannot be asked to renew it', async () => {
    await store(url);
    answer = (request, response) =>
      request.url === '/api/v1/auth/refresh'
        ? json(response, 503, { error: 'no', code: 'unavailable', details: [] })
        : json(response, 401, { error: 'expired', code: 'unauthenticated', details: [] });
    expect((await asUser(['status'])).stderr).toContain('could not be renewed');
    expect(readFileSync(config(), 'utf8')).toContain('refresh_token: r1');
  });

  it('with a key is stored only when the server knows the key', async () => {
    answer = problem(401, 'unauthenticated', 'This key is not known');
    const ran = await runCli(['auth', 'login', '--token-stdin'], {
      environment: { HOME: folder, INFRAUDIT_SERVER_URL: url },
      stdin: 'ia_live_wrong\n',
    });
    expect(ran.code).toBe(1);
    expect(ran.stderr).toContain('does not accept this token');
    expect(() => readFileSync(config())).toThrow('ENOENT');
  });

  it('without a terminal asks for the flags instead of a person', async () => {
    const ran = await asUser(['auth', 'login']);
    expect(ran.code).toBe(1);
    expect(ran.stderr).toContain('--password-stdin');
    expect(requests).toEqual([]);
  });
});

describe('what cannot be undone', () => {
  it('needs --yes where nobody can be asked', async () => {
    answer = (_request, response) =>
      json(response, 200, { id: 1, name: 'acme', account_id: '1', resource_count: 3 });
    const ran = await cli(['provider', 'disconnect', '1']);
    expect(ran.code).toBe(1);
    expect(ran.stderr).toContain('Add --yes');
    expect(requests.map(({ method }) => method)).toEqual(['GET']);
  });
});

describe('a configuration file that others can read', () => {
  it('is closed and told about, and the command goes on', async () => {
    const file = join(folder, 'loose.yaml');
    writeFileSync(file, 'output: json\n', { mode: 0o644 });
    answer = (_request, response) => json(response, 200, { data: [] });
    const ran = await cli(['provider', 'list', '--config', file]);
    expect(ran).toMatchObject({ code: 0, stdout: '[]\n' });
    expect(ran.stderr).toContain('mode 0644');
  });
});
