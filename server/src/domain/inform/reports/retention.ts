import type { Tx } from '../../../platform/db/database.ts';
import type { RetentionPart } from '../../govern/jobs/index.ts';
import { deleteReportIfThere } from './service.ts';

/** Contents are large: what one transaction removes. */
const atOnce = 20;

const old = (tx: Tx, before: Date) =>
  tx.sql
    .selectFrom('reports')
    .where('organization_id', '=', tx.scope.organizationId)
    .where('created_at', '<', before);

/** For the job of retention: reports that were made long ago. The audit log keeps the SHA-256 of each. */
export const reportRetention: RetentionPart = {
  name: 'reports',
  days: 2555,
  words: 'Reports that were made longer ago are removed; the audit log keeps their SHA-256.',
  async count(tx, before) {
    const { count } = await old(tx, before)
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow();
    return Number(count);
  },
  async remove(tx, before, limit) {
    const rows = await old(tx, before)
      .select('id')
      .orderBy('created_at')
      .orderBy('id')
      .limit(Math.min(limit, atOnce))
      .execute();
    for (const { id } of rows) await deleteReportIfThere(tx, id);
    return rows.length;
  },
};
