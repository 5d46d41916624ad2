import { isDeepStrictEqual } from 'node:util';
import type { JsonObject } from '../../../core/json.ts';
import { type Severity, worst } from '../../../core/severity.ts';
import type { Clock } from '../../../platform/clock.ts';
import type { Database, Tx } from '../../../platform/db/database.ts';
import type { Announce } from '../../../platform/events/contract.ts';
import type { AnyControl } from '../../../plugin-kit/define-control.ts';
import { afterOpening } from './flapping.ts';
import { closeLedger, type Ledger, openLedger, type Telling } from './ledger.ts';
import type { alertTypes } from './schemas.ts';
import * as store from './store.ts';

export type AlertsDeps = {
  db: Database;
  clock: Clock;
  announce: Announce;
  /** Which types a control looks at besides its own: what fails there may have its cause here. */
  controls?: readonly AnyControl[];
};

const longestTitle = 300;
const longestDescription = 2000;
const keptOccurrences = 500;

export type Raise = {
  /** Names the root condition, the same each time: `job_failed:12`. */
  fingerprint: string;
  type: (typeof alertTypes)[number];
  severity: Severity;
  title: string;
  description: string;
  source: store.Source;
  about?: store.About;
  evidence: store.Reference | null;
  /** The part of the source that this is about; null is all of it. */
  condition: JsonObject | null;
  /** When the condition was seen. */
  at: Date;
  /** The announced event that caused it: delivered again, it counts no second time. */
  outboxEventId: number | null;
};

export type Raised = {
  id: number;
  change: 'raised' | 'occurred' | 'reopened' | 'counted_before';
};

/**
 * The door for every module that has something to tell: raises an alert, counts the recurrence of a living one,
 * or opens a resolved one again. An acknowledged one stays so unless it became worse.
 */
export async function raiseAlert(deps: Telling, tx: Tx, raise: Raise): Promise<Raised> {
  const ledger = openLedger();
  const [raised] = await raiseAlerts(tx, ledger, [raise]);
  await closeLedger(deps, tx, ledger);
  return raised as Raised;
}

/** As `raiseAlert`, for many: a few statements for all that are new. The ledger is closed by the caller. */
export async function raiseAlerts(tx: Tx, ledger: Ledger, given: readonly Raise[]): Promise<Raised[]> {
  const raises = given.map(bounded);
  const inserted = await store.insertAlerts(tx, raises);
  const raised: Raised[] = [];
  const again: { place: number; raise: Raise }[] = [];
  for (const [place, raise] of raises.entries()) {
    const id = inserted.get(raise.fingerprint);
    if (id === undefined) {
      again.push({ place, raise });
      continue;
    }
    inserted.delete(raise.fingerprint);
    raised[place] = { id, change: 'raised' };
    ledger.changes.push({ ...raise, alertId: id, kind: 'raised', note: raise.description });
    ledger.news.push({ alertId: id, type: 'alert.created' });
    ledger.audits.push({
      action: 'alert.raised',
      target: { type: 'alert', id },
      detail: { title: raise.title, severity: raise.severity, source: raise.source },
    });
  }
  if (again.length === 0) return raised;
  const alerts = new Map(
    (
      await store.lockByFingerprints(
        tx,
        again.map(({ raise }) => raise.fingerprint),
      )
    ).map((alert) => [alert.fingerprint, alert]),
  );
  const counted = await store.countedBefore(
    tx,
    [...alerts.values()].map(({ id }) => id),
  );
  const now = new Set(
    ledger.changes.map(({ alertId, evidence }) => `${alertId} ${evidence?.kind} ${evidence?.id}`),
  );
  for (const { place, raise } of again) {
    const alert = alerts.get(raise.fingerprint);
    if (alert === undefined) throw new Error('an alert vanished while it was raised');
    const drift = `${alert.id} ${raise.evidence?.kind} ${raise.evidence?.id}`;
    const known =
      (raise.outboxEventId !== null && counted(`${alert.id} event ${raise.outboxEventId}`)) ||
      (raise.evidence?.kind === 'drift' && (counted(drift) || now.has(drift)));
    now.add(drift);
    if (known) {
      raised[place] = { id: alert.id, change: 'counted_before' };
      continue;
    }
    const { change, alert: changed } = await recur(tx, ledger, alert, raise);
    alerts.set(raise.fingerprint, changed);
    raised[place] = { id: alert.id, change };
  }
  return raised;
}

function bounded(raise: Raise): Raise {
  return {
    ...raise,
    title: cut(raise.title, longestTitle),
    description: cut(raise.description, longestDescription),
  };
}

/** A database text holds no half of a sign. */
const cut = (text: string, most: number): string =>
  text.length <= most ? text : `${text.slice(0, most - 2).toWellFormed()} …`;

/** What a person did to it before it opened again is over. */
const openAgain = {
  acknowledged_by: null,
  acknowledged_at: null,
  resolved_by: null,
  resolved_at: null,
  resolution: null,
  resolution_note: null,
} as const;

async function recur(
  tx: Tx,
  ledger: Ledger,
  alert: store.AlertRow,
  raise: Raise,
): Promise<{ change: 'occurred' | 'reopened'; alert: store.AlertRow }> {
  const resolved = alert.status === 'resolved';
  const severity = resolved ? raise.severity : worst(alert.severity, raise.severity);
  const worse = !resolved && severity !== alert.severity;
  const status = resolved || worse ? 'open' : alert.status;
  const change = status === 'open' && alert.status !== 'open' ? 'reopened' : 'occurred';
  const occurrences = alert.occurrences + 1;
  // Events come in no promised order; the newest occurrence is what is shown.
  const newest = raise.at >= alert.last_at;
  const { about } = raise;
  const opening = resolved ? afterOpening(alert.openings, raise.at) : null;
  const patch = {
    status,
    severity,
    occurrences,
    condition: resolved || isDeepStrictEqual(alert.condition, raise.condition) ? raise.condition : null,
    ...(newest
      ? {
          type: raise.type,
          title: raise.title,
          description: raise.description,
          last_at: raise.at,
          source_id: raise.source.id,
          source_name: raise.source.name,
          evidence_kind: raise.evidence?.kind ?? null,
          evidence_id: raise.evidence?.id ?? null,
          ...(about === undefined
            ? {}
            : {
                resource_id: about.resourceId,
                resource_name: about.resourceName,
                resource_type: about.resourceType,
                provider_id: about.providerId,
              }),
        }
      : {}),
    ...(opening === null
      ? {}
      : { opened_at: raise.at, openings: opening.openings, flapping_until: opening.flappingUntil }),
    ...(change === 'reopened' ? openAgain : {}),
  };
  await store.updateAlert(tx, alert.id, patch);
  ledger.changes.push({ ...raise, alertId: alert.id, kind: change, note: raise.description });
  if (occurrences > keptOccurrences) await store.forgetOldOccurrences(tx, alert.id, keptOccurrences);
  ledger.news.push({ alertId: alert.id, type: 'alert.updated', change, worse });
  if (change === 'reopened') {
    ledger.audits.push({
      action: 'alert.reopened',
      target: { type: 'alert', id: alert.id },
      detail: { title: raise.title, from: alert.status, severity, source: raise.source },
    });
  }
  return { change, alert: { ...alert, ...patch } };
}

/** It became worse, or came back, without a new occurrence of its source. What was not open opens again. */
export async function worsen(
  tx: Tx,
  ledger: Ledger,
  alert: store.AlertRow,
  why: { severity: Severity; at: Date; note: string },
): Promise<void> {
  const { severity, at, note } = why;
  const opening = alert.status === 'resolved' ? afterOpening(alert.openings, at) : null;
  await store.updateAlert(tx, alert.id, {
    severity,
    ...(alert.status === 'open' ? {} : { status: 'open', ...openAgain }),
    ...(opening === null
      ? {}
      : {
          occurrences: alert.occurrences + 1,
          opened_at: at,
          last_at: at,
          openings: opening.openings,
          flapping_until: opening.flappingUntil,
        }),
  });
  if (alert.status === 'open') return;
  ledger.changes.push({ alertId: alert.id, kind: 'reopened', at, note });
  ledger.news.push({ alertId: alert.id, type: 'alert.updated', change: 'reopened', worse: true });
  ledger.audits.push({
    action: 'alert.reopened',
    target: { type: 'alert', id: alert.id },
    detail: { title: alert.title, from: alert.status, severity, note },
  });
}

/**
 * Resolves the living alert of a condition that is over. `covers` says whether what was seen well again is all
 * that the alert is about. What was seen before the newest occurrence proves nothing. True when it was resolved.
 */
export async function settleAlert(
  deps: Telling,
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
  const [alert] = await store.lockByFingerprints(tx, [seen.fingerprint]);
  if (alert === undefined || alert.status === 'resolved') return false;
  if (seen.at < alert.last_at || !seen.covers(alert.condition)) return false;
  const ledger = openLedger();
  await endAlerts(tx, ledger, [{ ...seen, alert, resolution: 'cleared' }]);
  await closeLedger(deps, tx, ledger);
  return true;
}

export type End = {
  alert: store.AlertRow;
  at: Date;
  resolution: 'person' | 'cleared';
  note: string | null;
  evidence?: store.Reference | null;
  outboxEventId?: number | null;
};

/** Resolves living alerts that the caller has locked. */
export async function endAlerts(tx: Tx, ledger: Ledger, ends: readonly End[]): Promise<void> {
  await store.endAlerts(
    tx,
    ends.map(({ alert, at, resolution, note }) => ({ id: alert.id, at, resolution, note })),
  );
  for (const { alert, at, resolution, note, evidence, outboxEventId } of ends) {
    ledger.changes.push({
      alertId: alert.id,
      kind: 'resolved',
      at,
      note,
      evidence: evidence ?? null,
      outboxEventId: outboxEventId ?? null,
    });
    ledger.news.push({ alertId: alert.id, type: 'alert.resolved', resolution, note });
    ledger.audits.push({
      action: 'alert.resolved',
      target: { type: 'alert', id: alert.id },
      detail: { title: alert.title, resolution, note },
    });
  }
}
