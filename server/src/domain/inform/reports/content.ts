import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { AppError } from '../../../core/errors.ts';
import type { Scope } from '../../../core/scope.ts';
import type { Database } from '../../../platform/db/database.ts';
import { dropUnfinished, insertChunk, type ReportRow, readChunk } from './store.ts';

const compress = promisify(gzip);
const decompress = promisify(gunzip);

/** Of the document, before compression; a row of the table stays below a megabyte whatever it holds. */
const chunkBytes = 512 * 1024;
/** What people can still open. */
const largestDocumentBytes = 64 * 1024 * 1024;

export type Stored = { bytes: number; sha256: string; chunks: number };

/**
 * Writes a document away while it is made, a part at a time: memory holds one part. Throws `payload_too_large`
 * with what to do about it when it outgrows `largestDocumentBytes`.
 */
export async function storeContent(
  deps: { db: Database; largestBytes?: number },
  scope: Scope,
  ids: { reportId: string; executionId: number },
  document: AsyncIterable<Buffer>,
): Promise<Stored> {
  const { db, largestBytes = largestDocumentBytes } = deps;
  await db.within(scope, (tx) => dropUnfinished(tx, ids.executionId));
  const hash = createHash('sha256');
  let waiting: Buffer[] = [];
  let waitingBytes = 0;
  let bytes = 0;
  let position = 0;
  const flush = async (size: number): Promise<void> => {
    const all = Buffer.concat(waiting);
    const content = await compress(all.subarray(0, size));
    const at = position;
    position += 1;
    await db.within(scope, (tx) => insertChunk(tx, { ...ids, position: at, content }));
    waiting = all.length === size ? [] : [all.subarray(size)];
    waitingBytes = all.length - size;
  };
  for await (const part of document) {
    hash.update(part);
    bytes += part.length;
    if (bytes > largestBytes) {
      throw new AppError(
        'payload_too_large',
        `the report is larger than ${Math.floor(largestBytes / 1024 / 1024)} MB; limit it to one account or one type, to fewer days, or take CSV`,
      );
    }
    waiting.push(part);
    waitingBytes += part.length;
    while (waitingBytes >= chunkBytes) await flush(chunkBytes);
  }
  if (waitingBytes > 0) await flush(waitingBytes);
  return { bytes, sha256: hash.digest('hex'), chunks: position };
}

/** The document in its order. Ends with an error when it is not what was stored: no part of it is trusted then. */
export async function* readContent(
  db: Database,
  scope: Scope,
  report: Pick<ReportRow, 'id' | 'chunks' | 'sha256'>,
): AsyncIterable<Buffer> {
  const hash = createHash('sha256');
  for (let position = 0; position < report.chunks; position += 1) {
    const chunk = await db.within(scope, (tx) => readChunk(tx, report.id, position));
    if (chunk === undefined)
      throw new AppError('internal', `report ${report.id} has lost a part of its content`);
    const part = await decompress(chunk);
    hash.update(part);
    if (position === report.chunks - 1 && hash.digest('hex') !== report.sha256) {
      throw new AppError('internal', `the content of report ${report.id} does not fit its SHA-256`);
    }
    yield part;
  }
}
