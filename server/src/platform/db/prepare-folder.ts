import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AppError } from '../../core/errors.ts';

/**
 * Makes an empty database folder in a process of its own: preparing one needs some 130 MB that a server would
 * keep for ever. An interrupted attempt leaves nothing under the final name.
 */
export async function prepareFolder(folder: string): Promise<void> {
  if (existsSync(join(folder, 'PG_VERSION'))) return;
  if (existsSync(folder) && (await readdir(folder)).length > 0) {
    throw new AppError(
      'unavailable',
      `${folder} holds files but no database: move them away or choose another folder`,
    );
  }
  const draft = `${folder}.preparing`;
  await rm(draft, { recursive: true, force: true });
  await mkdir(dirname(folder), { recursive: true, mode: 0o700 });
  await runChild(draft);
  await rm(folder, { recursive: true, force: true });
  await rename(draft, folder);
}

function runChild(folder: string): Promise<void> {
  const script = fileURLToPath(new URL('./prepare-folder-process.ts', import.meta.url));
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script, folder], { stdio: ['ignore', 'ignore', 'pipe'] });
    let complaint = '';
    child.stderr.on('data', (chunk: Buffer) => {
      complaint = (complaint + chunk.toString()).slice(-2000);
    });
    child.on('error', reject);
    child.on('exit', (code) => {
      if (code === 0) return resolve();
      reject(
        new AppError(
          'unavailable',
          `The embedded database could not be prepared in ${folder}: ${lastLine(complaint)}`,
        ),
      );
    });
  });
}

function lastLine(text: string): string {
  const lines = text.split('\n').filter((line) => /error|ENOSPC|EACCES|space/i.test(line));
  return lines[0]?.trim() ?? text.trim().split('\n').at(-1) ?? 'no reason was given';
}
