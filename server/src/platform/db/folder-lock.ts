import { randomBytes } from 'node:crypto';
import {
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { AppError } from '../../core/errors.ts';

/** Who holds the folder. `startedAt` tells a process from a later one with the same number. */
type Holder = { pid: number; startedAt: string; host: string; since: string };

const beatMs = 10_000;
/** A holder on another host (a container with the same volume) counts as alive while it beats. */
const silentMs = 60_000;

export type FolderLock = { release(): void };

/**
 * Guards a data folder: the embedded database has no lock of its own, and two processes in one folder destroy
 * it. A lock whose process is gone is taken over; a living one is a clear message.
 */
export function lockFolder(folder: string): FolderLock {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, 'lock.json');
  const own: Holder = {
    pid: process.pid,
    startedAt: startOf(process.pid) ?? 'unknown',
    host: hostname(),
    since: new Date().toISOString(),
  };
  const text = JSON.stringify(own);
  const draft = join(folder, `lock.${process.pid}.${randomBytes(4).toString('hex')}`);
  writeFileSync(draft, text, { mode: 0o600 });
  try {
    // A link is made completely or not at all, and never over another file.
    for (let tries = 0; !linkIfFree(draft, path); tries++) {
      const holder = readHolder(path);
      if (holder !== undefined && (tries > 5 || isAlive(holder, path))) throw inUse(folder, holder);
      removeStale(path, holder);
    }
  } finally {
    rmSync(draft, { force: true });
  }
  const beat = setInterval(() => touch(path), beatMs);
  beat.unref();
  const release = (): void => {
    clearInterval(beat);
    process.off('exit', release);
    if (readText(path) === text) rmSync(path, { force: true });
  };
  process.on('exit', release);
  return { release };
}

function linkIfFree(draft: string, path: string): boolean {
  try {
    linkSync(draft, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Of several processes that find the same stale lock only one moves it away; a fresh one is put back. */
function removeStale(path: string, seen: Holder | undefined): void {
  const aside = `${path}.${process.pid}.stale`;
  try {
    renameSync(path, aside);
  } catch {
    return;
  }
  const moved = readHolder(aside);
  if (moved !== undefined && JSON.stringify(moved) !== JSON.stringify(seen)) linkIfFree(aside, path);
  rmSync(aside, { force: true });
}

function isAlive(holder: Holder, path: string): boolean {
  if (holder.host !== hostname()) return Date.now() - (modifiedAt(path) ?? 0) < silentMs;
  if (holder.pid === process.pid && holder.startedAt === (startOf(process.pid) ?? 'unknown')) return true;
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
  }
  const start = startOf(holder.pid);
  return start === undefined || (start === holder.startedAt && !isZombie(holder.pid));
}

/** Boot and start tick of a process where the system says so (Linux); undefined elsewhere. */
function startOf(pid: number): string | undefined {
  const stat = readText(`/proc/${pid}/stat`);
  const boot = readText('/proc/sys/kernel/random/boot_id')?.trim();
  if (stat === undefined || boot === undefined) return undefined;
  // The second field is a name in parentheses that may hold spaces; the start is the 22nd field.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return `${boot}:${fields[19]}`;
}

/** Ended, and only listed until its parent notices; under some containers that is never. */
function isZombie(pid: number): boolean {
  const stat = readText(`/proc/${pid}/stat`) ?? '';
  return /^ [ZX]/.test(stat.slice(stat.lastIndexOf(')') + 1));
}

function readHolder(path: string): Holder | undefined {
  try {
    const value = JSON.parse(readText(path) ?? '') as Holder;
    return typeof value.pid === 'number' ? value : undefined;
  } catch {
    return undefined;
  }
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

function modifiedAt(path: string): number | undefined {
  try {
    return statSync(path).mtimeMs;
  } catch {
    return undefined;
  }
}

function touch(path: string): void {
  try {
    utimesSync(path, new Date(), new Date());
  } catch {
    // The folder may be gone in a test or an unmounted volume; the database will say so itself.
  }
}

function inUse(folder: string, holder: Holder): AppError {
  return new AppError(
    'conflict',
    `The data folder ${folder} is in use by process ${holder.pid} on ${holder.host} since ${holder.since}. ` +
      'Stop that process, or give this one another folder with INFRAUDIT_DATA_DIR',
  );
}
