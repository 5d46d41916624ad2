import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { AppError } from '../../core/errors.ts';
import { manualClock } from '../clock.ts';
import type { Database } from '../db/database.ts';
import { createLog } from '../log/log.ts';
import { createMetrics } from '../metrics/metrics.ts';
import { pageAnswer, pageOf, pageParameters, pageWanted } from './pages.ts';
import { Answer, type Caller, defineRoute, type Route } from './route.ts';
import { buildTestServer, testCaller } from './testing.ts';

const answeringDatabase = { ping: async () => true } as unknown as Database;
const thing = z.object({ id: z.number().int(), name: z.string() }).meta({ id: 'Thing' });
const clock = manualClock('2027-01-01T00:00:00Z');

const routes: Route[] = [
  defineRoute({
    method: 'GET',
    url: '/api/v1/things',
    operationId: 'listThings',
    summary: 'List things',
    tag: 'Things',
    access: 'view',
    query: z.object({ ...pageParameters, kind: z.enum(['a', 'b']).optional() }),
    responses: { 200: pageOf(thing) },
    handler: async ({ query }) => {
      const wanted = pageWanted(query);
      return pageAnswer(wanted, 45, [{ id: wanted.offset, name: query.kind ?? 'any' }]);
    },
  }),
  defineRoute({
    method: 'GET',
    url: '/api/v1/things/:id',
    operationId: 'getThing',
    summary: 'One thing',
    tag: 'Things',
    access: 'view',
    etag: true,
    aliases: ['/api/things/:id'],
    params: z.object({ id: z.coerce.number().int().min(1) }),
    responses: { 200: thing },
    handler: async ({ params }) => {
      // A row with more than the schema says must not leak.
      const row = { id: params.id, name: 'one', password_hash: 'never' };
      return row;
    },
  }),
  defineRoute({
    method: 'POST',
    url: '/api/v1/things',
    operationId: 'createThing',
    summary: 'Make a thing',
    tag: 'Things',
    access: 'manage_inventory',
    body: z.object({
      name: z.string().min(1).max(20),
      tags: z
        .array(z.strictObject({ key: z.string() }))
        .max(3)
        .optional(),
    }),
    responses: { 201: thing },
    handler: async ({ body }) => ({ id: 7, name: body.name }),
  }),
  defineRoute({
    method: 'POST',
    url: '/api/v1/things/:id/poke',
    operationId: 'pokeThing',
    summary: 'Poke',
    tag: 'Things',
    access: 'authenticated',
    params: z.object({ id: z.string() }),
    responses: { 204: null },
    handler: async () => new Answer({ status: 204 }),
  }),
  defineRoute({
    method: 'GET',
    url: '/api/v1/broken',
    operationId: 'broken',
    summary: 'Broken',
    tag: 'Things',
    access: 'public',
    responses: { 200: thing },
    handler: async () => {
      throw new Error('connection string postgres://u:hunter2@db');
    },
  }),
  defineRoute({
    method: 'GET',
    url: '/api/v1/teapot',
    operationId: 'teapot',
    summary: 'Expected',
    tag: 'Things',
    access: 'public',
    responses: { 200: thing },
    handler: async () => {
      throw new AppError('unprocessable', 'The pot is empty: fill it', {
        detail: 'private',
        details: [{ path: 'pot', message: 'is empty' }],
      });
    },
  }),
  defineRoute({
    method: 'POST',
    url: '/api/v1/sign-in',
    operationId: 'signIn',
    summary: 'Sign in',
    tag: 'Things',
    access: 'public',
    limit: { requests: 2, windowSeconds: 60 },
    responses: { 200: z.object({ ok: z.boolean() }) },
    handler: async () =>
      new Answer({ body: { ok: true }, cookies: [{ name: 'session', value: 'x', maxAgeSeconds: 60 }] }),
  }),
];

const people: Record<string, Caller> = {
  everything: testCaller(1),
  viewer: { ...testCaller(1, ['view']), id: 'user:2' },
  homeless: { ...testCaller(1), id: 'user:3', scope: null },
  browser: { ...testCaller(1), id: 'user:4', viaCookie: true },
};

let app: FastifyInstance;
let webFolder: string;
const lines: string[] = [];
const bearer = (name: string) => ({ authorization: `Bearer ${name}` });

beforeAll(async () => {
  webFolder = mkdtempSync(join(tmpdir(), 'infraudit-web-'));
  mkdirSync(join(webFolder, 'assets'));
  writeFileSync(join(webFolder, 'index.html'), '<!doctype html><title>pages</title>');
  writeFileSync(join(webFolder, 'assets', 'app-abc123.js'), 'export {}');
  app = await buildTestServer(routes, {
    database: answeringDatabase,
    clock,
    webFolder,
    log: createLog({ level: 'debug', format: 'json', secrets: [], write: (line) => lines.push(line) }),
    metrics: createMetrics(),
    metricsAccess: { enabled: true, token: 'metrics-token' },
    recognize: async ({ headers }) => {
      const name = headers.authorization?.replace('Bearer ', '');
      if (name === undefined) return null;
      const caller = people[name];
      if (caller === undefined) throw new AppError('unauthenticated', 'This token is not valid');
      return caller;
    },
  });
});
afterAll(async () => {
  await app.close();
  rmSync(webFolder, { recursive: true, force: true });
});

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

  test('security headers are strict', async () => {
    const { headers } = await app.inject({ url: '/healthz' });
    expect(headers['content-security-policy']).toContain("default-src 'self';script-src 'self'");
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
  });
});

describe('limits', () => {
  test('each answer says what is left, and one call too many says how long to wait', async () => {
    const call = () => app.inject({ method: 'POST', url: '/api/v1/sign-in', remoteAddress: '10.0.0.1' });
    const first = await call();
    expect(first.headers['x-ratelimit-limit']).toBe('2');
    expect(first.headers['x-ratelimit-remaining']).toBe('1');
    await call();
    const third = await call();
    expect(third.statusCode).toBe(429);
    expect(third.json()).toMatchObject({
      error: 'rate limit exceeded',
      code: 'rate_limited',
      retryAfter: 60,
    });
    expect(third.headers['retry-after']).toBe('60');
    clock.advance(61_000);
    expect((await call()).statusCode).toBe(200);
  });

  test('another address is not affected', async () => {
    expect(
      (await app.inject({ method: 'POST', url: '/api/v1/sign-in', remoteAddress: '10.0.0.2' })).statusCode,
    ).toBe(200);
  });
});

describe('operations', () => {
  test('alive and ready', async () => {
    expect((await app.inject({ url: '/healthz' })).json()).toEqual({ status: 'ok' });
    expect((await app.inject({ url: '/readyz' })).json()).toEqual({ status: 'ready', database: 'ok' });
  });

  test('not ready without a database', async () => {
    const lonely = await buildTestServer([], {
      database: { ping: async () => false } as unknown as Database,
    });
    const answer = await lonely.inject({ url: '/readyz' });
    expect(answer.statusCode).toBe(503);
    await lonely.close();
  });

  test('metrics ask for their token and count by route and not by address', async () => {
    expect((await app.inject({ url: '/metrics' })).statusCode).toBe(401);
    const { body } = await app.inject({
      url: '/metrics',
      headers: { authorization: 'Bearer metrics-token' },
    });
    expect(body).toContain(
      'infraudit_http_requests_total{method="GET",path="/api/v1/things/:id",status="200"}',
    );
  });
});

describe('the document of the API', () => {
  test('is OpenAPI 3.1 with every route, its schemas by name and no dangling reference', async () => {
    const text = (await app.inject({ url: '/api/openapi.json' })).body;
    const document = JSON.parse(text);
    expect(document.openapi).toBe('3.1.0');
    expect(Object.keys(document.paths)).toEqual([
      '/api/v1/things',
      '/api/v1/things/{id}',
      '/api/v1/things/{id}/poke',
      '/api/v1/broken',
      '/api/v1/teapot',
      '/api/v1/sign-in',
    ]);
    for (const [, name] of text.matchAll(/"#\/components\/schemas\/([^"]+)"/g))
      expect(document.components.schemas).toHaveProperty([name ?? '']);
    expect(document.components.schemas.Error.required).toContain('requestId');
    expect(document.paths['/api/v1/things'].get.operationId).toBe('listThings');
  });

  test('has a page for people', async () => {
    const page = await app.inject({ url: '/api/docs/' });
    expect(page.statusCode).toBe(200);
    expect(page.headers['content-type']).toContain('text/html');
  });
});

describe('web pages', () => {
  test('any address of a page shows the app, and it is asked for each time', async () => {
    for (const url of ['/', '/resources/12?tab=drift']) {
      const page = await app.inject({ url });
      expect(page.body).toContain('<title>pages</title>');
      expect(page.headers['cache-control']).toBe('no-cache');
    }
  });

  test('files with a hash in their name are kept for ever', async () => {
    const script = await app.inject({ url: '/assets/app-abc123.js' });
    expect(script.headers['cache-control']).toContain('immutable');
  });

  test('a missing file is a 404 and not the app', async () => {
    expect((await app.inject({ url: '/assets/gone-1.js' })).statusCode).toBe(404);
    expect((await app.inject({ url: '/../../etc/passwd' })).body).not.toContain('root:');
  });
});
