import { chmod, mkdir, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Document } from 'yaml';
import { CliError } from './errors.ts';

/** Tokens belong to the server that gave them and are never sent to another. */
export type StoredAuth = {
  serverUrl: string | null;
  email: string | null;
  token: string | null;
  refreshToken: string | null;
  expiresAt: string | null;
};

export type StoredConfig = { serverUrl: string | null; output: string | null; auth: StoredAuth };

const noAuth: StoredAuth = { serverUrl: null, email: null, token: null, refreshToken: null, expiresAt: null };
export const emptyConfig: StoredConfig = { serverUrl: null, output: null, auth: noAuth };

const maximumBytes = 1_000_000;
const isWindows = process.platform === 'win32';

/** Reads the file; a missing one is empty. A looser mode than 0600 is repaired and `warn` is told. */
export async function readConfig(path: string, warn: (line: string) => void): Promise<StoredConfig> {
  const document = await readDocument(path, warn);
  const string = (...keys: string[]) => {
    const value = document?.getIn(keys);
    return typeof value === 'string' && value !== '' ? value : null;
  };
  return {
    serverUrl: string('server_url'),
    output: string('output'),
    auth: {
      serverUrl: string('auth', 'server_url'),
      email: string('auth', 'email'),
      token: string('auth', 'token'),
      refreshToken: string('auth', 'refresh_token'),
      expiresAt: string('auth', 'expires_at'),
    },
  };
}

async function readDocument(path: string, warn: (line: string) => void): Promise<Document | null> {
  let text: string;
  try {
    const { mode, size } = await stat(path);
    if (size > maximumBytes) {
      throw new CliError(`${path} is not a configuration file`, {
        why: `It is larger than ${maximumBytes} bytes.`,
      });
    }
    if (!isWindows && (mode & 0o077) !== 0) await repairMode(path, mode, warn);
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof CliError) throw error;
    if (isCode(error, 'ENOENT')) return null;
    throw new CliError(`${path} cannot be read`, {
      why: reasonOf(error),
      fix: 'Give another file with --config.',
      cause: error,
    });
  }
  const { parseDocument, isMap } = await import('yaml');
  const document = parseDocument(text);
  const problem = document.errors[0];
  if (problem !== undefined || (document.contents !== null && !isMap(document.contents))) {
    throw new CliError(`${path} is not valid YAML`, {
      why:
        problem === undefined
          ? 'It must be a list of names and values.'
          : (problem.message.split('\n')[0] ?? ''),
      fix: 'Correct the file, or delete it and run infraudit config init.',
    });
  }
  return document;
}

async function repairMode(path: string, mode: number, warn: (line: string) => void): Promise<void> {
  const shown = (mode & 0o777).toString(8).padStart(4, '0');
  try {
    await chmod(path, 0o600);
  } catch (error) {
    throw new CliError(`${path} can be read by others (mode ${shown})`, {
      why: `It holds your tokens, and its mode cannot be changed: ${reasonOf(error)}`,
      fix: `Run chmod 600 ${path} as its owner.`,
    });
  }
  warn(
    `${path} could be read by others (mode ${shown}); it is 0600 now. Sign in again if someone may have read it.`,
  );
}

export type ConfigChange = {
  serverUrl?: string;
  output?: string;
  /** null forgets every token. */
  auth?: StoredAuth | null;
};

/** Changes some values and keeps the rest of the file, comments too. Atomic: others see the old or the new file. */
export async function changeConfig(
  path: string,
  change: ConfigChange,
  warn: (line: string) => void,
): Promise<void> {
  const { Document } = await import('yaml');
  const document = (await readDocument(path, warn)) ?? new Document({});
  if (document.contents === null) document.contents = document.createNode({}) as never;
  if (change.serverUrl !== undefined) document.setIn(['server_url'], change.serverUrl);
  if (change.output !== undefined) document.setIn(['output'], change.output);
  if (change.auth === null) document.deleteIn(['auth']);
  else if (change.auth !== undefined) {
    const { serverUrl, email, token, refreshToken, expiresAt } = change.auth;
    const named = { server_url: serverUrl, email, token, refresh_token: refreshToken, expires_at: expiresAt };
    const given = Object.fromEntries(Object.entries(named).filter(([, value]) => value !== null));
    document.setIn(['auth'], document.createNode(given));
  }
  await writePrivately(path, document.toString());
}

async function writePrivately(path: string, text: string): Promise<void> {
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    await writeFile(temporary, text, { mode: 0o600, flush: true });
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw new CliError(`${path} cannot be written`, {
      why: reasonOf(error),
      fix: 'Give another file with --config.',
      cause: error,
    });
  }
}

const staleMs = 15_000;
const tries = 200;

/** One process at a time, because a refresh token works once. A lock that its owner left behind is taken over. */
export async function withConfigLock<T>(path: string, work: () => Promise<T>): Promise<T> {
  const lock = `${path}.lock`;
  await mkdir(dirname(path), { recursive: true, mode: 0o700 }).catch((error: unknown) => {
    throw new CliError(`${dirname(path)} cannot be written`, {
      why: reasonOf(error),
      fix: 'Give another file with --config.',
      cause: error,
    });
  });
  for (let attempt = 0; ; attempt++) {
    try {
      const handle = await open(lock, 'wx', 0o600);
      await handle.close();
      break;
    } catch (error) {
      if (!isCode(error, 'EEXIST') || attempt >= tries) {
        throw new CliError(`${lock} cannot be taken`, {
          why: reasonOf(error),
          fix: `Delete ${lock} if no other infraudit is running.`,
        });
      }
      const age = await stat(lock).then(
        ({ mtimeMs }) => Date.now() - mtimeMs,
        () => 0,
      );
      if (age > staleMs) await rm(lock, { force: true });
      else await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
  try {
    return await work();
  } finally {
    await rm(lock, { force: true });
  }
}

const isCode = (error: unknown, code: string) =>
  error instanceof Error && 'code' in error && error.code === code;

const reasons: Record<string, string> = {
  EACCES: 'You have no permission.',
  EPERM: 'You have no permission.',
  EISDIR: 'It is a folder.',
  ENOTDIR: 'A part of the path is not a folder.',
  ENOSPC: 'The disk is full.',
  EROFS: 'The disk is read-only.',
  ENOENT: 'There is no such file.',
};

/** A failed file operation in words. */
export function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return reasons[code] ?? (error instanceof Error ? error.message : String(error));
}
