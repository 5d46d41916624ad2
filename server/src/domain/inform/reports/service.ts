import { notFound } from '../../../core/errors.ts';
import { personBehind } from '../../../core/scope.ts';
import type { Clock } from '../../../platform/clock.ts';
import type { Tx } from '../../../platform/db/database.ts';
import { recordAudit } from '../../govern/audit-log/index.ts';
import * as store from './store.ts';

export async function requireReport(tx: Tx, id: string): Promise<store.ReportWithDeliveries> {
  const row = await store.getReport(tx, id);
  if (row === undefined) throw notFound('report');
  return row;
}

export async function deleteReport(tx: Tx, id: string): Promise<void> {
  if (!(await deleteReportIfThere(tx, id))) throw notFound('report');
}

/** The audit log keeps what it was and its SHA-256. False when there is none, or somebody else was faster. */
export async function deleteReportIfThere(tx: Tx, id: string): Promise<boolean> {
  const row = await store.getReport(tx, id);
  if (row === undefined || !(await store.deleteReport(tx, id))) return false;
  await recordAudit(tx, {
    action: 'report.deleted',
    target: { type: 'report', id },
    detail: {
      kind: row.kind,
      format: row.format,
      title: row.title,
      as_of: row.as_of.toISOString(),
      sha256: row.sha256,
    },
  });
  return true;
}

/** Notes that a recipient has it, once; for anybody else nothing happens. */
export async function openReport(clock: Clock, tx: Tx, id: string): Promise<void> {
  await requireReport(tx, id);
  const userId = personBehind(tx.scope.actor);
  if (userId === null) return;
  const recipient = await store.markOpened(tx, id, userId, clock.now());
  if (recipient === undefined) return;
  await recordAudit(tx, {
    action: 'report.opened',
    target: { type: 'report', id },
    detail: { recipient },
  });
}
