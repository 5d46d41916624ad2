import { AsyncLocalStorage } from 'node:async_hooks';
import {
  type CompiledQuery,
  type DatabaseConnection,
  DefaultQueryExecutor,
  DummyDriver,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
  Transaction,
} from 'kysely';
import { AppError } from '../../core/errors.ts';
import type { Scope, SystemScope } from '../../core/scope.ts';
import type { Tx } from './database.ts';
import type { Engine, Session } from './engine.ts';
import { turnstile } from './serial.ts';
import type { Tables } from './tables.ts';

/** The role that row-level security applies to. The migrations name it too. */
export const tenantRole = 'infraudit_tenant';

/** What a transaction carries besides its public face; other parts of the platform get it by `sessionOf`. */
type Inside = { query: Session['query']; tenant: boolean };
const insides = new WeakMap<object, Inside>();
const current = new AsyncLocalStorage<{ open: boolean }>();

const adapter = new PostgresAdapter();
const compiler = new PostgresQueryCompiler();
const driver = new DummyDriver();
const dialect = {
  createAdapter: () => adapter,
  createDriver: () => driver,
  createIntrospector: (db: ConstructorParameters<typeof PostgresIntrospector>[0]) =>
    new PostgresIntrospector(db),
  createQueryCompiler: () => compiler,
};

/**
 * The embedded database has one session: a statement outside of the open transaction would wait for ever for
 * its end. It throws instead, on both engines alike, so nobody finds out in production.
 */
export function refuseInsideTransaction(what: string): void {
  if (current.getStore()?.open === true) {
    throw new AppError('internal', `${what} inside an open transaction: use the transaction's own handle`);
  }
}

/** Runs `work` as if no transaction were open: for timers and subscriptions that are started inside of one. */
export function outsideTransaction<T>(work: () => T): T {
  return current.exit(work);
}

/** Begins, runs and commits; rolls back when `work` throws. After-commit hooks never undo a commit. */
export async function transact<S extends Scope | SystemScope, T>(
  engine: Engine,
  scope: S,
  work: (tx: Tx<S>) => Promise<T>,
  onHookError: (error: unknown) => void,
): Promise<T> {
  refuseInsideTransaction('A second transaction');
  const session = await engine.acquire();
  const hooks: (() => void)[] = [];
  const state = { open: true };
  let broken = false;
  let result: T;
  try {
    await session.query(opening(scope));
    const inside: Inside = { query: sequential(session, state), tenant: 'organizationId' in scope };
    const tx: Tx<S> = { scope, sql: kyselyOver(inside.query), afterCommit: (run) => void hooks.push(run) };
    insides.set(tx, inside);
    result = await current.run(state, () => work(tx));
    state.open = false;
    await session.query('COMMIT').then(assertCommitted);
  } catch (error) {
    state.open = false;
    await session.query('ROLLBACK').catch(() => {
      broken = true;
    });
    throw error;
  } finally {
    session.release(broken);
  }
  for (const run of hooks) {
    try {
      run();
    } catch (error) {
      onHookError(error);
    }
  }
  return result;
}

/** COMMIT of a transaction in which a statement failed answers ROLLBACK without an error. */
function assertCommitted(result: { command: string } | { command: string }[]): void {
  const last = Array.isArray(result) ? result.at(-1) : result;
  if (last?.command !== 'COMMIT') {
    throw new AppError('internal', 'The transaction was rolled back: one of its statements had failed');
  }
}

function opening(scope: Scope | SystemScope): string {
  if (!('organizationId' in scope)) return 'BEGIN';
  const { organizationId } = scope;
  if (!Number.isSafeInteger(organizationId) || organizationId <= 0) {
    throw new AppError('internal', `not an organisation: ${organizationId}`);
  }
  return `BEGIN; SET LOCAL ROLE ${tenantRole}; SET LOCAL infraudit.organization_id = '${organizationId}'`;
}

/** Statements started at the same time run one after the other; none runs after the end. */
function sequential(session: Session, state: { open: boolean }): Session['query'] {
  const turns = turnstile();
  return async (text, values) => {
    const leave = await turns.enter();
    try {
      if (!state.open) throw new AppError('internal', 'A statement after the end of its transaction');
      return await session.query(text, values);
    } finally {
      leave();
    }
  };
}

function kyselyOver(query: Session['query']): Transaction<Tables> {
  const connection: DatabaseConnection = {
    async executeQuery<R>(compiled: CompiledQuery): Promise<QueryResult<R>> {
      const { command, rowCount, rows } = await query(compiled.sql, compiled.parameters);
      const counts =
        command === 'INSERT' || command === 'UPDATE' || command === 'DELETE' || command === 'MERGE';
      return counts ? { numAffectedRows: BigInt(rowCount ?? 0), rows } : { rows };
    },
    // biome-ignore lint/correctness/useYield: the shape is the library's; streaming is refused.
    async *streamQuery() {
      throw new AppError('internal', 'Streaming is not offered by both engines: read page by page');
    },
  };
  const executor = new DefaultQueryExecutor(compiler, adapter, {
    provideConnection: (consumer) => consumer(connection),
  });
  return new Transaction<Tables>({ config: { dialect }, dialect, driver, executor });
}

/** The raw statements of a transaction, for the parts of the platform that bring their own SQL. */
function sessionOf(tx: object): Inside {
  const inside = insides.get(tx);
  if (inside === undefined) throw new AppError('internal', 'not a transaction of this database');
  return inside;
}

/** Runs `work` with the rights of the owner, inside the same transaction. For the platform's own tables only. */
export async function asOwner<T>(tx: object, work: (query: Session['query']) => Promise<T>): Promise<T> {
  const { query, tenant } = sessionOf(tx);
  if (!tenant) return work(query);
  await query('SET LOCAL ROLE NONE');
  try {
    return await work(query);
  } finally {
    // Fails only when the transaction already did, and then no statement runs any more.
    await query(`SET LOCAL ROLE ${tenantRole}`).catch(() => undefined);
  }
}
