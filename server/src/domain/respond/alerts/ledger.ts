import type { JsonObject } from '../../../core/json.ts';
import type { Clock } from '../../../platform/clock.ts';
import type { Tx } from '../../../platform/db/database.ts';
import type { Announce, DomainEvent } from '../../../platform/events/contract.ts';
import { type AuditEntry, recordAudits } from '../../govern/audit-log/index.ts';
import type { alertFactNames } from './events.ts';
import { heldBackUntil, isFlapping, isMuted } from './flapping.ts';
import { type ShownAlert, showAlerts } from './list-store.ts';
import * as store from './store.ts';

export type Telling = { announce: Announce; clock: Clock };

export type News = { alertId: number } & (
  | { type: 'alert.created' }
  | {
      type: 'alert.updated';
      change:
        | 'occurred'
        | 'reopened'
        | 'worsened'
        | 'acknowledged'
        | 'mapped'
        | 'muted'
        | 'unmuted'
        | 'assigned';
      worse?: boolean;
      /** It is more severe than ever since it opened: announced at once, though it flaps. */
      rises?: boolean;
    }
  | { type: 'alert.resolved'; resolution: 'person' | 'cleared'; note: string | null }
);

/**
 * What one transaction did to alerts: written, announced and audited together at its end, in a few statements
 * however many alerts there are.
 */
export type Ledger = { changes: store.AlertChange[]; news: News[]; audits: AuditEntry[] };

export const openLedger = (): Ledger => ({ changes: [], news: [], audits: [] });

export async function closeLedger(deps: Telling, tx: Tx, ledger: Ledger): Promise<void> {
  await store.insertChanges(tx, ledger.changes);
  await tell(deps, tx, merged(ledger.news));
  await recordAudits(tx, ledger.audits);
}

/** That a new alert, or one that came back, has controls or is bad is told with it and not a second time. Pure. */
function merged(news: readonly News[]): News[] {
  const opened = new Map<number, News>();
  const kept: News[] = [];
  for (const each of news) {
    const first = opened.get(each.alertId);
    const follows = each.type === 'alert.updated' && (each.change === 'mapped' || each.change === 'worsened');
    if (follows && first !== undefined) {
      if (first.type === 'alert.updated' && each.worse === true)
        Object.assign(first, { worse: true, rises: first.rises === true || each.rises === true });
      continue;
    }
    const copy = { ...each };
    if (each.type === 'alert.created' || opens(each)) opened.set(each.alertId, copy);
    kept.push(copy);
  }
  return kept;
}

/** To whoever hears of it, that it became worse is another opening. */
const opens = (news: News): boolean =>
  news.type === 'alert.updated' && (news.change === 'reopened' || news.change === 'worsened');

/** Announces with the facts as they are now. Openings and ends of an alert that flaps are held back for a while. */
async function tell(deps: Telling, tx: Tx, news: readonly News[]): Promise<void> {
  if (news.length === 0) return;
  const now = deps.clock.now();
  const alerts = new Map(
    (await showAlerts(tx, [...new Set(news.map(({ alertId }) => alertId))])).map((alert) => [
      alert.id,
      alert,
    ]),
  );
  const events: DomainEvent[] = [];
  const announced = new Set<number>();
  for (const [place, each] of news.entries()) {
    const alert = alerts.get(each.alertId);
    if (alert === undefined) throw new Error('an alert vanished before it was announced');
    const opensOrEnds = each.type !== 'alert.updated' || opens(each);
    if (opensOrEnds && !announced.has(alert.id)) {
      const due = each.type === 'alert.updated' && each.rises ? null : heldBackUntil(alert, now);
      if (due !== null) {
        await store.updateAlert(tx, alert.id, { announce_due_at: due });
        continue;
      }
      announced.add(alert.id);
    }
    const endsLater = news
      .slice(place + 1)
      .some((later) => later.alertId === alert.id && later.type === 'alert.resolved');
    events.push(eventOf(endsLater ? { ...alert, status: 'open' } : alert, each, now));
  }
  await store.markAnnounced(tx, [...announced], now);
  await deps.announce(tx, ...events);
}

function eventOf(alert: ShownAlert, news: News, now: Date): DomainEvent {
  const facts: JsonObject = alertFacts(alert, now);
  if (news.type === 'alert.created') return { type: news.type, payload: facts };
  if (news.type === 'alert.updated')
    return { type: news.type, payload: { ...facts, change: news.change, worse: news.worse ?? false } };
  return { type: news.type, payload: { ...facts, resolution: news.resolution, note: news.note } };
}

const tagsTold = 20;
const controlsTold = 100;

function alertFacts(
  alert: ShownAlert,
  now: Date,
): Record<(typeof alertFactNames)[number], JsonObject[string]> {
  return {
    alert_id: alert.id,
    title: alert.title,
    description: alert.description,
    type: alert.type,
    severity: alert.severity,
    status: alert.status,
    source_kind: alert.source_kind,
    source_id: alert.source_id,
    source_key: alert.source_key,
    source_name: alert.source_name,
    resource_id: alert.resource_id,
    resource_name: alert.resource_name,
    resource_type: alert.resource_type,
    region: alert.region,
    attribute: alert.attribute,
    provider_id: alert.provider_id,
    provider_name: alert.provider_name,
    provider_type: alert.provider_type,
    control_ids: alert.control_ids.slice(0, controlsTold),
    tags: Object.fromEntries(Object.entries(alert.tags ?? {}).slice(0, tagsTold)),
    muted: isMuted(alert, now),
    flapping: isFlapping(alert, now),
    first_check: alert.first_check,
    worsened_at: alert.worsened_at?.toISOString() ?? null,
    assignee_id: alert.assignee_id,
    occurrences: alert.occurrences,
    created_at: alert.first_at.toISOString(),
    opened_at: alert.opened_at.toISOString(),
    last_occurred_at: alert.last_at.toISOString(),
    url_path: `/alerts/${alert.id}`,
  };
}
