import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export type ChaosRole = 'scheduler' | 'worker';

/** A place in the installation: when its process dies, another takes the place. */
export type Place = {
  name: string;
  role: ChaosRole;
  skewMs: number;
  pid(): number | undefined;
  /** Resolves when its process has started or ended. */
  ready(): Promise<unknown>;
  kill(): Promise<void>;
  /** Stands still for so long, as a machine that swaps or is moved. */
  freeze(ms: number): Promise<void>;
  stop(): Promise<void>;
};

const program = fileURLToPath(new URL('chaos-process.ts', import.meta.url));

export async function openPlace(options: {
  name: string;
  role: ChaosRole;
  skewMs: number;
  databaseUrl: string;
  folder: string;
}): Promise<Place> {
  let child: ChildProcess;
  let over = false;
  let ready: Promise<unknown>;

  function start(): void {
    const errors = openSync(join(options.folder, `${options.name}.log`), 'a');
    child = fork(program, {
      cwd: options.folder,
      stdio: ['ignore', errors, errors, 'ipc'],
      execArgv: ['--disable-warning=ExperimentalWarning', '--max-old-space-size=256'],
      env: {
        PATH: process.env.PATH,
        NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE,
        CHAOS_ROLE: options.role,
        CHAOS_SKEW_MS: String(options.skewMs),
        DATABASE_URL: options.databaseUrl,
        DB_MAX_OPEN_CONNS: '10',
        ENCRYPTION_KEY: 'ab'.repeat(32),
        SESSION_SECRET: 'cd'.repeat(32),
        SERVER_SHUTDOWN_TIMEOUT_SECONDS: '5',
      },
    });
    closeSync(errors);
    const own = child;
    const failed = once(own, 'exit').then(() => undefined);
    ready = Promise.race([once(own, 'message'), failed]);
    own.once('exit', () => {
      // A process that could not start, for the database was away, is started again a little later.
      if (!over) setTimeout(() => over || start(), 500);
    });
  }

  start();
  return {
    name: options.name,
    role: options.role,
    skewMs: options.skewMs,
    pid: () => child.pid,
    ready: () => ready,
    async kill() {
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    },
    async freeze(ms) {
      const frozen = child;
      frozen.kill('SIGSTOP');
      await new Promise((resolve) => setTimeout(resolve, ms));
      frozen.kill('SIGCONT');
    },
    async stop() {
      over = true;
      if (child.exitCode !== null || child.signalCode !== null) return;
      await ready;
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, 'exit');
      child.kill('SIGCONT');
      child.kill('SIGTERM');
      const late = setTimeout(() => child.kill('SIGKILL'), 30_000);
      await gone;
      clearTimeout(late);
    },
  };
}
