import { describeError } from '../../src/core/errors.ts';
import { openDatabase } from '../../src/platform/db/open-database.ts';
import { composeForTests } from '../composed.ts';
import { createAccount } from './account.ts';
import { type Check, mainLoop } from './main-loop.ts';
import { installMoto, startMoto } from './moto-server.ts';
import { openSdk } from './sdk.ts';

/** The check as a whole must end: a hanging server is a failure, not an endless wait. */
const wholeTimeoutMs = 15 * 60_000;

/** Runs the check and prints its table. The exit code: 0 when all passed, or when moto cannot be had here. */
export async function main(): Promise<number> {
  const say = (text: string): void => void process.stdout.write(`${text}\n`);
  const installation = await installMoto(say);
  if (!installation.installed) {
    say(`Skipped: moto cannot be had here, ${installation.reason}.`);
    return 0;
  }
  const checks: Check[] = [];
  const note = (check: Check): void => {
    checks.push(check);
    const { step, what, problem } = check;
    say(
      `${problem === undefined ? 'pass' : 'FAIL'}  ${step.padEnd(9)}  ${what}${problem === undefined ? '' : `\n      ${problem}`}`,
    );
  };
  const deadline = setTimeout(() => {
    say(`FAIL  the check did not end within ${wholeTimeoutMs / 60_000} minutes`);
    process.exit(1);
  }, wholeTimeoutMs);
  const startedAt = performance.now();
  try {
    await runAll(note, say);
  } catch (error) {
    note({ step: 'run', what: 'the check runs to its end', problem: describeError(error) });
  } finally {
    clearTimeout(deadline);
  }
  const failed = checks.filter(({ problem }) => problem !== undefined).length;
  say(
    `\nAgainst moto in ${Math.round((performance.now() - startedAt) / 1000)} s: ${checks.length - failed} passed, ${failed} failed`,
  );
  return failed === 0 ? 0 : 1;
}

async function runAll(note: (check: Check) => void, say: (text: string) => void): Promise<void> {
  const stops: (() => Promise<unknown> | unknown)[] = [];
  try {
    say('Starting moto …');
    const moto = await startMoto();
    stops.push(() => moto.stop());
    const aws = openSdk(moto.endpoint, 'us-east-1');
    stops.push(() => aws.close());
    say('Creating resources of every type in two regions …');
    const account = await createAccount(aws);
    say(`${account.expected.length} resources created; starting InfraAudit …\n`);
    const database = await openDatabase({ engine: 'pglite', dataDir: null });
    stops.push(() => database.close());
    const app = await composeForTests(database, { timeoutSeconds: 300 });
    stops.push(() => app.stop());
    await mainLoop(app, account, moto.endpoint, note);
  } finally {
    for (const stop of stops.reverse()) await stop();
  }
}
