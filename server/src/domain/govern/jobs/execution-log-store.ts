import { sql } from 'kysely';
import type { Tx } from '../../../platform/db/database.ts';
import type { LogLevel } from './job-type.ts';

/**
 * The only SQL about the logs of executions. Lines have the numbers 1, 2, 3 … without a gap and lie in chunks, so
 * the chunks of any range are found by their first line.
 */

export type LogLine = { sequence: number; at: Date; level: LogLevel; message: string };

/** Lines of one chunk in the form in which they are stored. */
export type LogChunk = { first: number; last: number; levels: Record<string, number>; text: string };

/** A chunk has at most so many lines, and about so many characters. */
export const chunkLines = 1000;
export const chunkCharacters = 256 * 1024;

/** One request searches no more than this many chunks, and for no longer than this; it says how far it came. */
const searchedChunks = 200;
const searchedForMs = 500;
const chunksAtOnce = 20;

export function encodeLine({ sequence, at, level, message }: LogLine): string {
  return JSON.stringify([sequence, at.getTime(), level, message]);
}

function decodeLine(text: string): LogLine {
  const [sequence, at, level, message] = JSON.parse(text) as [number, number, LogLevel, string];
  return { sequence, at: new Date(at), level, message };
}

/** Only inside of a transaction that has renewed the lease: two workers never write one log. */
export async function appendLog(tx: Tx, executionId: number, chunks: readonly LogChunk[]): Promise<void> {
  for (const chunk of chunks) {
    await tx.sql
      .insertInto('execution_log_chunks')
      .values({
        execution_id: executionId,
        first_sequence: chunk.first,
        last_sequence: chunk.last,
        organization_id: tx.scope.organizationId,
        levels: JSON.stringify(chunk.levels),
        lines: chunk.text,
      })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
}

const chunksOf = (tx: Tx, executionId: number) =>
  tx.sql
    .selectFrom('execution_log_chunks')
    .where('organization_id', '=', tx.scope.organizationId)
    .where('execution_id', '=', executionId);

export type LogRange = { before?: number | undefined; after?: number | undefined; limit: number };

/**
 * The `limit` lines before `before` (exclusive; the end when absent), or those that follow `after`. In their
 * order, whatever the direction. Reads only the chunks that hold them.
 */
export async function readLog(
  tx: Tx,
  executionId: number,
  range: LogRange,
): Promise<{ lines: LogLine[]; total: number }> {
  const execution = await tx.sql
    .selectFrom('job_executions')
    .select('log_lines')
    .where('organization_id', '=', tx.scope.organizationId)
    .where('id', '=', executionId)
    .executeTakeFirst();
  const total = execution?.log_lines ?? 0;
  const { from, to } = wantedRange(range, total);
  if (from > to) return { lines: [], total };
  const rows = await chunksOf(tx, executionId)
    .select('lines')
    .where('first_sequence', '>', from - chunkLines)
    .where('first_sequence', '<=', to)
    .where('last_sequence', '>=', from)
    .orderBy('first_sequence')
    .execute();
  const lines = rows
    .flatMap((row) => row.lines.split('\n').map(decodeLine))
    .filter(({ sequence }) => sequence >= from && sequence <= to);
  return { lines, total };
}

function wantedRange({ before, after, limit }: LogRange, total: number): { from: number; to: number } {
  if (after !== undefined) {
    const end = before === undefined ? total : Math.min(total, before - 1);
    return { from: after + 1, to: Math.min(after + limit, end) };
  }
  const to = before === undefined ? total : Math.min(total, before - 1);
  return { from: Math.max(1, to - limit + 1), to };
}

export type LogSearch = LogRange & { levels?: readonly string[] | undefined; text?: string | undefined };

/**
 * As `readLog`, of the lines that match. Backwards from the end or from `before`, forwards after `after`.
 * `searchedTo` is the last line that was looked at: hand it in again as `before` or `after` to go on; null when
 * there is no more.
 */
export async function searchLog(
  tx: Tx,
  executionId: number,
  search: LogSearch,
): Promise<{ lines: LogLine[]; searchedTo: number | null }> {
  const forward = search.after !== undefined;
  const matches = lineFilter(search);
  const found: LogLine[] = [];
  let position = forward ? search.after : search.before;
  const startedAt = performance.now();
  for (let looked = 0; looked < searchedChunks; looked += chunksAtOnce) {
    if (performance.now() - startedAt > searchedForMs) break;
    const chunks = await nextChunks(tx, executionId, search, forward, position);
    for (const chunk of chunks) {
      const lines = chunk.lines === null ? [] : chunk.lines.split('\n').map(decodeLine);
      if (!forward) lines.reverse();
      for (const line of lines) {
        if (!isInside(line.sequence, search) || !matches(line)) continue;
        found.push(line);
        if (found.length === search.limit) return inOrder(found, forward, line.sequence);
      }
      position = forward ? chunk.last_sequence : chunk.first_sequence;
    }
    if (chunks.length < chunksAtOnce) return inOrder(found, forward, null);
  }
  return inOrder(found, forward, position ?? null);
}

/** The chunks that come next; without their text where nothing in it can match. */
async function nextChunks(
  tx: Tx,
  executionId: number,
  search: LogSearch,
  forward: boolean,
  position: number | undefined,
) {
  let query = chunksOf(tx, executionId);
  if (position !== undefined) {
    query = forward
      ? query.where('last_sequence', '>', position)
      : query.where('first_sequence', '<', position);
  }
  if (forward && search.before !== undefined) query = query.where('first_sequence', '<', search.before);
  return await query
    .select(['first_sequence', 'last_sequence'])
    .select(sql<string | null>`CASE WHEN ${mayMatch(search)} THEN lines END`.as('lines'))
    .orderBy('first_sequence', forward ? 'asc' : 'desc')
    .limit(chunksAtOnce)
    .execute();
}

/** True for each chunk with a matching line, and for some others: the lines themselves are looked at afterwards. */
function mayMatch({ levels, text }: LogSearch) {
  const byLevel =
    levels === undefined ? sql<boolean>`true` : sql<boolean>`levels ?| ${sql.val([...levels])}::text[]`;
  // Other letters have more than one way of being folded; the database's and ours may differ.
  if (text === undefined || /[^\x20-\x7e]/.test(text)) return byLevel;
  const stored = JSON.stringify(text.toLowerCase()).slice(1, -1);
  return sql<boolean>`(${byLevel} AND position(${stored}::text IN lower(lines COLLATE "C")) > 0)`;
}

function lineFilter({ levels, text }: LogSearch): (line: LogLine) => boolean {
  const wanted = levels === undefined ? undefined : new Set<string>(levels);
  const part = text?.toLowerCase();
  return ({ level, message }) =>
    (wanted === undefined || wanted.has(level)) &&
    (part === undefined || message.toLowerCase().includes(part));
}

const isInside = (sequence: number, { before, after }: LogRange): boolean =>
  (before === undefined || sequence < before) && (after === undefined || sequence > after);

function inOrder(lines: LogLine[], forward: boolean, searchedTo: number | null) {
  return { lines: forward ? lines : lines.reverse(), searchedTo };
}

/** Some chunks after `after`, for a download that holds no transaction open while it is sent. */
export async function readChunks(
  tx: Tx,
  executionId: number,
  after: number,
): Promise<{ lines: LogLine[]; last: number } | null> {
  const rows = await chunksOf(tx, executionId)
    .select(['last_sequence', 'lines'])
    .where('first_sequence', '>', after)
    .orderBy('first_sequence')
    .limit(chunksAtOnce)
    .execute();
  const last = rows.at(-1)?.last_sequence;
  if (last === undefined) return null;
  return { lines: rows.flatMap((row) => row.lines.split('\n').map(decodeLine)), last };
}

/** False when retention removed the lines. */
export async function hasLog(tx: Tx, executionId: number): Promise<boolean> {
  return (await chunksOf(tx, executionId).select('first_sequence').limit(1).executeTakeFirst()) !== undefined;
}
