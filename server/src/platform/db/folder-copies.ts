import { constants } from 'node:fs';
import { copyFile, cp, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** One copy of the database folder, made while nothing was being written. */
export type FolderCopy = { name: string; path: string; at: Date };

const nameOf = /^(\d{4}-\d{2}-\d{2})T(\d{2})-(\d{2})-(\d{2})Z$/;

/** The newest first. */
export async function listCopies(folder: string): Promise<FolderCopy[]> {
  const names = await readdir(folder).catch(() => []);
  return names
    .flatMap((name) => {
      const match = nameOf.exec(name);
      if (match === null) return [];
      return [
        { name, path: join(folder, name), at: new Date(`${match[1]}T${match[2]}:${match[3]}:${match[4]}Z`) },
      ];
    })
    .sort((a, b) => b.at.getTime() - a.at.getTime());
}

/**
 * Copies `source` to `folder/<instant>`, written through to the disk before it gets its name, and keeps the
 * newest `keep`. The caller sees to it that the source is at rest.
 */
export async function addCopy(source: string, folder: string, at: Date, keep: number): Promise<FolderCopy> {
  const name = `${at.toISOString().slice(0, 19).replaceAll(':', '-')}Z`;
  const path = join(folder, name);
  const draft = `${path}.part`;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await rm(draft, { recursive: true, force: true });
  try {
    await copyDurably(source, draft);
    await rm(path, { recursive: true, force: true });
    await rename(draft, path);
  } catch (error) {
    // Half a copy on a full disk helps nobody and fills it further.
    await rm(draft, { recursive: true, force: true });
    throw error;
  }
  for (const old of (await listCopies(folder)).slice(keep))
    await rm(old.path, { recursive: true, force: true });
  return { name, path, at };
}

/** Puts a copy in the place of the folder; what was there is kept beside it under the returned path. */
export async function restoreCopy(copy: FolderCopy, target: string, at: Date): Promise<string | undefined> {
  const fresh = `${target}.restoring`;
  await rm(fresh, { recursive: true, force: true });
  await cp(copy.path, fresh, { recursive: true });
  const aside = `${target}.broken-${at.toISOString().slice(0, 19).replaceAll(':', '-')}Z`;
  const existed = await stat(target).then(
    () => true,
    () => false,
  );
  if (existed) await rename(target, aside);
  await rename(fresh, target);
  return existed ? aside : undefined;
}

async function copyDurably(source: string, target: string): Promise<void> {
  await mkdir(target, { recursive: true, mode: 0o700 });
  for (const entry of await readdir(source, { withFileTypes: true })) {
    const from = join(source, entry.name);
    const to = join(target, entry.name);
    if (entry.isDirectory()) await copyDurably(from, to);
    else if (entry.isFile()) {
      await copyFile(from, to, constants.COPYFILE_FICLONE);
      const file = await open(to, 'r+');
      await file.sync().finally(() => file.close());
    }
  }
}
