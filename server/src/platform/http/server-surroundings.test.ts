import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../db/database.ts';
import { bearer, clock, startThings } from './testing/things.ts';
import { buildTestServer } from './testing.ts';

let app: FastifyInstance;
let stop: () => Promise<void>;

beforeAll(async () => {
  ({ app, stop } = await startThings());
});
afterAll(() => stop());

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
    await app.inject({ url: '/api/v1/things/3', headers: bearer('viewer') });
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
