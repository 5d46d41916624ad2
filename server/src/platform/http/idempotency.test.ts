import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { AppError } from '../../core/errors.ts';
import { systemScope } from '../../core/scope.ts';
import { manualClock } from '../clock.ts';
import type { OpenDatabase } from '../db/open-database.ts';
import { describeOnEachEngine } from '../db/testing.ts';
import { defineRoute } from './route.ts';
import { buildTestServer, testCaller } from './testing.ts';

describeOnEachEngine('a repeated request with its Idempotency-Key', (open) => {
  const clock = manualClock(new Date());
  let database: OpenDatabase;
  let app: FastifyInstance;
  let made = 0;
  let hold: Promise<void> | undefined;

  beforeAll(async () => {
    database = await open();
    const { id } = await database.asSystem(systemScope('the test makes an organisation'), (tx) =>
      tx.sql.insertInto('organizations').values({ name: 'a' }).returning('id').executeTakeFirstOrThrow(),
    );
    const route = defineRoute({
      method: 'POST',
      url: '/api/v1/orders',
      operationId: 'createOrder',
      summary: 'Order',
      tag: 'Orders',
      access: 'view',
      idempotent: true,
      body: z.object({ name: z.string() }),
      responses: { 201: z.object({ number: z.number(), name: z.string() }) },
      handler: async ({ body }) => {
        await hold;
        if (body.name === 'bad') throw new AppError('unprocessable', 'no');
        return { number: ++made, name: body.name };
      },
    });
    app = await buildTestServer([route], { database, clock, recognize: async () => testCaller(id) });
  });
  afterAll(() => app.close());

  // Async, because an injected call starts only when somebody waits for it.
  const order = async (key: string, name: string) =>
    app.inject({
      method: 'POST',
      url: '/api/v1/orders',
      headers: { 'idempotency-key': key },
      payload: { name },
    });

  test('answers as the first did and makes nothing again', async () => {
    const first = await order('k1', 'a');
    const second = await order('k1', 'a');
    expect([first.statusCode, second.statusCode]).toEqual([201, 201]);
    expect(second.json()).toEqual(first.json());
    expect(second.headers['idempotency-replayed']).toBe('true');
    expect((await order('k2', 'a')).json()).not.toEqual(first.json());
  });

  test('is refused when it asks for something else', async () => {
    await order('k3', 'a');
    expect((await order('k3', 'b')).statusCode).toBe(422);
  });

  test('may be tried again when the first failed', async () => {
    expect((await order('k4', 'bad')).statusCode).toBe(422);
    expect((await order('k4', 'good')).statusCode).toBe(201);
  });

  test('is a conflict while the first still runs', async () => {
    let release: () => void = () => undefined;
    hold = new Promise((resolve) => {
      release = resolve;
    });
    const first = order('k5', 'a');
    const second = await order('k5', 'a');
    expect(second.statusCode).toBe(409);
    release();
    hold = undefined;
    expect((await first).statusCode).toBe(201);
  });

  test('is a new request after a day', async () => {
    const before = (await order('k6', 'a')).json();
    clock.advance(25 * 3_600_000);
    expect((await order('k6', 'a')).json()).not.toEqual(before);
  });

  test('needs a key that can be kept', async () => {
    expect((await order('x'.repeat(201), 'a')).statusCode).toBe(400);
  });
});
