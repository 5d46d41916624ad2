import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bearer, startThings } from './testing/things.ts';

let app: FastifyInstance;
let lines: string[];
let stop: () => Promise<void>;

beforeAll(async () => {
  ({ app, lines, stop } = await startThings());
});
afterAll(() => stop());

describe('who may call', () => {
  test('a stranger is asked to sign in', async () => {
    const answer = await app.inject({ url: '/api/v1/things' });
    expect(answer.statusCode).toBe(401);
    expect(answer.json()).toMatchObject({
      code: 'unauthenticated',
      details: [],
      requestId: answer.headers['x-request-id'],
    });
  });

  test('a wrong token is refused on a closed route and ignored on an open one', async () => {
    expect((await app.inject({ url: '/api/v1/things', headers: bearer('nobody') })).statusCode).toBe(401);
    expect((await app.inject({ url: '/api/v1/teapot', headers: bearer('nobody') })).statusCode).toBe(422);
  });

  test('a missing permission is named, before the body is looked at', async () => {
    const answer = await app.inject({
      method: 'POST',
      url: '/api/v1/things',
      headers: { ...bearer('viewer'), 'content-type': 'application/json' },
      payload: '{broken',
    });
    expect(answer.statusCode).toBe(403);
    expect(answer.json().error).toContain('manage_inventory');
  });

  test('somebody without an organisation is told so', async () => {
    expect((await app.inject({ url: '/api/v1/things', headers: bearer('homeless') })).json().error).toContain(
      'no organisation',
    );
  });

  test('a changing call with a cookie must come from our own pages', async () => {
    const send = (headers: Record<string, string>) =>
      app.inject({
        method: 'POST',
        url: '/api/v1/things/1/poke',
        headers: { ...bearer('browser'), host: 'audit.example', ...headers },
      });
    expect((await send({ 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' })).statusCode).toBe(
      403,
    );
    expect((await send({})).statusCode).toBe(403);
    expect((await send({ 'sec-fetch-site': 'same-origin' })).statusCode).toBe(204);
    expect((await send({ origin: 'https://audit.example' })).statusCode).toBe(204);
  });
});

describe('bad input', () => {
  const post = (payload: string, headers: Record<string, string> = {}) =>
    app.inject({
      method: 'POST',
      url: '/api/v1/things',
      headers: { ...bearer('everything'), 'content-type': 'application/json', ...headers },
      payload,
    });

  test.each([
    ['{"name":""}', 'name'],
    ['{"name":5}', 'name'],
    ['{}', 'name'],
    ['{"name":"a","colour":"red"}', 'colour'],
    ['{"name":"a","tags":[{"key":"k","velue":1}]}', 'tags.0.velue'],
    ['{"name":"a","tags":[{},{},{},{}]}', 'tags'],
    ['[1]', ''],
    ['null', ''],
  ])('%s names the field', async (payload, path) => {
    const answer = await post(payload);
    expect(answer.statusCode).toBe(400);
    expect(answer.json().code).toBe('invalid_input');
    expect(answer.json().details.map((detail: { path: string }) => detail.path)).toContain(path);
  });

  test('malformed JSON is said to be that', async () => {
    const answer = await post('{"name": "a"');
    expect(answer.statusCode).toBe(400);
    expect(answer.json().error).toContain('not valid JSON');
  });

  test('a body with a prototype key is refused', async () => {
    expect((await post('{"name":"a","__proto__":{"admin":true}}')).statusCode).toBe(400);
  });

  test('another media type is refused', async () => {
    const answer = await post('<xml/>', { 'content-type': 'application/xml' });
    expect(answer.statusCode).toBe(415);
    expect(answer.json().error).toContain('application/json');
  });

  test('a body over the limit is refused', async () => {
    const answer = await post(JSON.stringify({ name: 'x'.repeat(1_100_000) }));
    expect(answer.statusCode).toBe(413);
    expect(answer.json().code).toBe('payload_too_large');
  });

  test.each([
    ['/api/v1/things?per_page=101', 'per_page'],
    ['/api/v1/things?page=0', 'page'],
    ['/api/v1/things?kind=c', 'kind'],
    ['/api/v1/things?colour=red', 'colour'],
    ['/api/v1/things/abc', 'id'],
  ])('%s names the parameter', async (url, path) => {
    const answer = await app.inject({ url, headers: bearer('everything') });
    expect(answer.statusCode).toBe(400);
    expect(answer.json().details[0].path).toBe(path);
  });

  test('an unknown address of the API is a 404 in the one error shape', async () => {
    const answer = await app.inject({ url: '/api/v1/nothing' });
    expect(answer.statusCode).toBe(404);
    expect(Object.keys(answer.json())).toEqual(['error', 'code', 'details', 'requestId']);
  });
});

describe('answers', () => {
  test('a surprise is opaque to the caller and complete in the log', async () => {
    const answer = await app.inject({ url: '/api/v1/broken', headers: { 'x-request-id': 'find-me' } });
    expect(answer.statusCode).toBe(500);
    expect(answer.body).not.toContain('hunter2');
    expect(answer.json().requestId).toBe('find-me');
    const line = lines.find((text) => text.includes('find-me') && text.includes('a request failed'));
    expect(line).toContain('connection string');
    expect(line).not.toContain('hunter2');
  });

  test('an expected error keeps its public words and fields and hides the private ones', async () => {
    const answer = await app.inject({ url: '/api/v1/teapot' });
    expect(answer.json()).toMatchObject({
      error: 'The pot is empty: fill it',
      code: 'unprocessable',
      details: [{ path: 'pot', message: 'is empty' }],
    });
    expect(answer.body).not.toContain('private');
  });

  test('only what the schema says leaves the server', async () => {
    const answer = await app.inject({ url: '/api/v1/things/3', headers: bearer('viewer') });
    expect(answer.json()).toEqual({ id: 3, name: 'one' });
  });

  test('an older address answers the same', async () => {
    expect((await app.inject({ url: '/api/things/3', headers: bearer('viewer') })).json()).toEqual({
      id: 3,
      name: 'one',
    });
  });

  test.each([
    ['', 0, 20, 1],
    ['?page=3&per_page=10', 20, 10, 3],
    ['?page=2&pageSize=5', 5, 5, 2],
    ['?page_size=50', 0, 50, 1],
    ['?limit=10&offset=25', 25, 10, 3],
  ])('pages understand %s', async (query, offset, perPage, page) => {
    const { data, meta, pagination } = (
      await app.inject({ url: `/api/v1/things${query}`, headers: bearer('viewer') })
    ).json();
    expect(data[0].id).toBe(offset);
    expect(meta).toEqual({ total: 45, page, per_page: perPage });
    expect(pagination).toEqual({ page, pageSize: perPage, total: 45, totalPages: Math.ceil(45 / perPage) });
  });

  test('a single resource carries a tag and is not sent twice', async () => {
    const first = await app.inject({ url: '/api/v1/things/3', headers: bearer('viewer') });
    const tag = String(first.headers.etag);
    const again = await app.inject({
      url: '/api/v1/things/3',
      headers: { ...bearer('viewer'), 'if-none-match': tag },
    });
    expect(tag).toMatch(/^W\/"/);
    expect([again.statusCode, again.body]).toEqual([304, '']);
  });

  test('a created thing is a 201, an empty answer a 204', async () => {
    const made = await app.inject({
      method: 'POST',
      url: '/api/v1/things',
      headers: bearer('everything'),
      payload: { name: 'n' },
    });
    expect([made.statusCode, made.json()]).toEqual([201, { id: 7, name: 'n' }]);
    const poked = await app.inject({
      method: 'POST',
      url: '/api/v1/things/1/poke',
      headers: { ...bearer('viewer'), 'content-type': 'application/json' },
      payload: '',
    });
    expect([poked.statusCode, poked.body]).toEqual([204, '']);
  });

  test('a cookie is for this site and for the server only', async () => {
    const answer = await app.inject({ method: 'POST', url: '/api/v1/sign-in', remoteAddress: '10.0.0.9' });
    expect(String(answer.headers['set-cookie'])).toMatch(
      /session=x; Max-Age=60; Path=\/; HttpOnly; SameSite=Lax/,
    );
  });

  test('in production a cookie never travels without encryption', async () => {
    const production = await startThings({ production: true });
    const answer = await production.app.inject({
      method: 'POST',
      url: '/api/v1/sign-in',
      remoteAddress: '10.0.0.8',
    });
    expect(String(answer.headers['set-cookie'])).toMatch(/^session=x; .*; Secure/);
    expect(answer.headers['strict-transport-security']).toContain('max-age=15552000');
    await production.stop();
  });

  test('security headers are strict', async () => {
    const { headers } = await app.inject({ url: '/healthz' });
    expect(headers['content-security-policy']).toContain("default-src 'self';script-src 'self'");
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
  });
});
