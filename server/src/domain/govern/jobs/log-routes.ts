import { Readable } from 'node:stream';
import { z } from 'zod';
import { AppError, notFound } from '../../../core/errors.ts';
import type { Scope } from '../../../core/scope.ts';
import type { Database, Tx } from '../../../platform/db/database.ts';
import { listOfKnown } from '../../../platform/http/list-values.ts';
import { Download, defineRoute, defineStream, type Route } from '../../../platform/http/route.ts';
import * as logs from './execution-log-store.ts';
import { presentLine } from './execution-present.ts';
import { logLevels, logLineSchema } from './execution-schemas.ts';
import * as executions from './execution-store.ts';

const idParams = z.object({ id: z.coerce.number().int().positive() });
const sequence = z.coerce.number().int().min(0).max(2_147_483_647).optional();
const linesAtOnce = 1000;

type LogRoutesDeps = { db: Database };

export function logRoutes(deps: LogRoutesDeps): Route[] {
  return [
    defineRoute({
      method: 'GET',
      url: '/api/v1/executions/:id/log',
      operationId: 'getExecutionLog',
      summary: 'Lines of the log: the newest, those before `before`, or those after `after`',
      description:
        'With `level` or `q`, one request looks at a bounded part of a long log: `searched_to` says how far it ' +
        'came, to be handed in as the next `before` or `after`; null when there is no more.',
      tag: 'Jobs',
      access: 'view',
      params: idParams,
      query: z.strictObject({
        before: sequence.describe('Lines before this one, newest first found, in their order.'),
        after: sequence.describe('Lines after this one.'),
        limit: z.coerce.number().int().min(1).max(1000).default(500),
        level: z.string().max(40).optional().describe('One or more of debug, info, warn, error.'),
        q: z.string().min(1).max(200).optional().describe('Text of the line, in any case.'),
      }),
      responses: {
        200: z.object({
          data: z.array(logLineSchema),
          /** Lines that the log has, whatever the filter. */
          total: z.number().int(),
          searched_to: z.number().int().nullable(),
        }),
      },
      handler: ({ scope, params, query }) => deps.db.within(scope, (tx) => readLines(tx, params.id, query)),
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/executions/:id/log/download',
      operationId: 'downloadExecutionLog',
      summary: 'The whole log as text',
      tag: 'Jobs',
      access: 'view',
      params: idParams,
      produces: ['text/plain'],
      responses: { 200: null },
      handler: async ({ scope, params }) => {
        await existing(deps.db, scope, params.id);
        return new Download({
          stream: Readable.from(textOf(deps.db, scope, params.id)),
          contentType: 'text/plain; charset=utf-8',
          fileName: `execution-${params.id}.log`,
        });
      },
    }),
    executionStream(deps),
  ];
}

async function existing(db: Database, scope: Scope, id: number): Promise<void> {
  if ((await db.within(scope, (tx) => executions.getExecution(tx, id))) === undefined)
    throw notFound('execution');
}

async function readLines(
  tx: Tx,
  id: number,
  query: logs.LogRange & { level?: string | undefined; q?: string | undefined },
) {
  const row = await executions.getExecution(tx, id);
  if (row === undefined) throw notFound('execution');
  const { before, after, limit } = query;
  const levels = listOfKnown('level', query.level, logLevels);
  if (levels !== undefined || query.q !== undefined) {
    const found = await logs.searchLog(tx, id, { before, after, limit, levels, text: query.q });
    return { data: found.lines.map(presentLine), total: row.log_lines, searched_to: found.searchedTo };
  }
  const { lines, total } = await logs.readLog(tx, id, { before, after, limit });
  const edge = after === undefined ? lines[0]?.sequence : lines.at(-1)?.sequence;
  const isEnd = edge === undefined || (after === undefined ? edge <= 1 : edge >= total);
  return { data: lines.map(presentLine), total, searched_to: isEnd ? null : edge };
}

/** Some chunks per transaction: nothing is held open while a slow reader reads. */
async function* textOf(db: Database, scope: Scope, id: number): AsyncGenerator<string> {
  for (let after = 0; ; ) {
    const read = await db.within(scope, (tx) => logs.readChunks(tx, id, after));
    if (read === null) return;
    after = read.last;
    yield read.lines
      .map(
        ({ at, level, message }) =>
          `${at.toISOString()} ${level.toUpperCase().padEnd(5)} ${message.replaceAll('\n', '\n    ')}\n`,
      )
      .join('');
  }
}

function executionStream(deps: LogRoutesDeps): Route {
  return defineStream({
    method: 'GET',
    url: '/api/v1/executions/:id/stream',
    operationId: 'streamExecution',
    summary: 'Log lines and progress of a run as they come',
    tag: 'Jobs',
    access: 'view',
    params: idParams,
    query: z.object({
      after: sequence.describe('Lines after this one; from the first when absent.'),
    }),
    ready: ({ scope, params }) => existing(deps.db, scope, params.id),
    async stream({ scope, params, query }, events) {
      let after = Number(events.lastEventId ?? query.after ?? 0);
      if (!Number.isSafeInteger(after) || after < 0)
        throw new AppError('invalid_input', 'Last-Event-ID: not a number');
      const sendNew = async (): Promise<void> => {
        for (let more = true; more && !events.closed; ) {
          const { row, lines } = await deps.db.within(scope, async (tx) => ({
            row: await executions.getExecution(tx, params.id),
            lines: (await logs.readLog(tx, params.id, { after, limit: linesAtOnce })).lines,
          }));
          if (row === undefined) return events.close();
          for (const line of lines) {
            after = line.sequence;
            events.send({ id: line.sequence, event: 'log', data: presentLine(line) });
          }
          more = lines.length === linesAtOnce;
          const { status, progress, counts } = row;
          if (!more) events.send({ event: 'progress', data: { status, progress, counts } });
          if (row.ended_at !== null && !more) {
            events.send({ event: 'ended', data: { status, error: row.error } });
            events.close();
          }
        }
      };
      let reading: Promise<void> = Promise.resolve();
      let waiting = false;
      const push = () => {
        if (waiting) return;
        waiting = true;
        reading = reading.then(() => {
          waiting = false;
          return sendNew();
        });
        reading.catch(() => events.close());
      };
      const key = `${scope.organizationId}:${params.id}`;
      const stop = await deps.db.listen('execution_progress', (payload) => {
        if (payload === key) push();
      });
      // The end of a run is a fact of its own; asking now and then also covers a lost message.
      const poll = setInterval(push, 1000);
      push();
      return async () => {
        clearInterval(poll);
        await stop();
      };
    },
  });
}
