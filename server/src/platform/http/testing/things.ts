import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { AppError } from '../../../core/errors.ts';
import { manualClock } from '../../clock.ts';
import type { Database } from '../../db/database.ts';
import { createLog } from '../../log/log.ts';
import { pageAnswer, pageOf, pageParameters, pageWanted } from '../pages.ts';
import { Answer, type Caller, defineRoute, type Route } from '../route.ts';
import { buildTestServer, testCaller } from '../testing.ts';

const answeringDatabase = { ping: async () => true } as unknown as Database;
const thing = z.object({ id: z.number().int(), name: z.string() }).meta({ id: 'Thing' });
export const clock = manualClock('2027-01-01T00:00:00Z');

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

export const bearer = (name: string) => ({ authorization: `Bearer ${name}` });

/** A server with one route of each kind, people who may more or less, web pages and a log that is kept. */
export async function startThings(options: { production?: boolean } = {}): Promise<{
  app: FastifyInstance;
  lines: string[];
  stop(): Promise<void>;
}> {
  const lines: string[] = [];
  const webFolder = mkdtempSync(join(tmpdir(), 'infraudit-web-'));
  mkdirSync(join(webFolder, 'assets'));
  writeFileSync(join(webFolder, 'index.html'), '<!doctype html><title>pages</title>');
  writeFileSync(join(webFolder, 'assets', 'app-abc123.js'), 'export {}');
  const app = await buildTestServer(routes, {
    database: answeringDatabase,
    production: options.production ?? false,
    clock,
    webFolder,
    log: createLog({ level: 'debug', format: 'json', secrets: [], write: (line) => lines.push(line) }),
    metricsAccess: { enabled: true, token: 'metrics-token' },
    recognize: async ({ headers }) => {
      const name = headers.authorization?.replace('Bearer ', '');
      if (name === undefined) return null;
      const caller = people[name];
      if (caller === undefined) throw new AppError('unauthenticated', 'This token is not valid');
      return caller;
    },
  });
  return {
    app,
    lines,
    async stop() {
      await app.close();
      rmSync(webFolder, { recursive: true, force: true });
    },
  };
}
