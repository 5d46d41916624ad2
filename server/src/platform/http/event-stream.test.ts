import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import type { Database } from '../db/database.ts';
import type { EventStream } from './event-stream.ts';
import { defineStream } from './route.ts';
import { buildTestServer, testCaller } from './testing.ts';

let url: string;
let close: () => Promise<unknown>;
let cleanedUp: () => void = () => undefined;

const numbers = defineStream({
  method: 'GET',
  url: '/api/v1/numbers/stream',
  operationId: 'streamNumbers',
  summary: 'Numbers',
  tag: 'Numbers',
  access: 'view',
  query: z.object({ to: z.coerce.number().int().optional() }),
  stream: async ({ query }, events: EventStream) => {
    const first = Number(events.lastEventId ?? 0) + 1;
    for (let id = first; id <= (query.to ?? 3); id++)
      events.send({ id, event: 'number', data: { id, text: 'two\nlines' } });
    return () => cleanedUp();
  },
});

beforeAll(async () => {
  const app = await buildTestServer([numbers], {
    database: {} as Database,
    recognize: async () => testCaller(1),
  });
  await app.listen({ host: '127.0.0.1', port: 0 });
  url = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}/api/v1/numbers/stream`;
  close = () => app.close();
});
afterAll(() => close());

/** Reads until `ids` has `count` entries, then leaves. */
function read(
  count: number,
  headers: Record<string, string> = {},
  query = '',
): Promise<{ ids: number[]; headers: Record<string, unknown> }> {
  return new Promise((resolve, reject) => {
    const call = request(`${url}${query}`, { headers }, (response) => {
      let text = '';
      response.on('data', (chunk: Buffer) => {
        text += chunk.toString();
        const ids = [...text.matchAll(/^data: (.*)$/gm)].map(
          (match) => (JSON.parse(match[1] ?? '') as { id: number }).id,
        );
        if (ids.length < count) return;
        call.destroy();
        resolve({ ids, headers: response.headers });
      });
    });
    call.on('error', reject);
    call.end();
  });
}

test('a stream sends its events with the headers of every answer', async () => {
  const { ids, headers } = await read(3);
  expect(ids).toEqual([1, 2, 3]);
  expect(headers['content-type']).toContain('text/event-stream');
  expect(headers['x-request-id']).toBeTruthy();
  expect(headers['content-security-policy']).toBeTruthy();
});

test('whoever comes back tells the last id that they saw', async () => {
  expect((await read(1, { 'last-event-id': '2' })).ids).toEqual([3]);
});

test('a caller who leaves is cleaned up after', async () => {
  const gone = new Promise<void>((resolve) => {
    cleanedUp = resolve;
  });
  await read(3);
  await gone;
  cleanedUp = () => undefined;
  expect((await read(5, {}, '?to=5')).ids).toHaveLength(5);
});

test('a stop of the server ends the streams that are open', async () => {
  const gone = new Promise<void>((resolve) => {
    cleanedUp = resolve;
  });
  const other = await buildTestServer([numbers], {
    database: {} as Database,
    recognize: async () => testCaller(1),
  });
  await other.listen({ host: '127.0.0.1', port: 0 });
  const response = await fetch(
    `http://127.0.0.1:${(other.server.address() as AddressInfo).port}/api/v1/numbers/stream`,
  );
  await other.close();
  await gone;
  expect(await response.text()).toContain('id: 3');
});

test('a wrong parameter is an ordinary error', async () => {
  const response = await fetch(`${url}?to=x`);
  expect(response.status).toBe(400);
});
