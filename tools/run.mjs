// The one command behind `npm run …`: installs and builds what is missing, says so, and goes on with the
// Node.js that the program needs. Plain JavaScript, because whatever Node.js is on the machine starts it.
import { spawn } from 'node:child_process';
import { constants as system } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildWeb, install, prepareDatabase } from './ready.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** What each verb needs to be there, and what it runs. */
const verbs = {
  demo: { web: true, database: true, program: 'tools/demo/demo.ts' },
  start: { web: true, database: true, program: 'server/src/main/serve.ts' },
  test: { web: true, program: 'tools/test.ts' },
  'test:moto': { program: 'tools/moto.ts' },
  check: { program: 'tools/check/check.ts' },
  gen: { program: 'tools/generate.ts' },
  new: { program: 'tools/new.ts' },
  bench: { program: 'tools/bench.ts' },
  chaos: { program: 'tools/chaos.ts' },
};

const [verb, ...parameters] = process.argv.slice(2);
const wanted = Object.hasOwn(verbs, verb ?? '') ? verbs[verb] : undefined;
if (wanted === undefined) {
  process.stderr.write(`Usage: node tools/run.mjs ${Object.keys(verbs).join(' | ')}\n`);
  process.exit(1);
}

process.exitCode = await main();

async function main() {
  if (!(await install(root))) return 1;
  // Only now: it came with the dependencies.
  const { isRecent, recentNode } = await import('../cli/bin/node24.mjs');
  const node = recentNode() ?? (isRecent() ? process.execPath : null);
  if (node === null) {
    process.stderr.write(
      `InfraAudit needs Node.js 24, and this is ${process.versions.node}. No Node.js 24 package exists for ` +
        `${process.platform} on ${process.arch}: install Node.js 24 and run this again.\n`,
    );
    return 1;
  }
  if (wanted.web && !(await buildWeb(root, node))) return 1;
  if (wanted.database) await prepareDatabase(root, node);
  return run(node, [join(root, wanted.program), ...parameters]);
}

/** Runs the program in this terminal, passes signals on, and ends as it ends. */
function run(node, args) {
  const env = { ...process.env, PATH: `${dirname(node)}:${process.env.PATH ?? ''}` };
  // Stripped and compiled sources are kept: the next start has less to do.
  env.NODE_COMPILE_CACHE ??= join(root, 'node_modules', '.cache', 'compiled');
  if (process.platform === 'linux') {
    // The embedded database is compiled at its first start, which takes half a gigabyte for a second. By these
    // settings of the C library that memory goes back to the system afterwards.
    env.MALLOC_TRIM_THRESHOLD_ ??= '65536';
    env.MALLOC_MMAP_THRESHOLD_ ??= '32768';
  }
  return new Promise((resolve) => {
    const child = spawn(node, ['--disable-warning=ExperimentalWarning', ...args], {
      cwd: root,
      env,
      stdio: 'inherit',
    });
    const passOn = (signal) => {
      // A terminal sends Ctrl-C to the whole group: the child has it already.
      if (signal === 'SIGINT' && process.stdin.isTTY) return;
      child.kill(signal);
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, passOn);
    child.on('error', (error) => {
      process.stderr.write(`${node} could not be started: ${error.message}\n`);
      resolve(1);
    });
    child.on('exit', (code, signal) =>
      resolve(signal === null ? (code ?? 1) : 128 + (system.signals[signal] ?? 0)),
    );
  });
}
