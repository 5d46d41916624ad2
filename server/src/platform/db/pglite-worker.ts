import { parentPort, workerData } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';

/**
 * The thread that runs the embedded database: a heavy query stalls this thread and not the server. It takes
 * whole protocol messages (up to and including Sync or Query) and answers with the bytes of the reply.
 */
type Request = { id: number; bytes: Uint8Array } | { id: number; close: true };

const { folder, sharedBuffersMb } = workerData as { folder: string | null; sharedBuffersMb: number };
const port = parentPort;
if (port === null) throw new Error('pglite-worker.ts only runs as a worker thread');

const database = new PGlite({
  ...(folder === null ? {} : { dataDir: folder }),
  extensions: { pg_trgm },
  startParams: [
    ...PGlite.defaultStartParams,
    // Without these the write-ahead log of a busy folder grows to gigabytes: nothing checkpoints on its own.
    ...['-c', 'max_wal_size=64MB', '-c', 'min_wal_size=32MB'],
    ...['-c', `shared_buffers=${sharedBuffersMb}MB`, '-c', 'TimeZone=UTC'],
  ],
});

// The one session executes in the order of arrival.
let tail: Promise<unknown> = database.waitReady.then(
  () => port.postMessage({ ready: true }),
  (error: unknown) => fail(error),
);

port.on('message', (request: Request) => {
  tail = tail.then(() => answer(request)).catch(fail);
});

async function answer(request: Request): Promise<void> {
  if ('close' in request) {
    await database.close();
    port?.postMessage({ id: request.id });
    port?.close();
    return;
  }
  const parts: Uint8Array[] = [];
  let length = 0;
  // As a stream, because otherwise the engine keeps every row that it ever answered with, for its own listeners.
  await database.execProtocolRawStream(request.bytes, {
    onRawData(part) {
      // A view of the database's own memory: only a copy can be handed over.
      parts.push(part.slice());
      length += part.length;
    },
  });
  const reply = new Uint8Array(length);
  let end = 0;
  for (const part of parts) {
    reply.set(part, end);
    end += part.length;
  }
  port?.postMessage({ id: request.id, bytes: reply }, [reply.buffer]);
}

/** The engine itself stopped (a PANIC, such as a full disk under the log): only opening it again can help. */
function fail(error: unknown): never {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  port?.postMessage({ fatal: text });
  throw error;
}
