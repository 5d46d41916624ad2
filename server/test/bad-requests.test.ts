import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signAccessToken } from '../src/domain/govern/identity/tokens.ts';
import { type Answer, type LiveServer, startLiveServer } from './live-server.ts';

/** One shape for every error, with a sentence that a person can act on. */
function isError(answer: Answer, status: number, code: string, path?: string): void {
  expect(answer.json, answer.text).toMatchObject({
    error: expect.stringMatching(/\w{3}/),
    code,
    details: expect.any(Array),
    requestId: expect.any(String),
  });
  expect(answer.status).toBe(status);
  if (path !== undefined)
    expect(answer.json.details.map((problem: { path: string }) => problem.path)).toContain(path);
}

describe('requests that are wrong', () => {
  let live: LiveServer;

  beforeAll(async () => {
    live = await startLiveServer();
  });
  afterAll(() => live?.stop());

  it.each([
    ['broken JSON', '{"name": "Acme",', 400],
    ['an empty body', '', 400],
    ['a list instead of an object', '[]', 400],
    ['a text instead of an object', '"x"', 400],
    ['null', 'null', 400],
  ])('%s', async (_, raw, status) => {
    const headers = { 'content-type': 'application/json' };
    isError(
      await live.call('POST', '/api/v1/providers/aws/connect', undefined, { raw, headers }),
      status,
      'invalid_input',
    );
  });

  it('names that break the prototype do nothing', async () => {
    const raw = '{"__proto__": {"promote": true}, "resource_id": 1}';
    const answer = await live.call('POST', '/api/v1/baselines', undefined, { raw });
    isError(answer, 400, 'invalid_input');
  });

  it('a body without end is refused', async () => {
    const raw = JSON.stringify({ name: 'x'.repeat(2_000_000) });
    isError(
      await live.call('POST', '/api/v1/providers/aws/connect', undefined, { raw }),
      413,
      'payload_too_large',
    );
  });

  it('another content type', async () => {
    const more = { raw: 'name=Acme', headers: { 'content-type': 'application/x-www-form-urlencoded' } };
    isError(await live.call('POST', '/api/v1/providers/aws/connect', undefined, more), 415, 'invalid_input');
  });

  const long = 'x'.repeat(100_000);
  it.each<[string, string, string, unknown, string]>([
    ['an unknown field', 'POST', '/api/v1/baselines', { resource_id: 1, colour: 'red' }, 'colour'],
    ['a wrong type', 'POST', '/api/v1/baselines', { resource_id: 'one' }, 'resource_id'],
    ['a missing field', 'POST', '/api/v1/baselines', {}, 'resource_id'],
    ['a number that is no id', 'POST', '/api/v1/baselines', { resource_id: -1 }, 'resource_id'],
    ['a number beyond numbers', 'POST', '/api/v1/baselines', { resource_id: 1e300 }, 'resource_id'],
    ['a fraction of an id', 'POST', '/api/v1/drifts/detect', { resource_id: 1.5 }, 'resource_id'],
    ['a text without end', 'POST', '/api/v1/baselines', { resource_id: 1, description: long }, 'description'],
    ['a word of no list', 'PATCH', '/api/v1/drifts/1', { status: 'lost' }, 'status'],
    ['a moment that is none', 'POST', '/api/v1/drift-rules', rule({ expires_at: 'soon' }), 'expires_at'],
    ['an empty text', 'POST', '/api/v1/drift-rules', rule({ path_pattern: ' ' }), 'path_pattern'],
    ['an unknown filter', 'GET', '/api/v1/resources?colour=red', undefined, 'colour'],
    ['a filter of no list', 'GET', '/api/v1/drifts?severity=purple', undefined, 'severity'],
    ['a page that is none', 'GET', '/api/v1/resources?page=zero', undefined, 'page'],
    ['a page beyond all pages', 'GET', '/api/v1/resources?per_page=100000', undefined, 'per_page'],
    ['an id that is none', 'GET', '/api/v1/resources/abc', undefined, 'id'],
    [
      'a parameter of no job',
      'POST',
      '/api/v1/jobs/resource_sync/trigger',
      { resource_id: 1 },
      'resource_id',
    ],
  ])('%s is named', async (_, method, path, body, field) => {
    isError(await live.call(method, path, body), 400, 'invalid_input', field);
  });

  it('a body where none is taken is refused', async () => {
    isError(await live.call('POST', '/api/v1/jobs/1/disable', { x: 1 }), 400, 'invalid_input', 'x');
  });

  it.each([
    ['GET', '/api/v1/resources/999999999'],
    ['GET', '/api/v1/resources/999999999/config'],
    ['GET', '/api/v1/resources/999999999/versions'],
    ['GET', '/api/v1/baselines/999999999'],
    ['GET', '/api/v1/drifts/999999999'],
    ['POST', '/api/v1/drifts/999999999/resolve'],
    ['GET', '/api/v1/providers/999999999'],
    ['POST', '/api/v1/providers/999999999/sync'],
    ['GET', '/api/v1/jobs/999999999'],
    ['POST', '/api/v1/jobs/no_such_job/trigger'],
    ['GET', '/api/v1/executions/999999999'],
    ['POST', '/api/v1/executions/999999999/cancel'],
    ['DELETE', '/api/v1/drift-rules/999999999'],
    ['GET', '/api/v1/no/such/thing'],
  ])('%s %s is not found', async (method, path) => {
    isError(await live.call(method, path), 404, 'not_found');
  });

  it('ids beyond what the database can hold are not found or refused, never an accident', async () => {
    for (const id of ['9007199254740991', '99999999999999999999', '0', '-1', '1e3']) {
      const answer = await live.call('GET', `/api/v1/resources/${id}`);
      expect([400, 404], `${id}: ${answer.text}`).toContain(answer.status);
    }
  });

  describe('from somebody who', () => {
    const as = (authorization: string) =>
      live.call('GET', '/api/v1/resources', undefined, { headers: { authorization } });

    it('says nothing about themselves', async () => {
      const response = await fetch(`${live.url}/api/v1/resources`);
      const text = await response.text();
      isError({ status: response.status, text, json: JSON.parse(text) }, 401, 'unauthenticated');
    });

    it.each([
      ['brings a token that is none', 'Bearer abc'],
      ['brings half of a header', 'Bearer'],
      ['brings a key that is none', 'Bearer ia_live_0000000000000000000000000000000000000000000'],
      ['brings an unsigned token', `Bearer ${unsigned()}`],
    ])('%s', async (_, authorization) => {
      isError(await as(authorization), 401, 'unauthenticated');
    });

    it('brings a token that has expired, and is told so', async () => {
      const { sessionSecret } = live.server.identity;
      const claims = JSON.parse(
        Buffer.from(live.token.split('.')[1] ?? '', 'base64url').toString(),
      ) as Record<string, never>;
      const yesterday = new Date(Date.now() - 86_400_000);
      const { token } = await signAccessToken(
        sessionSecret,
        { userId: Number(claims.sub), organizationId: Number(claims.org), family: String(claims.fam) },
        yesterday,
      );
      const answer = await as(`Bearer ${token}`);
      isError(answer, 401, 'unauthenticated');
      expect(answer.json.error).toContain('expired');
    });
  });

  it('leave nothing behind that a request did not ask for', async () => {
    const { json } = await live.call('GET', '/api/v1/status');
    expect(json).toMatchObject({ providers: { total: 0 }, resources: { total: 0 }, drifts: { open: 0 } });
    const verification = await live.call('GET', '/api/v1/audit-events/verify');
    expect(verification.json).toMatchObject({ verified: true });
    expect(live.said()).not.toContain('"code":"internal"');
  });
});

function rule(more: object): object {
  return { path_pattern: 'Tags', reason: 'noise', ...more };
}

function unsigned(): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'none' })}.${part({ sub: '1', org: 1, exp: 4_000_000_000 })}.`;
}
