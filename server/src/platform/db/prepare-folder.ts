import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { cp, mkdir, readdir, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
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
  const template = templateFolder();
  if (existsSync(template)) await cp(template, draft, { recursive: true });
  else await runChild(draft);
  await rm(folder, { recursive: true, force: true });
  await rename(draft, folder);
}

/** Where an installation keeps an empty database that a first start copies: beside its dependencies. */
function templateFolder(): string {
  return fileURLToPath(
    new URL(`../../../../node_modules/.cache/infraudit/empty-database-${engineVersion()}`, import.meta.url),
  );
}

/** The version of the embedded engine: its folders are not promised to fit another one. */
export function engineVersion(): string {
  const entry = createRequire(import.meta.url).resolve('@electric-sql/pglite');
  return (JSON.parse(readFileSync(join(dirname(entry), '../package.json'), 'utf8')) as { version: string })
    .version;
}

/** Makes that template when it is missing. Safe when several processes do it at once. */
export async function prepareTemplate(): Promise<void> {
  const template = templateFolder();
  if (existsSync(template)) return;
  const draft = `${template}.${process.pid}.${randomBytes(4).toString('hex')}`;
  await mkdir(dirname(template), { recursive: true });
  await runChild(draft);
  await rename(draft, template).catch(() => rm(draft, { recursive: true, force: true }));
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
