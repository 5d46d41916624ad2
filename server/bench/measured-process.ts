import { type ChildProcess, fork, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { findServerPrograms, startTestServer } from '../src/platform/db/testing/test-server.ts';
import type { JudgedAlone } from './judged-alone.ts';

export type Question =
  | { kind: 'quotas'; factor: number }
  | { kind: 'seed'; organizationId: number; providerId: number; total: number }
  | { kind: 'change'; oneOf: number }
  | { kind: 'announce'; organizationId: number; total: number }
  | { kind: 'calls' | 'versions' | 'judge' | 'undelivered' | 'stop' };
export type Answer =
  | { kind: 'ready'; url: string; readyMs: number }
  | { kind: 'quotas' }
  | { kind: 'calls'; calls: [string, number][] }
  | { kind: 'versions'; count: number }
  | { kind: 'seed'; count: number }
  | { kind: 'change'; count: number }
  | { kind: 'announce'; count: number }
  | { kind: 'undelivered'; count: number }
  | ({ kind: 'judge' } & JudgedAlone);

export type EngineName = 'pglite' | 'postgres';

export type ExecutionAnswer = {
  id: number;
  status: string;
  error: string | null;
  duration_ms: number | null;
  counts: Record<string, number>;
};

/** The product in a process of its own, with an owner signed in. */
export type MeasuredServer = {
  url: string;
  token: string;
  /** From the first line of our own code to listening, in milliseconds. */
  readyMs: number;
  get<T>(path: string): Promise<T>;
  post<T>(path: string, body: object): Promise<T>;
  /** Waits for an execution; throws unless it succeeded. */
  finished(executionId: number): Promise<ExecutionAnswer>;
  /** Multiplies the quotas of the vendor's APIs for connections that are opened from now on; forgets the calls. */
  setQuotaFactor(factor: number): Promise<void>;
  /** Calls since then, by `region|service:Operation`. */
  calls(): Promise<Map<string, number>>;
  countVersions(): Promise<number>;
  /** Fills the inventory of a connected account with invented resources; returns how many. */
  seed(account: { organizationId: number; providerId: number }, total: number): Promise<number>;
  /** Gives one resource of so many another configuration; returns how many. */
  change(oneOf: number): Promise<number>;
  /** Announces so many new alerts, as fast as the database takes them; returns how many. */
  announceAlerts(organizationId: number, total: number): Promise<number>;
  /** Waits until nobody has to hear of an event any more; returns the seconds. */
  quiet(): Promise<number>;
  /** The judging alone, of everything that is stored. */
  judge(): Promise<JudgedAlone>;
  /** Forgets the peak of memory so far, where the system can. */
  resetPeak(): void;
  /** Of the whole process with its threads, in MB; undefined where the system does not say. */
  memory(): { peak: number; now: number } | undefined;
  /** Seconds of processor time of the whole process. */
  processorSeconds(): number | undefined;
  stop(): Promise<void>;
};

/** Which engines there are on this machine to measure on. */
export function enginesHere(only: string | undefined): EngineName[] {
  const all: EngineName[] = findServerPrograms() === undefined ? ['pglite'] : ['pglite', 'postgres'];
  return only === undefined ? all : all.filter((engine) => engine === only);
}

export function describeMachine(): string {
  const [first] = cpus();
  return `${cpus().length} × ${first?.model.trim() ?? 'unknown processor'}, Node.js ${process.versions.node}`;
}

export async function startMeasuredServer(engine: EngineName): Promise<MeasuredServer> {
  const folder = mkdtempSync(join(tmpdir(), 'infraudit-bench-'));
  const programs = findServerPrograms();
  const postgres =
    engine === 'postgres' && programs !== undefined ? await startTestServer(programs) : undefined;
  const child = fork(fileURLToPath(new URL('measured-server.ts', import.meta.url)), {
    cwd: folder,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    execArgv: ['--disable-warning=ExperimentalWarning'],
    env: {
      ...environmentOfTheProduct(),
      ENCRYPTION_KEY: randomBytes(32).toString('hex'),
      INFRAUDIT_ALLOW_PRIVATE_ADDRESSES: 'true',
      INFRAUDIT_DATA_DIR: folder,
      SERVER_PORT: '0',
      RATE_LIMIT_REQUESTS: '1000000',
      JOB_TIMEOUT_SECONDS: '7200',
      ...(postgres === undefined ? {} : { DATABASE_URL: postgres.url }),
    },
  });
  const stopAll = async (): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) {
      const gone = once(child, 'exit');
      if (child.connected) child.send({ kind: 'stop' } satisfies Question);
      else child.kill();
      await gone;
    }
    await postgres?.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const ready = await answerOf(child, 'ready');
    const token = await setUp(ready.url);
    return { ...speakTo(child, ready, token), stop: stopAll };
  } catch (error) {
    await stopAll();
    throw error;
  }
}

/** What the C library and the search path need; nothing that would configure the product. */
function environmentOfTheProduct(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => /^(PATH|HOME|LANG|TZ|MALLOC_\w+)$/.test(name));
  return Object.fromEntries(kept);
}

function answerOf<K extends Answer['kind']>(
  child: ChildProcess,
  kind: K,
): Promise<Extract<Answer, { kind: K }>> {
  return new Promise((resolve, reject) => {
    const onMessage = (answer: Answer): void => {
      if (answer.kind !== kind) return;
      child.off('message', onMessage);
      child.off('exit', onExit);
      resolve(answer as Extract<Answer, { kind: K }>);
    };
    const onExit = (code: number | null): void => reject(new Error(`the measured server ended with ${code}`));
    child.on('message', onMessage);
    child.once('exit', onExit);
  });
}

async function setUp(url: string): Promise<string> {
  const answer = await fetch(`${url}/api/v1/setup`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      email: 'bench@infraudit.example',
      name: 'Bench',
      password: randomBytes(18).toString('base64url'),
      organization: 'Bench',
    }),
  });
  const body = (await answer.json()) as { token?: string; error?: string };
  if (body.token === undefined) throw new Error(`set-up: ${body.error ?? answer.status}`);
  return body.token;
}

function speakTo(
  child: ChildProcess,
  ready: { url: string; readyMs: number },
  token: string,
): Omit<MeasuredServer, 'stop'> {
  async function call<T>(method: string, path: string, body?: object): Promise<T> {
    const response = await fetch(`${ready.url}/api/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const answer = (await response.json()) as T & { error?: string };
    if (!response.ok) throw new Error(`${method} ${path}: ${answer.error ?? response.status}`);
    return answer;
  }
  async function ask<K extends Answer['kind']>(
    question: Question,
    kind: K,
  ): Promise<Extract<Answer, { kind: K }>> {
    const answer = answerOf(child, kind);
    child.send(question);
    return await answer;
  }
  return {
    ...ready,
    token,
    get: (path) => call('GET', path),
    post: (path, body) => call('POST', path, body),
    async finished(executionId) {
      for (;;) {
        const execution = await call<ExecutionAnswer>('GET', `/executions/${executionId}`);
        if (execution.status === 'succeeded') return execution;
        if (execution.status !== 'queued' && execution.status !== 'running') {
          throw new Error(
            `execution ${executionId} ${execution.status}: ${execution.error ?? 'no reason given'}`,
          );
        }
        await new Promise((resolve) => setTimeout(resolve, 500));
      }
    },
    async setQuotaFactor(factor) {
      await ask({ kind: 'quotas', factor }, 'quotas');
    },
    calls: async () => new Map((await ask({ kind: 'calls' }, 'calls')).calls),
    countVersions: async () => (await ask({ kind: 'versions' }, 'versions')).count,
    seed: async (account, total) => (await ask({ kind: 'seed', ...account, total }, 'seed')).count,
    change: async (oneOf) => (await ask({ kind: 'change', oneOf }, 'change')).count,
    announceAlerts: async (organizationId, total) =>
      (await ask({ kind: 'announce', organizationId, total }, 'announce')).count,
    async quiet() {
      const startedAt = performance.now();
      while ((await ask({ kind: 'undelivered' }, 'undelivered')).count > 0)
        await new Promise((resolve) => setTimeout(resolve, 500));
      return (performance.now() - startedAt) / 1000;
    },
    judge: () => ask({ kind: 'judge' }, 'judge'),
    resetPeak: () => resetPeakOf(child.pid),
    memory: () => memoryOf(child.pid),
    processorSeconds: () => processorSecondsOf(child.pid),
  };
}

export function memoryOf(pid: number | undefined): { peak: number; now: number } | undefined {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const kilobytes = (name: string): number =>
      Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1]);
    return { peak: kilobytes('VmHWM') / 1024, now: kilobytes('VmRSS') / 1024 };
  } catch {
    return undefined;
  }
}

function resetPeakOf(pid: number | undefined): void {
  try {
    // 5 is the word of the kernel for it: see proc(5), clear_refs.
    writeFileSync(`/proc/${pid}/clear_refs`, '5');
  } catch {
    // Not here: the peak is then that of all steps so far.
  }
}

function processorSecondsOf(pid: number | undefined): number | undefined {
  try {
    // After the name in brackets: state is field 3, user and system time are fields 14 and 15, in ticks of 10 ms.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    return (Number(fields[11]) + Number(fields[12])) / 100;
  } catch {
    return undefined;
  }
}

export type SandboxProcess = {
  endpoint: string;
  credentials: { accessKeyId: string; secretAccessKey: string };
  stop(): Promise<void>;
};

/** The loopback cloud in a process of its own, so that its memory and its work are not counted. */
export async function startSandboxProcess(resources: number): Promise<SandboxProcess> {
  const main = fileURLToPath(new URL('../../sandbox/src/main.ts', import.meta.url));
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', main, '--generate', String(resources)],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const lines = createInterface({ input: child.stdout });
  const first = await new Promise<string>((resolve, reject) => {
    lines.once('line', resolve);
    child.once('exit', (code) => reject(new Error(`the sandbox ended with ${code}`)));
  });
  const { endpoint, credentials } = JSON.parse(first) as SandboxProcess;
  return {
    endpoint,
    credentials,
    async stop() {
      const gone = once(child, 'exit');
      child.kill('SIGTERM');
      await gone;
    },
  };
}
