import pg from 'pg';
import { AppError, describeError } from '../../core/errors.ts';
import { columnTypes } from './column-types.ts';
import { type Engine, quoteIdentifier, type Session } from './engine.ts';

export type PostgresConnection = {
  connectionString?: string;
  host?: string;
  port?: number;
  database?: string;
  user?: string;
  password?: string;
  ssl?: boolean | { rejectUnauthorized: boolean };
};

const oldestVersion = 14;
const reconnectMs = 1000;
/**
 * A process that stands still (a machine that swaps, is moved, or lost its power) in the middle of a transaction
 * holds locks that everybody waits for. The server ends such a session; no transaction of ours pauses for so long.
 */
const idleInTransactionMs = 10_000;

/** A pool of connections to a PostgreSQL server of version 14 or newer. */
export async function openPostgres(options: {
  connection: PostgresConnection;
  maxConnections: number;
  onLost?: (error: Error) => void;
}): Promise<Engine> {
  const config: pg.PoolConfig = {
    ...options.connection,
    types: columnTypes,
    application_name: 'infraudit',
    connectionTimeoutMillis: 10_000,
    idle_in_transaction_session_timeout: idleInTransactionMs,
  };
  const pool = new pg.Pool({ ...config, max: options.maxConnections, idleTimeoutMillis: 30_000 });
  // A connection that dies while idle is replaced by the pool; without a listener it would end the process.
  pool.on('error', (error) => options.onLost?.(error));
  await checkVersion(pool);
  const hub = listenerHub(config, (error) => options.onLost?.(error));

  return {
    name: 'postgres',
    async acquire(): Promise<Session> {
      const client = await pool.connect();
      let released = false;
      let lost = false;
      // The pool listens only to idle connections; a held one that dies would otherwise end the process.
      const onError = (error: Error): void => {
        lost = true;
        options.onLost?.(error);
      };
      client.on('error', onError);
      return {
        query: (text, values) =>
          values === undefined || values.length === 0 ? client.query(text) : client.query(text, [...values]),
        release: (broken = false) => {
          if (released) return;
          released = true;
          client.off('error', onError);
          client.release(broken || lost);
        },
      };
    },
    listen: hub.listen,
    connections: () => ({ open: pool.totalCount, idle: pool.idleCount }),
    async close() {
      await hub.close();
      await pool.end();
    },
  };
}

async function checkVersion(pool: pg.Pool): Promise<void> {
  try {
    const { rows } = await pool.query<{ number: string }>(
      `SELECT current_setting('server_version_num') AS number`,
    );
    const major = Math.floor(Number(rows[0]?.number) / 10_000);
    if (!(major >= oldestVersion)) {
      throw new AppError(
        'unavailable',
        `PostgreSQL ${major} is too old: InfraAudit needs version ${oldestVersion} or newer`,
      );
    }
  } catch (error) {
    await pool.end();
    if (error instanceof AppError) throw error;
    throw new AppError(
      'unavailable',
      `The PostgreSQL server does not answer: ${describeError(error)}. Check DATABASE_URL or DB_HOST, DB_PORT, DB_NAME, DB_USER and DB_PASSWORD`,
      { cause: error },
    );
  }
}

/** One connection of its own for LISTEN, opened with the first listener and opened again when it is lost. */
function listenerHub(config: pg.ClientConfig, onLost: (error: Error) => void) {
  type Listener = { onMessage: (payload: string) => void; onReconnect: (() => void) | undefined };
  const channels = new Map<string, Set<Listener>>();
  let client: pg.Client | undefined;
  let opening: Promise<pg.Client> | undefined;
  let retry: NodeJS.Timeout | undefined;
  let closed = false;

  async function open(): Promise<pg.Client> {
    const next = new pg.Client({ ...config, keepAlive: true });
    next.on('notification', ({ channel, payload }) => {
      for (const listener of channels.get(channel) ?? []) listener.onMessage(payload ?? '');
    });
    next.on('error', (error) => lose(next, error));
    next.on('end', () => lose(next, new Error('The listening connection ended')));
    await next.connect();
    for (const channel of channels.keys()) await next.query(`LISTEN ${quoteIdentifier(channel)}`);
    client = next;
    return next;
  }

  function lose(lost: pg.Client, error: Error): void {
    if (closed || client !== lost) return;
    client = undefined;
    onLost(error);
    lost.end().catch(() => undefined);
    reconnect();
  }

  function reconnect(): void {
    if (closed || channels.size === 0) return;
    retry = setTimeout(() => {
      connected().then(
        () => {
          for (const own of channels.values()) for (const listener of own) listener.onReconnect?.();
        },
        (error: unknown) => {
          onLost(error instanceof Error ? error : new Error(String(error)));
          reconnect();
        },
      );
    }, reconnectMs);
  }

  function connected(): Promise<pg.Client> {
    if (client !== undefined) return Promise.resolve(client);
    opening ??= open().finally(() => {
      opening = undefined;
    });
    return opening;
  }

  const listen: Engine['listen'] = async (channel, onMessage, onReconnect) => {
    const listener: Listener = { onMessage, onReconnect };
    const own = channels.get(channel) ?? new Set();
    channels.set(channel, own);
    own.add(listener);
    await (await connected()).query(`LISTEN ${quoteIdentifier(channel)}`);
    return async () => {
      own.delete(listener);
      if (own.size > 0) return;
      channels.delete(channel);
      await client?.query(`UNLISTEN ${quoteIdentifier(channel)}`).catch(() => undefined);
    };
  };

  return {
    listen,
    async close() {
      closed = true;
      clearTimeout(retry);
      await client?.end().catch(() => undefined);
    },
  };
}
