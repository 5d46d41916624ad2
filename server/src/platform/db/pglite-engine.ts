import { Worker } from 'node:worker_threads';
import pg from 'pg';
import { AppError, describeError } from '../../core/errors.ts';
import { columnTypes } from './column-types.ts';
import { type Engine, quoteIdentifier, type Session } from './engine.ts';
import { PgliteStream } from './pglite-stream.ts';
import { turnstile } from './serial.ts';
import { outsideTransaction } from './transactions.ts';

type Reply = { ready: true } | { id: number; bytes?: Uint8Array } | { fatal: string };
type Pending = { resolve: (bytes: Uint8Array) => void; reject: (error: Error) => void };

/** One run of the worker thread with the client that speaks to it. */
type Running = { client: pg.Client; stop(): Promise<void>; broken: Error | undefined };

export type PgliteEngine = Engine & {
  /** Runs `work` while no statement can run, with everything written out to the folder. */
  atRest<T>(work: () => Promise<T>): Promise<T>;
};

/**
 * The embedded database in a thread of its own. It has one session, so callers take turns. `folder` null keeps
 * everything in memory. When the engine itself dies (a full disk under its log), the running statement fails
 * and the next caller opens the folder again, which recovers what was committed.
 */
export async function openPglite(options: {
  folder: string | null;
  sharedBuffersMb: number;
  onLost?: (error: Error) => void;
}): Promise<PgliteEngine> {
  const turns = turnstile();
  const listeners = new Map<string, Set<(payload: string) => void>>();
  const reconnects = new Set<() => void>();
  let running: Running | undefined = await start(options, deliver);
  let closed = false;

  function deliver(channel: string, payload: string): void {
    // It arrives with the reply to somebody's statement; the listener is no part of their transaction.
    outsideTransaction(() => {
      for (const listener of listeners.get(channel) ?? []) listener(payload);
    });
  }

  /** The client of a living engine; the caller holds the turn. */
  async function client(): Promise<pg.Client> {
    if (closed) throw new AppError('unavailable', 'The database is closed');
    if (running !== undefined && running.broken === undefined) return running.client;
    if (options.folder === null)
      throw new AppError('unavailable', 'The database in memory stopped', { cause: running?.broken });
    if (running?.broken !== undefined) options.onLost?.(running.broken);
    await running?.stop();
    running = undefined;
    running = await start(options, deliver);
    for (const channel of listeners.keys()) await running.client.query(`LISTEN ${quoteIdentifier(channel)}`);
    for (const onReconnect of reconnects) onReconnect();
    return running.client;
  }

  async function acquire(): Promise<Session> {
    const leave = await turns.enter();
    try {
      const current = await client();
      let released = false;
      return {
        query: (text, values) =>
          values === undefined || values.length === 0
            ? current.query(text)
            : current.query(text, [...values]),
        release: () => {
          if (released) return;
          released = true;
          leave();
        },
      };
    } catch (error) {
      leave();
      throw error;
    }
  }

  async function withSession<T>(work: (session: Session) => Promise<T>): Promise<T> {
    const session = await acquire();
    try {
      return await work(session);
    } finally {
      session.release();
    }
  }

  return {
    name: 'pglite',
    acquire,
    connections: () => ({ open: running === undefined ? 0 : 1, idle: turns.waiting === 0 ? 1 : 0 }),
    async listen(channel, onMessage, onReconnect) {
      const own = listeners.get(channel) ?? new Set();
      listeners.set(channel, own);
      own.add(onMessage);
      if (onReconnect !== undefined) reconnects.add(onReconnect);
      if (own.size === 1) await withSession((session) => session.query(`LISTEN ${quoteIdentifier(channel)}`));
      return async () => {
        own.delete(onMessage);
        if (onReconnect !== undefined) reconnects.delete(onReconnect);
        if (own.size > 0 || closed) return;
        listeners.delete(channel);
        await withSession((session) => session.query(`UNLISTEN ${quoteIdentifier(channel)}`));
      };
    },
    atRest: (work) =>
      withSession(async (session) => {
        await session.query('CHECKPOINT');
        return work();
      }),
    async close() {
      if (closed) return;
      const leave = await turns.enter();
      closed = true;
      await running?.stop();
      leave();
    },
  };
}

async function start(
  options: { folder: string | null; sharedBuffersMb: number },
  onNotification: (channel: string, payload: string) => void,
): Promise<Running> {
  const worker = new Worker(new URL('./pglite-worker.ts', import.meta.url), {
    workerData: { folder: options.folder, sharedBuffersMb: options.sharedBuffersMb },
    // The engine talks to stderr on its own; what matters arrives as an error.
    stdout: true,
    stderr: true,
  });
  let lastWords = '';
  for (const stream of [worker.stdout, worker.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      lastWords = (lastWords + chunk.toString()).slice(-4000);
    });
  }
  const stopped = (reason: string, cause?: unknown): Error => {
    const complaint = /^.*\b(?:PANIC|FATAL):\s*(.+)$/m.exec(lastWords)?.[1];
    // The engine aborts without a word when its files are damaged or the disk is full.
    const plain = reason.includes('Aborted()') ? 'it could not read or write its files' : reason;
    return new Error(`the embedded database stopped: ${complaint ?? plain}`, { cause });
  };
  const pending = new Map<number, Pending>();
  let nextId = 1;
  const state: { broken: Error | undefined } = { broken: undefined };

  function breakDown(error: Error): void {
    state.broken ??= error;
    for (const request of pending.values()) request.reject(error);
    pending.clear();
  }

  await new Promise<void>((resolve, reject) => {
    worker.on('message', (reply: Reply) => {
      if ('ready' in reply) return resolve();
      if ('fatal' in reply) {
        const error = stopped(reply.fatal.split('\n')[0] ?? '');
        breakDown(error);
        return reject(error);
      }
      pending.get(reply.id)?.resolve(reply.bytes ?? new Uint8Array());
      pending.delete(reply.id);
    });
    worker.on('error', (error) => {
      const wrapped = stopped(describeError(error), error);
      breakDown(wrapped);
      reject(wrapped);
    });
    worker.on('exit', () => {
      const error = stopped('its thread ended');
      breakDown(error);
      reject(error);
    });
  });

  function request(message: { bytes: Uint8Array } | { close: true }): Promise<Uint8Array> {
    if (state.broken !== undefined) return Promise.reject(state.broken);
    const id = nextId++;
    return new Promise((resolve, reject) => {
      pending.set(id, { resolve, reject });
      const transfer = 'bytes' in message ? [message.bytes.buffer as ArrayBuffer] : [];
      worker.postMessage({ id, ...message }, transfer);
    });
  }

  const client = new pg.Client({
    user: 'postgres',
    stream: (() => new PgliteStream((bytes) => request({ bytes }))) as unknown as NonNullable<
      pg.ClientConfig['stream']
    >,
    types: columnTypes,
  });
  client.on('error', (error) => breakDown(error));
  client.on('notification', (message) => onNotification(message.channel, message.payload ?? ''));
  await client.connect();

  return {
    client,
    get broken() {
      return state.broken;
    },
    async stop() {
      if (state.broken === undefined) {
        await request({ close: true }).catch(() => undefined);
        await client.end().catch(() => undefined);
      }
      await worker.terminate();
    },
  };
}
