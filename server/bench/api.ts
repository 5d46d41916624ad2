import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { createRandom } from '../../sandbox/src/index.ts';
import { prepareTemplate } from '../src/platform/db/prepare-folder.ts';
import {
  describeMachine,
  type EngineName,
  enginesHere,
  type MeasuredServer,
  memoryOf,
  startMeasuredServer,
  startSandboxProcess,
} from './measured-process.ts';
import { seededPurposes, seededRegions, seededTeams, seededTypes } from './seeded-inventory.ts';

const requestsPerSecond = 50;
/** Both engines look every minute whether a table needs fresh statistics; after that the list is as people see it. */
const settleMs = 75_000;

const usage = `Usage: npm run bench -- api [--resources N] [--seconds N] [--engine pglite|postgres]

How long the list of resources takes with N resources (100000) at ${requestsPerSecond} requests per second, how
fast the server starts on the embedded database, and how much memory it needs while nothing happens.
`;

/** `npm run bench -- api` */
export async function run(args: string[] = []): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      resources: { type: 'string', default: '100000' },
      seconds: { type: 'string', default: '20' },
      engine: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  const resources = Number(values.resources);
  const seconds = Number(values.seconds);
  if (values.help || !Number.isInteger(resources) || !Number.isInteger(seconds)) {
    console.log(usage);
    return;
  }
  console.log(describeMachine());
  await measureStart();
  for (const engine of enginesHere(values.engine)) await measureList(engine, resources, seconds);
}

/** Two starts of the program itself in a new folder: the first makes the database, the second opens it. */
async function measureStart(): Promise<void> {
  // What `npm start` makes once, after the installation.
  await prepareTemplate();
  const folder = mkdtempSync(join(tmpdir(), 'infraudit-bench-'));
  try {
    for (const which of ['first start', 'second start']) {
      const startedAt = performance.now();
      const program = fileURLToPath(new URL('../src/main/serve.ts', import.meta.url));
      const port = await freePort();
      const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', program], {
        cwd: folder,
        stdio: 'ignore',
        env: { PATH: process.env.PATH ?? '', ...mallocSettings(), SERVER_PORT: String(port) },
      });
      await untilReady(`http://127.0.0.1:${port}/readyz`, () => child.exitCode);
      const ms = Math.round(performance.now() - startedAt);
      await new Promise((resolve) => setTimeout(resolve, 15_000));
      const memory = memoryOf(child.pid);
      console.log(
        `embedded database, ${which}: ready after ${ms} ms; idle memory ${Math.round(memory?.now ?? Number.NaN)} MB ` +
          `after 15 s (peak ${Math.round(memory?.peak ?? Number.NaN)} MB)`,
      );
      const gone = once(child, 'exit');
      child.kill('SIGTERM');
      await gone;
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What `npm start` sets for the C library; the bench may have been started without it. */
function mallocSettings(): Record<string, string> {
  const set = Object.entries(process.env).filter(([name]) => name.startsWith('MALLOC_'));
  return Object.fromEntries(set) as Record<string, string>;
}

async function untilReady(url: string, exitCode: () => number | null): Promise<void> {
  for (let tries = 0; tries < 3000; tries++) {
    if (exitCode() !== null) throw new Error(`the server ended with code ${exitCode()}`);
    const answer = await fetch(url).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('the server does not become ready');
}

async function measureList(engine: EngineName, resources: number, seconds: number): Promise<void> {
  const sandbox = await startSandboxProcess(60);
  const server = await startMeasuredServer(engine);
  try {
    const provider = await server.post<{ id: number; running_execution_id: number }>(
      '/providers/aws/connect',
      { name: 'Generated', region: 'us-east-1', ...sandbox.credentials, endpointUrl: sandbox.endpoint },
    );
    await server.finished(provider.running_execution_id);
    const { id } = await server.get<{ id: number }>('/organization');
    const stored = await server.seed({ organizationId: id, providerId: provider.id }, resources);
    console.log(`\n${engine}: ${stored} resources stored`);
    await new Promise((resolve) => setTimeout(resolve, settleMs));
    for (const path of paths(stored)) await server.get(path);
    await arrivals(server, paths(stored), seconds);
    console.log(`  memory ${Math.round(server.memory()?.now ?? Number.NaN)} MB`);
  } finally {
    await server.stop();
    await sandbox.stop();
  }
}

/** What people ask for: mostly first pages, filters and a word; sometimes a deep page. */
function paths(stored: number): string[] {
  const lastPage = Math.max(1, Math.floor(stored / 100));
  const types = seededTypes.map((type) => `/resources?type=${type}&per_page=50`);
  const inRegions = seededRegions.map((region) => `/resources?region=${region}&per_page=50&sort=name`);
  // Few of all: both look through every row, and people page through what they found.
  const byTag = seededTeams.slice(0, 2).map((team) => `/resources?tag=team%3D${team}&per_page=50`);
  const byWord = seededPurposes.slice(0, 2).map((word) => `/resources?q=${word}-shop-0&per_page=50`);
  return [
    '/resources',
    '/resources?per_page=100',
    '/resources?per_page=100&page=2',
    '/resources?per_page=100&page=10',
    `/resources?per_page=100&page=${Math.floor(lastPage / 2)}`,
    `/resources?per_page=100&page=${lastPage - 20}`,
    '/resources?sort=changed_at&order=desc&per_page=50',
    '/resources?sort=region&per_page=50',
    '/resources?sort=type&order=desc&per_page=50',
    '/resources?status=stopped&per_page=50',
    '/resources?type=s3_bucket,rds_instance&region=us-east-1&per_page=50',
    '/resources?q=no-such-resource',
    '/resources?tag=env%3Dprod&sort=changed_at&order=desc',
    ...types,
    ...inRegions,
    ...byTag,
    ...byWord,
  ];
}

/**
 * Requests arrive by themselves, as those of people do: at random moments (a Poisson process, the same one in
 * every run) and whether the earlier ones were answered or not. Times count from the arrival.
 */
async function arrivals(server: MeasuredServer, wanted: readonly string[], seconds: number): Promise<void> {
  const times: number[] = [];
  let failures = 0;
  const random = createRandom(1);
  const processorBefore = server.processorSeconds();
  const startedAt = performance.now();
  const open: Promise<void>[] = [];
  let due = 0;
  for (let count = 0; count < requestsPerSecond * seconds; count++) {
    due += (-Math.log((random.below(1_000_000) + 1) / 1_000_000) * 1000) / requestsPerSecond;
    const path = wanted[count % wanted.length];
    const wait = startedAt + due - performance.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    const arrivedAt = startedAt + due;
    open.push(
      fetch(`${server.url}/api/v1${path}`, { headers: { authorization: `Bearer ${server.token}` } })
        .then(async (answer) => {
          await answer.arrayBuffer();
          if (answer.status !== 200) failures++;
        })
        .catch(() => {
          failures++;
        })
        .finally(() => times.push(performance.now() - arrivedAt)),
    );
  }
  await Promise.all(open);
  const processorAfter = server.processorSeconds();
  times.sort((a, b) => a - b);
  const at = (part: number): string =>
    `${(times[Math.floor(times.length * part)] ?? Number.NaN).toFixed(0)} ms`;
  console.log(
    `  GET /api/v1/resources, ${times.length} requests in ${seconds} s, ${failures} failed: ` +
      `p50 ${at(0.5)}, p95 ${at(0.95)}, p99 ${at(0.99)}, worst ${times.at(-1)?.toFixed(0)} ms`,
  );
  if (processorBefore !== undefined && processorAfter !== undefined && times.length > 0) {
    const perRequest = ((processorAfter - processorBefore) * 1000) / times.length;
    const load = loadavg()[0] ?? 0;
    console.log(
      `  ${perRequest.toFixed(1)} ms of the server's processor time per request; load of the machine ${load.toFixed(1)} ` +
        `on ${cpus().length} processors${load > 2 * cpus().length ? ' (others are busy here: the times above are theirs too)' : ''}`,
    );
  }
  await slowest(server, wanted);
}

/** One after the other, to see which question costs most. */
async function slowest(server: { url: string; token: string }, wanted: readonly string[]): Promise<void> {
  const perPath = new Map<string, number[]>();
  for (const path of wanted) {
    const own: number[] = [];
    for (let round = 0; round < 3; round++) {
      const startedAt = performance.now();
      const answer = await fetch(`${server.url}/api/v1${path}`, {
        headers: { authorization: `Bearer ${server.token}` },
      });
      await answer.arrayBuffer();
      own.push(performance.now() - startedAt);
    }
    perPath.set(path, own);
  }
  const median = (own: number[]): number => own.toSorted((a, b) => a - b)[1] ?? Number.NaN;
  const worst = [...perPath].sort((a, b) => median(b[1]) - median(a[1])).slice(0, 5);
  console.log('  slowest alone:');
  for (const [path, own] of worst) console.log(`    ${median(own).toFixed(0).padStart(4)} ms  ${path}`);
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        typeof address === 'object' && address !== null
          ? resolve(address.port)
          : reject(new Error('no port')),
      );
    });
  });
}
