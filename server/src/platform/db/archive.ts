import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, readdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { AppError } from '../../core/errors.ts';

const block = 512;
const longestName = 100;

/**
 * Writes a folder as one compressed tar file, through to the disk: one file takes one flush, where the thousand
 * small ones of a database take one each. Folders and ordinary files only.
 */
export async function packFolder(folder: string, file: string): Promise<void> {
  await pipeline(
    Readable.from(tarOf(folder)),
    createGzip({ level: 1 }),
    createWriteStream(file, { mode: 0o600 }),
  );
  const handle = await open(file, 'r+');
  await handle.sync().finally(() => handle.close());
}

async function* tarOf(folder: string): AsyncGenerator<Buffer> {
  for (const name of await namesIn(folder, '')) {
    const path = join(folder, name);
    if (name.endsWith('/')) {
      yield header(name, 0);
      continue;
    }
    const { size } = await stat(path);
    yield header(name, size);
    let written = 0;
    for await (const chunk of createReadStream(path)) {
      written += (chunk as Buffer).length;
      yield chunk as Buffer;
    }
    if (written !== size) throw new AppError('internal', `${path} changed while it was copied`);
    const rest = size % block;
    if (rest > 0) yield Buffer.alloc(block - rest);
  }
  yield Buffer.alloc(2 * block);
}

async function namesIn(folder: string, prefix: string): Promise<string[]> {
  const names: string[] = [];
  const entries = await readdir(join(folder, prefix), { withFileTypes: true });
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const name = `${prefix}${entry.name}`;
    if (entry.isDirectory()) names.push(`${name}/`, ...(await namesIn(folder, `${name}/`)));
    else if (entry.isFile()) names.push(name);
  }
  return names;
}

function header(name: string, size: number): Buffer {
  if (Buffer.byteLength(name) > longestName)
    throw new AppError('internal', `the path ${name} is too long to be copied`);
  const bytes = Buffer.alloc(block);
  const isFolder = name.endsWith('/');
  bytes.write(name, 0);
  bytes.write(isFolder ? '0000700\0' : '0000600\0', 100);
  bytes.write('0000000\0', 108);
  bytes.write('0000000\0', 116);
  bytes.write(`${size.toString(8).padStart(11, '0')}\0`, 124);
  bytes.write(`${'0'.padStart(11, '0')}\0`, 136);
  bytes.write('        ', 148);
  bytes.write(isFolder ? '5' : '0', 156);
  bytes.write('ustar\x0000', 257);
  const sum = bytes.reduce((total, byte) => total + byte, 0);
  bytes.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return bytes;
}

/** Unpacks what `packFolder` wrote. A damaged or cut file throws before anything has its final name. */
export async function unpackFolder(file: string, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const bytes = reader(createReadStream(file).pipe(createGunzip()));
  for (;;) {
    const head = await bytes.take(block);
    if (head.every((byte) => byte === 0)) return;
    const { name, size } = readHeader(head, file);
    const path = join(folder, name);
    if (name.endsWith('/')) {
      await mkdir(path, { recursive: true, mode: 0o700 });
      continue;
    }
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    const handle = await open(path, 'w', 0o600);
    try {
      let left = size;
      while (left > 0) {
        const part = await bytes.take(Math.min(left, 1 << 20));
        await handle.write(part);
        left -= part.length;
      }
    } finally {
      await handle.close();
    }
    await bytes.take((block - (size % block)) % block);
  }
}

function readHeader(head: Buffer, file: string): { name: string; size: number } {
  const text = (from: number, to: number): string =>
    head.toString('utf8', from, to).split('\0')[0]?.trim() ?? '';
  const name = text(0, longestName);
  const size = Number.parseInt(text(124, 136), 8);
  const wrong =
    text(257, 262) !== 'ustar' ||
    !Number.isSafeInteger(size) ||
    name.startsWith('/') ||
    name.split('/').includes('..');
  if (wrong) throw new AppError('unprocessable', `${file} is not a copy that InfraAudit wrote`);
  return { name, size };
}

/** Takes exact numbers of bytes from a stream; an early end is an error. */
function reader(stream: AsyncIterable<Buffer>): { take(count: number): Promise<Buffer> } {
  const chunks = stream[Symbol.asyncIterator]();
  let held = Buffer.alloc(0);
  return {
    async take(count) {
      const parts: Buffer[] = [];
      let missing = count;
      while (missing > 0) {
        if (held.length === 0) {
          const next = await chunks.next();
          if (next.done === true)
            throw new AppError('unprocessable', 'the copy ends too early: it is damaged');
          held = next.value as Buffer<ArrayBuffer>;
        }
        const part = held.subarray(0, missing);
        held = held.subarray(part.length) as Buffer<ArrayBuffer>;
        parts.push(part);
        missing -= part.length;
      }
      return Buffer.concat(parts);
    },
  };
}
