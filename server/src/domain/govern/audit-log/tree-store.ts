import type { Selectable } from 'kysely';
import type { AnyTx } from '../../../platform/db/database.ts';
import type { AuditCheckpointsTable } from '../../../platform/db/tables/record.ts';

export type CheckpointRow = Selectable<AuditCheckpointsTable>;
export type Tile = { height: number; position: number; hashes: Buffer; rootHash: Buffer };

function checkpointsOf(tx: AnyTx, organizationId: number) {
  return tx.sql.selectFrom('audit_checkpoints').selectAll().where('organization_id', '=', organizationId);
}

export async function selectLastCheckpoint(
  tx: AnyTx,
  organizationId: number,
): Promise<CheckpointRow | undefined> {
  return checkpointsOf(tx, organizationId).orderBy('size', 'desc').limit(1).executeTakeFirst();
}

/** The smallest that covers the event. */
export async function selectCoveringCheckpoint(
  tx: AnyTx,
  organizationId: number,
  sequence: number,
): Promise<CheckpointRow | undefined> {
  return checkpointsOf(tx, organizationId)
    .where('size', '>=', sequence)
    .orderBy('size')
    .limit(1)
    .executeTakeFirst();
}

/** Largest first. */
export async function selectCheckpoints(
  tx: AnyTx,
  organizationId: number,
  range: { limit: number; offset: number },
): Promise<{ rows: CheckpointRow[]; total: number }> {
  const rows = await checkpointsOf(tx, organizationId)
    .orderBy('size', 'desc')
    .limit(range.limit)
    .offset(range.offset)
    .execute();
  const { total } = await tx.sql
    .selectFrom('audit_checkpoints')
    .select((expression) => expression.fn.countAll<number>().as('total'))
    .where('organization_id', '=', organizationId)
    .executeTakeFirstOrThrow();
  return { rows, total: Number(total) };
}

/** In the order of their size, behind `after`. */
export async function selectCheckpointsAfter(
  tx: AnyTx,
  organizationId: number,
  after: number,
  limit: number,
): Promise<CheckpointRow[]> {
  return checkpointsOf(tx, organizationId).where('size', '>', after).orderBy('size').limit(limit).execute();
}

export async function insertCheckpoint(tx: AnyTx, row: CheckpointRow): Promise<void> {
  await tx.sql
    .insertInto('audit_checkpoints')
    .values(row)
    // Another process was faster: one statement per size is enough.
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Organisations whose log grew since their last checkpoint, unless that is younger than `before`. */
export async function selectGrownLogs(tx: AnyTx, before: Date): Promise<number[]> {
  const rows = await tx.sql
    .selectFrom('audit_chains as chain')
    .select('chain.organization_id')
    .where('chain.sequence', '>', 0)
    .where((where) =>
      where.not(
        where.exists(
          where
            .selectFrom((from) =>
              from
                .selectFrom('audit_checkpoints')
                .select(['size', 'signed_at'])
                .whereRef('audit_checkpoints.organization_id', '=', 'chain.organization_id')
                .orderBy('size', 'desc')
                .limit(1)
                .as('last'),
            )
            .select('last.size')
            .where((last) =>
              last.or([
                last('last.size', '=', last.ref('chain.sequence')),
                last('last.signed_at', '>', before),
              ]),
            ),
        ),
      ),
    )
    .orderBy('chain.organization_id')
    .execute();
  return rows.map((row) => row.organization_id);
}

export async function insertTile(tx: AnyTx, organizationId: number, tile: Tile): Promise<void> {
  await tx.sql
    .insertInto('audit_tree_tiles')
    .values({
      organization_id: organizationId,
      height: tile.height,
      position: tile.position,
      hashes: tile.hashes,
      root_hash: tile.rootHash,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export async function selectTileHashes(
  tx: AnyTx,
  organizationId: number,
  position: number,
): Promise<Buffer | undefined> {
  const row = await tx.sql
    .selectFrom('audit_tree_tiles')
    .select('hashes')
    .where('organization_id', '=', organizationId)
    .where('height', '=', 0)
    .where('position', '=', position)
    .executeTakeFirst();
  return row?.hashes;
}

/** The roots of `count` tiles of one height, in order. */
export async function selectTileRoots(
  tx: AnyTx,
  organizationId: number,
  tiles: { height: number; first: number; count: number },
): Promise<Buffer[]> {
  const rows = await tx.sql
    .selectFrom('audit_tree_tiles')
    .select('root_hash')
    .where('organization_id', '=', organizationId)
    .where('height', '=', tiles.height)
    .where('position', '>=', tiles.first)
    .where('position', '<', tiles.first + tiles.count)
    .orderBy('position')
    .execute();
  return rows.map((row) => row.root_hash);
}
