import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';

/** The parts of vitest's JSON report that are read. */
export type TestReport = {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  testResults: {
    name: string;
    status: string;
    message?: string;
    assertionResults: { status: string; fullName?: string; failureMessages?: string[] | null }[];
  }[];
};
export type Totals = { passed: number; failed: number; skipped: number };

/** More files than this that fail are no matter of chance. */
const mostFilesTriedAgain = 3;

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

const linesOfMessage = 15;

/** Every failure once more, where whoever reads only the end of the output finds it. */
export function failuresOf(report: TestReport | undefined, folder: string): string[] {
  if (report === undefined) return ['vitest wrote no report'];
  return report.testResults.flatMap(({ name, status, message, assertionResults }) => {
    const file = relative(folder, name);
    const failed = assertionResults.filter((result) => result.status === 'failed');
    if (failed.length === 0) return status === 'failed' ? [`${file}\n${shortened(message ?? '')}`] : [];
    return failed.map(
      ({ fullName = '', failureMessages }) =>
        `${file} > ${fullName}\n${shortened((failureMessages ?? []).join('\n'))}`,
    );
  });
}

function shortened(message: string): string {
  const lines = message.split('\n').filter((line) => line.trim() !== '');
  return lines
    .slice(0, linesOfMessage)
    .map((line) => `    ${line.slice(0, 400)}`)
    .join('\n');
}

/** The files to run once more by themselves: few that failed, in a run that ended in order otherwise. */
export function filesToTryAgain(report: TestReport | undefined): string[] {
  const files = (report?.testResults ?? [])
    .filter(({ status }) => status === 'failed')
    .map(({ name }) => name);
  return files.length <= mostFilesTriedAgain ? files : [];
}

/** The totals when the failed files are taken from `again`, where they ran alone. */
export function totalsWithAgain(report: TestReport, again: TestReport): TestReport {
  const names = new Set(again.testResults.map(({ name }) => name));
  const testResults = [...report.testResults.filter(({ name }) => !names.has(name)), ...again.testResults];
  const count = (...statuses: string[]): number =>
    testResults
      .flatMap(({ assertionResults }) => assertionResults)
      .filter(({ status }) => statuses.includes(status)).length;
  return {
    numPassedTests: count('passed'),
    numFailedTests: count('failed'),
    numPendingTests: count('skipped', 'pending'),
    numTodoTests: count('todo'),
    testResults,
  };
}

/** Runs vitest with `args`; what vitest prints goes to this terminal. */
async function runVitest(args: string[]): Promise<{ report: TestReport | undefined; exitCode: number }> {
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
    return { report: readReport(file), exitCode };
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

/**
 * Runs the suites. What fails among the others and passes by itself is named as unsteady and counts as passed: it
 * has to be mended, but it does not say that the product is broken.
 */
export async function runSuites(args: string[], say: (text: string) => void): Promise<Totals> {
  const folder = process.cwd();
  const whole = await runVitest(args);
  const totals = totalsOf(whole.report, whole.exitCode);
  if (totals.failed === 0) return totals;
  say(`\nFailed:\n${failuresOf(whole.report, folder).join('\n')}\n`);
  const files = filesToTryAgain(whole.report);
  if (whole.report === undefined || files.length === 0) return totals;
  say(`\nRunning ${files.length === 1 ? 'that file' : 'those files'} once more, alone …\n`);
  const alone = await runVitest(files);
  if (alone.report === undefined) return totals;
  const together = totalsOf(totalsWithAgain(whole.report, alone.report), alone.exitCode);
  const still = failuresOf(alone.report, folder);
  if (still.length > 0) say(`\nFailed again:\n${still.join('\n')}\n`);
  const names = files.map((file) => relative(folder, file)).join(', ');
  if (together.failed === 0) say(`\nUnsteady, passed alone: ${names}\n`);
  return together;
}

if (import.meta.main) {
  const totals = await runSuites(process.argv.slice(2), (text) => void process.stdout.write(text));
  process.stdout.write(`\n${summaryLine(totals)}\n`);
  process.exitCode = totals.failed > 0 ? 1 : 0;
}
