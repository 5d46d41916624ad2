import type { Scope } from '../../../core/scope.ts';
import type { Database, Tx } from '../../../platform/db/database.ts';
import type { ResourceTypes } from '../../observe/inventory/index.ts';
import type { ReportParameters } from './schemas.ts';

/** What the makers of sections read with, and what they were asked for. */
export type Reading = {
  db: Database;
  scope: Scope;
  resourceTypes: ResourceTypes;
  parameters: ReportParameters;
  /** The run that makes the report: the only one that its own list of runs leaves out. */
  executionId: number;
  asOf: Date;
  from: Date;
  signal: AbortSignal;
  /** How many rows the report has so far, for progress. */
  onRows(rows: number): void;
};

const pageSize = 500;

export const inside = <T>(reading: Reading, work: (tx: Tx) => Promise<T>): Promise<T> =>
  reading.db.within(reading.scope, work);

/** Reads page after page, each in a short transaction of its own, so that nobody waits for a long report. */
export async function* pageByPage<Row, Shown>(
  reading: Reading,
  read: (tx: Tx, after: Row | null, limit: number) => Promise<Row[]>,
  show: (row: Row) => Shown,
): AsyncIterable<Shown> {
  let after: Row | null = null;
  for (;;) {
    reading.signal.throwIfAborted();
    const last: Row | null = after;
    const page: Row[] = await inside(reading, (tx) => read(tx, last, pageSize));
    for (const row of page) yield show(row);
    reading.onRows(page.length);
    const end = page.at(-1);
    if (end === undefined || page.length < pageSize) return;
    after = end;
  }
}
