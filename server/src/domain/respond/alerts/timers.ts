import { sql } from 'kysely';
import { systemScope } from '../../../core/scope.ts';
import { organizationScope } from '../../govern/tenancy/index.ts';
import { closeLedger, openLedger } from './ledger.ts';
import { unmute } from './people.ts';
import type { AlertsDeps } from './service.ts';
import { lockAlerts } from './store.ts';

const readAtOnce = 500;

/** Ends mutes whose time is over, and announces what was held back of alerts that flap. Returns how many. */
export async function lookAtTimes(deps: AlertsDeps): Promise<number> {
  const now = deps.clock.now();
  const due = await deps.db.asSystem(
    systemScope('mutes and announcements of all organisations that are due'),
    async (tx) =>
      (
        await sql<{ id: number; organization_id: number }>`
          SELECT id, organization_id FROM alerts WHERE announce_due_at <= ${now}::timestamptz
          UNION SELECT id, organization_id FROM alerts WHERE muted_until <= ${now}::timestamptz
          ORDER BY id LIMIT ${readAtOnce}::int`.execute(tx.sql)
      ).rows,
  );
  for (const [organizationId, alerts] of Map.groupBy(due, ({ organization_id }) => organization_id)) {
    const scope = organizationScope(organizationId, 'mutes and announcements that are due');
    await deps.db.within(scope, async (tx) => {
      const ledger = openLedger();
      for (const alert of await lockAlerts(
        tx,
        alerts.map(({ id }) => id),
      )) {
        if (alert.muted_until !== null && alert.muted_until <= now)
          await unmute(tx, ledger, alert, now, 'the time was over');
        if (alert.announce_due_at === null || alert.announce_due_at > now) continue;
        if (alert.status === 'resolved') {
          const resolution = alert.resolution === 'person' ? 'person' : 'cleared';
          ledger.news.push({
            alertId: alert.id,
            type: 'alert.resolved',
            resolution,
            note: alert.resolution_note,
          });
        } else {
          const { worsened_at: worsenedAt, announced_at: announcedAt, opened_at: openedAt } = alert;
          const told = announcedAt ?? openedAt;
          const worse = worsenedAt !== null && worsenedAt > told;
          const change = worse && openedAt <= told ? 'worsened' : 'reopened';
          ledger.news.push({ alertId: alert.id, type: 'alert.updated', change, worse });
        }
      }
      await closeLedger(deps, tx, ledger);
    });
  }
  return due.length;
}
