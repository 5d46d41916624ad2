import { isDeepStrictEqual } from 'node:util';
import { AppError, notFound } from '../../../core/errors.ts';
import type { JsonObject } from '../../../core/json.ts';
import type { Scope } from '../../../core/scope.ts';
import { type Severity, worst } from '../../../core/severity.ts';
import type { Clock } from '../../../platform/clock.ts';
import type { Database, Tx } from '../../../platform/db/database.ts';
import type { Announce } from '../../../platform/events/contract.ts';
import { recordAudit } from '../../govern/audit-log/index.ts';
import type { alertTypes } from './schemas.ts';
import * as store from './store.ts';

export type AlertsDeps = { db: Database; clock: Clock; announce: Announce };

const longestDescription = 2000;
const keptOccurrences = 500;

export type Raise = {
  /** Names the root condition, the same each time: `job_failed:12`. */
  fingerprint: string;
  type: (typeof alertTypes)[number];
  severity: Severity;
  title: string;
  description: string;
  source: store.Reference & { name: string };
  evidence: store.Reference | null;
  /** The part of the source that this is about; null is all of it. */
  condition: JsonObject | null;
  /** When the condition was seen. */
  at: Date;
  /** The announced event that caused it: delivered again, it counts no second time. */
  outboxEventId: number | null;
};

/**
 * The door for every module that has something to tell: raises an alert, counts the recurrence of a living one,
 * or opens a resolved one again. An acknowledged one stays so unless it became worse.
 */
export async function raiseAlert(
  deps: Pick<AlertsDeps, 'announce'>,
  tx: Tx,
  raise: Raise,
): Promise<{ id: number; change: 'raised' | 'occurred' | 'reopened' | 'counted_before' }> {
  const description = raise.description.slice(0, longestDescription);
  const id = await store.insertAlert(tx, { ...raise, description });
  if (id !== null) {
    await store.insertChange(tx, { ...raise, alertId: id, kind: 'raised', note: description });
    await deps.announce(tx, {
      type: 'alert.created',
      payload: {
        alert_id: id,
        title: raise.title,
        type: raise.type,
        severity: raise.severity,
        source_kind: raise.source.kind,
        source_id: raise.source.id,
        source_name: raise.source.name,
        created_at: raise.at.toISOString(),
      },
    });
    await recordAudit(tx, {
      action: 'alert.raised',
      target: { type: 'alert', id },
      detail: { title: raise.title, severity: raise.severity, source: raise.source },
    });
    return { id, change: 'raised' };
  }
  const alert = await store.lockByFingerprint(tx, raise.fingerprint);
  if (alert === undefined) throw new Error('an alert vanished while it was raised');
  if (raise.outboxEventId !== null && (await store.hasCounted(tx, alert.id, raise.outboxEventId))) {
    return { id: alert.id, change: 'counted_before' };
  }
  return { id: alert.id, change: await recur(deps, tx, alert, { ...raise, description }) };
}

async function recur(
  deps: Pick<AlertsDeps, 'announce'>,
  tx: Tx,
  alert: store.AlertRow,
  raise: Raise,
): Promise<'occurred' | 'reopened'> {
  const resolved = alert.status === 'resolved';
  const severity = resolved ? raise.severity : worst(alert.severity, raise.severity);
  const worse = !resolved && severity !== alert.severity;
  const status = resolved || worse ? 'open' : alert.status;
  const kind = status === 'open' && alert.status !== 'open' ? 'reopened' : 'occurred';
  const occurrences = alert.occurrences + 1;
  // Events come in no promised order; the newest occurrence is what is shown.
  const newest = raise.at >= alert.last_at;
  await store.updateAlert(tx, alert.id, {
    status,
    severity,
    occurrences,
    condition: resolved || isDeepStrictEqual(alert.condition, raise.condition) ? raise.condition : null,
    ...(newest
      ? {
          title: raise.title,
          description: raise.description,
          last_at: raise.at,
          source_name: raise.source.name,
          evidence_kind: raise.evidence?.kind ?? null,
          evidence_id: raise.evidence?.id ?? null,
        }
      : {}),
    ...(resolved ? { opened_at: raise.at } : {}),
    ...(kind === 'reopened'
      ? {
          acknowledged_by: null,
          acknowledged_at: null,
          resolved_by: null,
          resolved_at: null,
          resolution: null,
          resolution_note: null,
        }
      : {}),
  });
  await store.insertChange(tx, { ...raise, alertId: alert.id, kind, note: raise.description });
  await store.forgetOldOccurrences(tx, alert.id, keptOccurrences);
  await deps.announce(tx, {
    type: 'alert.updated',
    payload: {
      alert_id: alert.id,
      change: kind,
      status,
      severity,
      title: raise.title,
      type: raise.type,
      occurrences,
    },
  });
  if (kind === 'reopened') {
    await recordAudit(tx, {
      action: 'alert.reopened',
      target: { type: 'alert', id: alert.id },
      detail: { title: raise.title, from: alert.status, severity, source: raise.source },
    });
  }
  return kind;
}

/**
 * Resolves the living alert of a condition that is over. `covers` says whether what was seen well again is all
 * that the alert is about. What was seen before the newest occurrence proves nothing. True when it was resolved.
 */
export async function settleAlert(
  deps: Pick<AlertsDeps, 'announce'>,
  tx: Tx,
  seen: {
    fingerprint: string;
    at: Date;
    note: string;
    evidence: store.Reference | null;
    outboxEventId: number | null;
    covers: (condition: JsonObject | null) => boolean;
  },
): Promise<boolean> {
  const alert = await store.lockByFingerprint(tx, seen.fingerprint);
  if (alert === undefined || alert.status === 'resolved') return false;
  if (seen.at < alert.last_at || !seen.covers(alert.condition)) return false;
  await end(deps, tx, alert, { ...seen, resolution: 'cleared' });
  return true;
}

async function end(
  deps: Pick<AlertsDeps, 'announce'>,
  tx: Tx,
  alert: store.AlertRow,
  how: {
    at: Date;
    resolution: 'person' | 'cleared';
    note: string | null;
    evidence?: store.Reference | null;
    outboxEventId?: number | null;
  },
): Promise<void> {
  const { at, resolution, note } = how;
  await store.updateAlert(tx, alert.id, {
    status: 'resolved',
    resolved_by: tx.scope.actor,
    resolved_at: at,
    resolution,
    resolution_note: note,
  });
  await store.insertChange(tx, { ...how, alertId: alert.id, kind: 'resolved' });
  await deps.announce(tx, {
    type: 'alert.resolved',
    payload: {
      alert_id: alert.id,
      resolution,
      note,
      title: alert.title,
      type: alert.type,
      severity: alert.severity,
    },
  });
  await recordAudit(tx, {
    action: 'alert.resolved',
    target: { type: 'alert', id: alert.id },
    detail: { title: alert.title, resolution, note },
  });
}

export type PersonalAct = { action: 'acknowledge' | 'resolve'; note: string | null };

/** One alert, by a person. Acknowledging twice is harmless; what is resolved stays so. */
export async function changeAlert(
  deps: AlertsDeps,
  scope: Scope,
  id: number,
  act: PersonalAct,
): Promise<void> {
  await deps.db.within(scope, async (tx) => {
    const [alert] = await store.lockAlerts(tx, [id]);
    if (alert === undefined) throw notFound('alert');
    if (alert.status === 'resolved') {
      throw new AppError(
        'unprocessable',
        'this alert is resolved already; it opens again when its cause recurs',
      );
    }
    await apply(deps, tx, alert, act);
  });
}

/** Many alerts in one transaction: all that can change do, the others are named. */
export async function changeAlerts(
  deps: AlertsDeps,
  scope: Scope,
  ids: number[],
  act: PersonalAct,
): Promise<{ changed: number[]; unchanged: number[]; notFound: number[] }> {
  return await deps.db.within(scope, async (tx) => {
    const alerts = await store.lockAlerts(tx, [...new Set(ids)]);
    const changed: number[] = [];
    const unchanged: number[] = [];
    for (const alert of alerts) {
      (await apply(deps, tx, alert, act)) ? changed.push(alert.id) : unchanged.push(alert.id);
    }
    const found = new Set(alerts.map((alert) => alert.id));
    return { changed, unchanged, notFound: [...new Set(ids)].filter((each) => !found.has(each)) };
  });
}

async function apply(deps: AlertsDeps, tx: Tx, alert: store.AlertRow, act: PersonalAct): Promise<boolean> {
  const at = deps.clock.now();
  if (alert.status === 'resolved') return false;
  if (act.action === 'resolve') {
    await end(deps, tx, alert, { at, resolution: 'person', note: act.note });
    return true;
  }
  if (alert.status === 'acknowledged') return false;
  await store.updateAlert(tx, alert.id, {
    status: 'acknowledged',
    acknowledged_by: tx.scope.actor,
    acknowledged_at: at,
  });
  await store.insertChange(tx, { alertId: alert.id, at, kind: 'acknowledged', note: act.note });
  await deps.announce(tx, {
    type: 'alert.updated',
    payload: {
      alert_id: alert.id,
      change: 'acknowledged',
      status: 'acknowledged',
      severity: alert.severity,
      title: alert.title,
      type: alert.type,
      occurrences: alert.occurrences,
    },
  });
  await recordAudit(tx, {
    action: 'alert.acknowledged',
    target: { type: 'alert', id: alert.id },
    detail: { title: alert.title },
  });
  return true;
}
