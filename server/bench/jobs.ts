import { fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { findServerPrograms, startTestServer } from '../src/platform/db/testing/test-server.ts';
import { type EngineKind, engineNames } from './job-engines/engine.ts';
import type { Measured, Order } from './job-engines/measured-jobs.ts';
import { describeMachine, type EngineName, enginesHere } from './measured-process.ts';

const usage = `Usage: npm run bench -- jobs [--jobs N] [--seconds N] [--log-lines N] [--engine pglite|postgres]

The same job that does nothing, N times at once (1000) and then 20 a second for N seconds (10): run by the product
(an occurrence with its record, audit event and event each), by pg-boss alone and by graphile-worker alone, four at
once. --log-lines: a run of the product that logs so many lines (1000000 on PostgreSQL), and reading that log.
`;
const perSecond = 20;

/** `npm run bench -- jobs` */
export async function run(args: string[] = []): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      jobs: { type: 'string', default: '1000' },
      seconds: { type: 'string', default: '10' },
      'log-lines': { type: 'string' },
      engine: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  const [jobs, seconds] = [Number(values.jobs), Number(values.seconds)];
  if (values.help || !(jobs > 0) || !(seconds > 0)) return console.log(usage);
  console.log(`${jobs} jobs at once, then ${perSecond} a second for ${seconds} s, on ${describeMachine()}\n`);
  console.log(
    row(['database', 'engine', 'jobs/s', 'delay p50', 'p99', 'ready MB', 'MB more', 'per 10,000 jobs']),
  );
  for (const database of enginesHere(values.engine)) {
    const logLines = Number(values['log-lines'] ?? (database === 'postgres' ? 1_000_000 : 0));
    for (const kind of engineNames) {
      const order = { kind, jobs, perSecond, seconds, logLines: kind === 'infraudit' ? logLines : 0 };
      print(database, kind, order, await measured(database, order));
    }
  }
}

async function measured(database: EngineName, order: Omit<Order, 'databaseUrl'>): Promise<Measured | string> {
  const folder = mkdtempSync(join(tmpdir(), 'infraudit-bench-'));
  const programs = findServerPrograms();
  const server =
    database === 'postgres' && programs !== undefined ? await startTestServer(programs) : undefined;
  const child = fork(fileURLToPath(new URL('job-engines/measured-jobs.ts', import.meta.url)), {
    cwd: folder,
    execArgv: ['--disable-warning=ExperimentalWarning'],
  });
  try {
    child.send({ ...order, databaseUrl: server?.url ?? null } satisfies Order);
    return await new Promise((resolve) => {
      child.once('message', (answer: { measured: Measured } | { error: string }) =>
        resolve('measured' in answer ? answer.measured : answer.error),
      );
      child.once('exit', (code) => resolve(`ended with ${code}`));
    });
  } finally {
    child.kill('SIGKILL');
    await server?.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

function print(
  database: EngineName,
  kind: EngineKind,
  order: { jobs: number },
  found: Measured | string,
): void {
  if (typeof found === 'string') {
    const reason = found.includes('ERR_MODULE_NOT_FOUND') ? 'not installed' : found;
    console.log(row([database, kind, reason]));
    return;
  }
  const more = Math.max(0, found.peakMb - found.readyMb);
  console.log(
    row([
      ...[
        database,
        kind,
        found.perSecond.toFixed(0),
        `${found.p50.toFixed(0)} ms`,
        `${found.p99.toFixed(0)} ms`,
      ],
      ...[found.readyMb.toFixed(0), more.toFixed(0), `${((more / order.jobs) * 10_000).toFixed(0)} MB`],
    ]),
  );
  const { log } = found;
  if (log === undefined) return;
  console.log(
    `  a long log: written in ${log.seconds.toFixed(1)} s, peak ${log.peakMb.toFixed(0)} MB; ` +
      `newest 500 lines in ${log.tailMs.toFixed(0)} ms; searched to its first line in ${log.searches} requests ` +
      `of ${log.searchMs.toFixed(0)} ms`,
  );
}

const widths = [10, 17, 9, 11, 10, 10, 9, 16];
const row = (cells: string[]): string =>
  cells.map((cell, index) => cell.padEnd(widths[index] ?? 10)).join('');
