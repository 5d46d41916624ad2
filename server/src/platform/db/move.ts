import { AppError } from '../../core/errors.ts';
import { type Engine, quoteIdentifier, type Session } from './engine.ts';
import { migrate } from './migrate.ts';

export type MoveProgress = { table: string; rows: number; of: number };
export type MoveResult = { tables: number; rows: number };

const pageSize = 500;
type Column = { name: string; type: string; identity: boolean };
type Table = { name: string; columns: Column[]; key: string[] };

/**
 * Copies every row of the product's own tables to another, empty database and checks the counts. The queue is
 * not copied: the target makes its own, and work that was queued is found again by its execution. Nothing may
 * write to `from` meanwhile. All of it is one transaction of the target: a failure leaves it empty.
 */
export async function moveDatabase(
  from: Engine,
  to: Engine,
  onProgress: (progress: MoveProgress) => void = () => undefined,
): Promise<MoveResult> {
  await migrate(from);
  await migrate(to);
  return withSession(from, async (source) =>
    withSession(to, async (target) => {
      const tables = await readTables(source);
      await refuseFilled(target, tables);
      await source.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
      await target.query('BEGIN');
      try {
        const result = await copyAll(source, target, tables, onProgress);
        await target.query('COMMIT');
        return result;
      } catch (error) {
        await target.query('ROLLBACK').catch(() => undefined);
        throw error;
      } finally {
        await source.query('ROLLBACK').catch(() => undefined);
      }
    }),
  );
}

async function copyAll(
  source: Session,
  target: Session,
  tables: Table[],
  onProgress: (progress: MoveProgress) => void,
): Promise<MoveResult> {
  const foreignKeys = await dropForeignKeys(target);
  await target.query('ALTER TABLE audit_events DISABLE TRIGGER USER');
  let rows = 0;
  for (const table of tables) {
    const of = await countRows(source, table);
    const copied = await copyTable(source, target, table, (done) =>
      onProgress({ table: table.name, rows: done, of }),
    );
    const arrived = await countRows(target, table);
    if (copied !== of || arrived !== of) {
      throw new AppError(
        'internal',
        `${table.name}: ${of} rows there, ${arrived} arrived. Nothing was kept; is the source still in use?`,
      );
    }
    await continueIdentities(target, table);
    rows += of;
  }
  await target.query('ALTER TABLE audit_events ENABLE TRIGGER USER');
  // Made again at the end, they check that every row found what it refers to.
  for (const statement of foreignKeys) await target.query(statement);
  return { tables: tables.length, rows };
}

/** Tables refer to each other in any order, so the references wait until all rows are there. */
async function dropForeignKeys(target: Session): Promise<string[]> {
  const { rows } = await target.query(`
    SELECT conrelid::regclass::text AS owner, conname AS name, pg_get_constraintdef(oid) AS definition
    FROM pg_constraint WHERE contype = 'f' AND connamespace = current_schema()::regnamespace`);
  const keys = rows as { owner: string; name: string; definition: string }[];
  for (const { owner, name } of keys)
    await target.query(`ALTER TABLE ${owner} DROP CONSTRAINT ${quoteIdentifier(name)}`);
  return keys.map(
    ({ owner, name, definition }) =>
      `ALTER TABLE ${owner} ADD CONSTRAINT ${quoteIdentifier(name)} ${definition}`,
  );
}

async function readTables(session: Session): Promise<Table[]> {
  const { rows } = await session.query(`
    SELECT c.relname AS "table", a.attname AS name, format_type(a.atttypid, a.atttypmod) AS type,
      a.attidentity <> '' AS identity, coalesce(a.attnum = ANY(k.conkey), false) AS key
    FROM pg_class c
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
    LEFT JOIN pg_constraint k ON k.conrelid = c.oid AND k.contype = 'p'
    WHERE c.relkind = 'r' AND c.relnamespace = current_schema()::regnamespace AND c.relname <> 'schema_migrations'
    ORDER BY c.relname, a.attnum`);
  const tables = new Map<string, Table>();
  for (const row of rows as (Column & { table: string; key: boolean })[]) {
    const table = tables.get(row.table) ?? { name: row.table, columns: [], key: [] };
    tables.set(row.table, table);
    table.columns.push({ name: row.name, type: row.type, identity: row.identity });
    if (row.key) table.key.push(row.name);
  }
  return [...tables.values()];
}

async function refuseFilled(target: Session, tables: Table[]): Promise<void> {
  for (const table of tables) {
    const rows = await countRows(target, table);
    if (rows > 0) {
      throw new AppError(
        'conflict',
        `The target is not empty: ${table.name} has ${rows} rows. Give an empty database`,
      );
    }
  }
}

async function countRows(session: Session, table: Table): Promise<number> {
  const { rows } = await session.query(`SELECT count(*) AS count FROM ${quoteIdentifier(table.name)}`);
  return (rows[0] as { count: number }).count;
}

/** As texts in both directions: no value is interpreted on its way. */
async function copyTable(
  source: Session,
  target: Session,
  table: Table,
  onRows: (done: number) => void,
): Promise<number> {
  const name = quoteIdentifier(table.name);
  const columns = table.columns.map((column) => quoteIdentifier(column.name)).join(', ');
  const texts = table.columns.map((column) => `${quoteIdentifier(column.name)}::text`).join(', ');
  const order = (table.key.length > 0 ? table.key : table.columns.map((column) => column.name))
    .map(quoteIdentifier)
    .join(', ');
  const values = table.columns.map((column, index) => `(row->>${index})::${column.type}`).join(', ');
  await source.query(
    `DECLARE moving NO SCROLL CURSOR FOR SELECT jsonb_build_array(${texts})::text AS row FROM ${name} ORDER BY ${order}`,
  );
  let done = 0;
  for (;;) {
    const { rows } = await source.query(`FETCH ${pageSize} FROM moving`);
    if (rows.length === 0) break;
    const page = `[${(rows as { row: string }[]).map(({ row }) => row).join(',')}]`;
    await target.query(
      `INSERT INTO ${name} (${columns}) OVERRIDING SYSTEM VALUE SELECT ${values} FROM jsonb_array_elements($1::jsonb) AS rows(row)`,
      [page],
    );
    done += rows.length;
    onRows(done);
  }
  await source.query('CLOSE moving');
  return done;
}

/** New rows go on after the greatest number that was moved. */
async function continueIdentities(target: Session, table: Table): Promise<void> {
  for (const column of table.columns.filter(({ identity }) => identity)) {
    const name = quoteIdentifier(column.name);
    await target.query(
      `SELECT setval(pg_get_serial_sequence($1, $2), greatest((SELECT coalesce(max(${name}), 0) FROM ${quoteIdentifier(table.name)}), 1),
        EXISTS (SELECT 1 FROM ${quoteIdentifier(table.name)}))`,
      [table.name, column.name],
    );
  }
}

async function withSession<T>(engine: Engine, work: (session: Session) => Promise<T>): Promise<T> {
  const session = await engine.acquire();
  let broken = true;
  try {
    const result = await work(session);
    broken = false;
    return result;
  } finally {
    session.release(broken);
  }
}
