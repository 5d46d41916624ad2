import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** The parts of vitest's JSON report that are counted. */
export type TestReport = {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  testResults: { name: string; status: string; message?: string; assertionResults: { status: string }[] }[];
};
export type Totals = { passed: number; failed: number; skipped: number };

/**
 * What is to be told of a run. A file that could not be loaded counts as one failure, and so does a run that
 * ended badly without a failed test: neither may look like success.
 */
export function totalsOf(report: TestReport | undefined, exitCode: number): Totals {
  if (report === undefined) return { passed: 0, failed: 1, skipped: 0 };
  const unloaded = report.testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((result) => result.status === 'failed'),
  ).length;
  const failed = report.numFailedTests + unloaded;
  return {
    passed: report.numPassedTests,
    failed: failed === 0 && exitCode !== 0 ? 1 : failed,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

export function summaryLine({ passed, failed, skipped }: Totals): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

/** Runs vitest with `args` and returns the totals; what vitest prints goes to this terminal. */
export async function runVitest(args: string[]): Promise<Totals & { exitCode: number }> {
  const vitest = join(dirname(createRequire(import.meta.url).resolve('vitest/package.json')), 'vitest.mjs');
  const folder = mkdtempSync(join(tmpdir(), 'infraudit-test-report-'));
  const file = join(folder, 'report.json');
  try {
    const exitCode = await new Promise<number>((resolve) => {
      const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
      const child = spawn(process.execPath, [vitest, 'run', ...reporters, ...args], { stdio: 'inherit' });
      child.on('error', () => resolve(1));
      child.on('exit', (code) => resolve(code ?? 1));
    });
    return { ...totalsOf(readReport(file), exitCode), exitCode };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function readReport(file: string): TestReport | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as TestReport;
  } catch {
    return undefined;
  }
}

if (import.meta.main) {
  const totals = await runVitest(process.argv.slice(2));
  process.stdout.write(`\n${summaryLine(totals)}\n`);
  process.exitCode = totals.failed > 0 || totals.exitCode !== 0 ? 1 : 0;
}
