import { beforeAll, expect, it } from 'vitest';
import { manualClock } from '../../../platform/clock.ts';
import type { OpenDatabase } from '../../../platform/db/open-database.ts';
import { describeOnEachEngine } from '../../../platform/db/testing.ts';
import { createTestTenant, type TestTenant } from '../tenancy/testing.ts';
import { appendLog, type LogSearch, readChunks, readLog, searchLog } from './execution-log-store.ts';
import type { LogLevel } from './job-type.ts';
import { reportBuffer } from './reporter.ts';

const total = 30_000;
const clock = manualClock('2026-03-01T00:00:00Z');

/** Every hundredth line warns; line 7,777 has the needle, the last but one an error in other letters. */
function lineOf(sequence: number): { level: LogLevel; message: string } {
  if (sequence === 7777) return { level: 'info', message: 'found the "Needle" \\ in C:\\temp' };
  if (sequence === total - 1) return { level: 'error', message: 'Größe überschritten' };
  if (sequence % 100 === 0) return { level: 'warn', message: `slow ${sequence}` };
  return { level: 'debug', message: `looked at object ${sequence}` };
}

describeOnEachEngine('the log of an execution', (open) => {
  let db: OpenDatabase;
  let tenant: TestTenant;
  let id: number;

  beforeAll(async () => {
    db = await open();
    tenant = await createTestTenant(db, 'Logs');
    const report = reportBuffer({ clock, lines: 0, onFull: () => undefined });
    for (let sequence = 1; sequence < total; sequence++) {
      const { level, message } = lineOf(sequence);
      report.log(level, message);
      // A heartbeat in the middle of a chunk.
      if (sequence === 12_345) report.giveBack(report.take());
    }
    const { chunks } = report.takeClosed('info', 'succeeded');
    id = await db.within(tenant.scope, async (tx) => {
      const organization_id = tenant.organizationId;
      const job = await tx.sql
        .insertInto('jobs')
        .values({ organization_id, type: 't', name: 'logs' })
        .returning('id')
        .executeTakeFirstOrThrow();
      const execution = await tx.sql
        .insertInto('job_executions')
        .values({
          ...{ organization_id, job_id: job.id, job_type: 't', trigger: 'manual', status: 'succeeded' },
          ...{ requested_by: '{}', queued_at: clock.now(), timeout_seconds: 1, log_lines: total },
        })
        .returning('id')
        .executeTakeFirstOrThrow();
      await appendLog(tx, execution.id, chunks);
      return execution.id;
    });
  });

  const read = (range: Parameters<typeof readLog>[2]) =>
    db.within(tenant.scope, async (tx) => (await readLog(tx, id, range)).lines.map((line) => line.sequence));
  const search = (wanted: LogSearch) => db.within(tenant.scope, (tx) => searchLog(tx, id, wanted));
  const numbers = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i);

  it('is read from its end, and page by page in both directions', async () => {
    expect(await read({ limit: 500 })).toEqual(numbers(total - 499, total));
    expect(await read({ before: 12_350, limit: 20 })).toEqual(numbers(12_330, 12_349));
    expect(await read({ after: 12_340, limit: 20 })).toEqual(numbers(12_341, 12_360));
    expect(await read({ after: 0, limit: 1000 })).toEqual(numbers(1, 1000));
    expect(await read({ before: 5, limit: 500 })).toEqual([1, 2, 3, 4]);
    expect(await read({ after: total, limit: 10 })).toEqual([]);
  });

  it('is searched by level, from the end, with a place to go on from', async () => {
    const first = await search({ limit: 3, levels: ['warn', 'error'] });
    expect(first.lines.map(({ sequence }) => sequence)).toEqual([29_800, 29_900, 29_999]);
    const next = await search({ limit: 2, levels: ['warn'], before: first.searchedTo ?? 0 });
    expect(next.lines.map(({ sequence }) => sequence)).toEqual([29_600, 29_700]);
    const forwards = await search({ limit: 2, levels: ['warn'], after: 150 });
    expect(forwards.lines.map(({ sequence }) => sequence)).toEqual([200, 300]);
  });

  it.each([
    ['"needle" \\', [7777]],
    ['NEEDLE', [7777]],
    ['c:\\temp', [7777]],
    ['größe ÜBER', [29_999]],
    ['object 12345', [12_345]],
    ['nowhere', []],
  ])('is searched for %s in any case', async (text, found) => {
    const sequences: number[] = [];
    let before: number | undefined;
    do {
      const part = await search({ limit: 100, text, before });
      sequences.unshift(...part.lines.map(({ sequence }) => sequence));
      before = part.searchedTo ?? undefined;
    } while (before !== undefined);
    expect(sequences).toEqual(found);
  });

  it('is read whole in parts, for a download', async () => {
    let lines = 0;
    let parts = 0;
    for (let after = 0; ; parts++) {
      const part = await db.within(tenant.scope, (tx) => readChunks(tx, id, after));
      if (part === null) break;
      expect(part.lines[0]?.sequence).toBe(after + 1);
      lines += part.lines.length;
      after = part.last;
    }
    expect(lines).toBe(total);
    expect(parts).toBeGreaterThan(1);
  });

  it('is nobody else’s', async () => {
    const other = await createTestTenant(db, 'Others');
    const seen = await db.within(other.scope, async (tx) => ({
      read: (await readLog(tx, id, { limit: 10 })).lines,
      found: (await searchLog(tx, id, { limit: 10, levels: ['warn'] })).lines,
      chunks: await readChunks(tx, id, 0),
    }));
    expect(seen).toEqual({ read: [], found: [], chunks: null });
  });
});
