import { cp, mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { packFolder, unpackFolder } from './archive.ts';

/** One copy of the database folder, made while nothing was being written. */
export type FolderCopy = { name: string; path: string; at: Date };

const ending = '.tar.gz';
const nameOf = /^(\d{4}-\d{2}-\d{2})T(\d{2})-(\d{2})-(\d{2})Z$/;

/** The newest first. */
export async function listCopies(folder: string): Promise<FolderCopy[]> {
  const files = await readdir(folder).catch(() => []);
  return files
    .filter((file) => file.endsWith(ending))
    .flatMap((file) => {
      const name = file.slice(0, -ending.length);
      const match = nameOf.exec(name);
      if (match === null) return [];
      return [
        { name, path: join(folder, file), at: new Date(`${match[1]}T${match[2]}:${match[3]}:${match[4]}Z`) },
      ];
    })
    .sort((a, b) => b.at.getTime() - a.at.getTime());
}

/**
 * Packs `source` into `folder` under the instant `at`, written through to the disk before it gets its name, and
 * keeps the newest `keep`. Nothing may write to the source meanwhile.
 */
export async function addCopy(source: string, folder: string, at: Date, keep: number): Promise<FolderCopy> {
  const name = instantName(at);
  const path = join(folder, `${name}${ending}`);
  const draft = `${path}.part`;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  try {
    await packFolder(source, draft);
    await rename(draft, path);
  } catch (error) {
    // Half a copy on a full disk helps nobody and fills it further.
    await rm(draft, { force: true });
    throw error;
  }
  for (const old of (await listCopies(folder)).slice(keep)) await rm(old.path, { force: true });
  return { name, path, at };
}

/**
 * The same of a database that is in use: it rests only while its files are copied, which is quick, and not while
 * they are packed.
 */
export async function addCopyOfRunning(
  atRest: (work: () => Promise<void>) => Promise<void>,
  source: string,
  folder: string,
  at: Date,
  keep: number,
): Promise<FolderCopy> {
  const still = join(folder, 'still');
  await rm(still, { recursive: true, force: true });
  await mkdir(folder, { recursive: true, mode: 0o700 });
  try {
    await atRest(() => cp(source, still, { recursive: true }));
    return await addCopy(still, folder, at, keep);
  } finally {
    await rm(still, { recursive: true, force: true });
  }
}

/** Puts a copy in the place of the folder; what was there is kept beside it under the returned path. */
export async function restoreCopy(copy: FolderCopy, target: string, at: Date): Promise<string | undefined> {
  const fresh = `${target}.restoring`;
  await rm(fresh, { recursive: true, force: true });
  await unpackFolder(copy.path, fresh);
  const aside = `${target}.broken-${instantName(at)}`;
  const existed = await stat(target).then(
    () => true,
    () => false,
  );
  if (existed) await rename(target, aside);
  await rename(fresh, target);
  return existed ? aside : undefined;
}

function instantName(at: Date): string {
  return `${at.toISOString().slice(0, 19).replaceAll(':', '-')}Z`;
}
