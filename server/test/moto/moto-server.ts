import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Pinned: a newer one may answer differently, and then the difference should be looked at. */
const requirement = 'moto[server]==5.2.5';
const installTimeoutMs = 240_000;
const startTimeoutMs = 60_000;

const cache = fileURLToPath(new URL('../../../.moto/', import.meta.url));
const environment = join(cache, requirement.replaceAll(/[^\w.]+/g, '-'));
const python = join(environment, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python');

export type MotoServer = { endpoint: string; stop(): Promise<void> };

/** Undefined, with the reason, where Python or PyPI is missing. */
export async function installMoto(
  say: (text: string) => void,
): Promise<{ installed: true } | { installed: false; reason: string }> {
  const done = join(environment, 'installed');
  if (existsSync(done)) return { installed: true };
  const version = await run('python3', ['-c', 'import sys; sys.exit(sys.version_info < (3, 10))'], 10_000);
  if (version.code !== 0) return { installed: false, reason: 'there is no Python 3.10 or newer (python3)' };
  mkdirSync(cache, { recursive: true });
  say(`Installing ${requirement} into ${environment} …`);
  const made = await run('python3', ['-m', 'venv', '--clear', environment], installTimeoutMs);
  if (made.code !== 0)
    return { installed: false, reason: `python3 -m venv does not work here: ${lastLine(made.output)}` };
  const pip = await run(
    python,
    ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', requirement],
    installTimeoutMs,
  );
  if (pip.code !== 0)
    return { installed: false, reason: `${requirement} could not be installed: ${lastLine(pip.output)}` };
  writeFileSync(done, `${requirement}\n`);
  return { installed: true };
}

/** Starts the server on a free loopback port. Throws when it does not answer in time. */
export async function startMoto(): Promise<MotoServer> {
  const port = await freePort();
  const script = fileURLToPath(new URL('start_moto.py', import.meta.url));
  const child = spawn(python, [script, '-H', '127.0.0.1', '-p', String(port)], {
    stdio: 'ignore',
    // Thousands of public images and their snapshots are no part of the account under test.
    env: { ...process.env, MOTO_EC2_LOAD_DEFAULT_AMIS: 'false', NO_COLOR: '1' },
  });
  const endpoint = `http://127.0.0.1:${port}`;
  const stop = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    await gone;
  };
  try {
    await untilItAnswers(endpoint, child);
  } catch (error) {
    await stop();
    throw error;
  }
  return { endpoint, stop };
}

async function untilItAnswers(endpoint: string, child: ChildProcess): Promise<void> {
  const giveUpAt = Date.now() + startTimeoutMs;
  while (Date.now() < giveUpAt) {
    if (child.exitCode !== null) throw new Error(`moto ended with code ${child.exitCode}`);
    const answer = await fetch(`${endpoint}/moto-api/data.json`).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`moto does not answer on ${endpoint}`);
}

function run(
  program: string,
  args: string[],
  timeoutMs: number,
): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve) => {
    let output = '';
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], timeout: timeoutMs });
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => {
        output = `${output}${chunk}`.slice(-10_000);
      });
    }
    child.on('error', (error) => resolve({ code: null, output: error.message }));
    child.on('close', (code) => resolve({ code, output }));
  });
}

const lastLine = (output: string): string => output.trim().split('\n').at(-1) ?? 'no reason given';

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
