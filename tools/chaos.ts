import { parseArgs } from 'node:util';
import { runSchedulerChaos } from '../server/test/chaos/scheduler-chaos.ts';
import type { ChaosResult } from '../server/test/chaos/verdict.ts';

const usage = `Usage: npm run chaos -- scheduler [--minutes 10] [--jobs 200] [--seed 1]

  Three schedulers and four workers of the product on one PostgreSQL, whose processes are killed and frozen, whose
  clocks are wrong and whose database restarts; then every instant that was due is accounted for.
`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    minutes: { type: 'string', default: '10' },
    jobs: { type: 'string', default: '200' },
    seed: { type: 'string', default: '1' },
  },
});
const [minutes, jobs, seed] = [values.minutes, values.jobs, values.seed].map(Number);
if (positionals[0] !== 'scheduler' || !(Number(minutes) > 0) || !(Number(jobs) > 0) || Number.isNaN(seed)) {
  process.stderr.write(usage);
  process.exit(1);
}

const print = (line: string): void => void process.stdout.write(`${line}\n`);
const result = await runSchedulerChaos({
  seconds: Number(minutes) * 60,
  jobs: Number(jobs),
  schedulers: 3,
  workers: 4,
  seed: Number(seed),
  faultEverySeconds: 6,
  freezeSeconds: 30,
  restartDatabase: true,
  say: print,
});
report(result);
const bad = result.lost.length + result.doubled.length + result.stuck.length + result.hollow.length;
process.exit(bad === 0 && result.auditChain === 'whole' ? 0 : 1);

function report(found: ChaosResult): void {
  const counts = (of: Record<string, number>): string =>
    Object.entries(of)
      .map(([name, count]) => `${name} ${count}`)
      .join(', ') || 'none';
  print('');
  print(`seconds              ${found.seconds}`);
  print(`faults               ${counts(found.faults)}`);
  print(`occurrences due      ${found.due}`);
  print(`executed             ${found.executed}`);
  print(`skipped              ${counts(found.skipped)}`);
  print(`missed together      ${found.countedTogether} (one record for the older ones of a long absence)`);
  print(`failed               ${counts(found.failed)}`);
  print(`taken up again       ${found.takenUpAgain} (work done again: ${found.doneAgain})`);
  for (const kind of ['lost', 'doubled', 'stuck', 'hollow'] as const) {
    print(`${kind.padEnd(20)} ${found[kind].length}`);
    for (const name of found[kind].slice(0, 10)) print(`                     ${name}`);
  }
  print(`longest fail-over    ${(found.longestFailOverMs / 1000).toFixed(1)} s`);
  print(`start delay          p50 ${found.startDelayMs.p50} ms, p99 ${found.startDelayMs.p99} ms`);
  print(`audit chain          ${found.auditChain}`);
}
