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
  /** It failed already when its control was checked for the first time. */
  firstCheck?: boolean;
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

const bounded = (raise: Raise): Raise => ({ ...raise, ...boundedWords(raise) });

export const boundedWords = (words: { title: string; description: string }) => ({
  title: cut(words.title, longestTitle),
  description: cut(words.description, longestDescription),
});

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
  const louder = worst(alert.severity, raise.severity) !== alert.severity;
  const status = resolved || worse ? 'open' : alert.status;
  const change = status === 'open' && alert.status !== 'open' ? 'reopened' : 'occurred';
  const occurrences = alert.occurrences + 1;
  // Events come in no promised order; the newest occurrence is what is shown.
  const laterDrift = raise.source.kind === 'drift' && raise.source.id > alert.source_id;
  const newest = raise.at >= alert.last_at || laterDrift;
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
          last_at: raise.at > alert.last_at ? raise.at : alert.last_at,
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
      : {
          opened_at: raise.at,
          openings: opening.openings,
          flapping_until: opening.flappingUntil,
          worsened_at: null,
        }),
    ...(change === 'reopened' ? openAgain : {}),
    ...(louder ? heardAgain : {}),
    // What failed since the first check and came back is news.
    first_check: alert.first_check && !resolved && !worse,
  };
  await store.updateAlert(tx, alert.id, patch);
  if (louder) noteHeard(ledger, alert, raise.at);
  ledger.changes.push({ ...raise, alertId: alert.id, kind: change, note: raise.description });
  if (occurrences > keptOccurrences) await store.forgetOldOccurrences(tx, alert.id, keptOccurrences);
  ledger.news.push({ alertId: alert.id, type: 'alert.updated', change, worse, rises: worse });
  if (change === 'reopened') {
    ledger.audits.push({
      action: 'alert.reopened',
      target: { type: 'alert', id: alert.id },
      detail: { title: raise.title, from: alert.status, severity, source: raise.source },
    });
  }
  return { change, alert: { ...alert, ...patch } };
}

/** Whoever muted it did so for what was known then. */
const heardAgain = { muted_until: null, muted_by: null, mute_note: null } as const;

function noteHeard(ledger: Ledger, alert: store.AlertRow, at: Date): void {
  if (alert.muted_until === null) return;
  const note = 'it became worse';
  ledger.changes.push({ alertId: alert.id, kind: 'unmuted', at, note });
  ledger.audits.push({
    action: 'alert.unmuted',
    target: { type: 'alert', id: alert.id },
    detail: { title: alert.title, note },
  });
}

export type Worsening = {
  severity: Severity;
  at: Date;
  note: string;
  /** The worsening of its drift that this tells of. */
  worsenedAt: Date | null;
};

/**
 * It became worse, or came back, without a new occurrence of its source. What was not open opens again, and nobody
 * is kept from hearing of it. One that grows again and again is announced as rarely as one that flaps; that it is
 * more severe than ever is announced at once.
 */
export async function worsen(
  tx: Tx,
  ledger: Ledger,
  alert: store.AlertRow,
  { severity, at, note, worsenedAt }: Worsening,
): Promise<void> {
  const resolved = alert.status === 'resolved';
  const open = alert.status === 'open';
  const rises = !resolved && worst(alert.severity, severity) !== alert.severity;
  const opening = resolved || (open && !rises) ? afterOpening(alert.openings, at) : null;
  await store.updateAlert(tx, alert.id, {
    severity: resolved ? severity : worst(alert.severity, severity),
    last_at: at > alert.last_at ? at : alert.last_at,
    first_check: false,
    ...(worsenedAt === null ? {} : { worsened_at: worsenedAt }),
    ...(open ? {} : { status: 'open', ...openAgain }),
    ...(resolved ? { occurrences: alert.occurrences + 1, opened_at: at } : {}),
    ...(opening === null ? {} : { openings: opening.openings, flapping_until: opening.flappingUntil }),
    ...heardAgain,
  });
  const change = open ? 'worsened' : 'reopened';
  noteHeard(ledger, alert, at);
  ledger.changes.push({ alertId: alert.id, kind: change, at, note });
  ledger.news.push({ alertId: alert.id, type: 'alert.updated', change, worse: true, rises });
  ledger.audits.push({
    action: open ? 'alert.worsened' : 'alert.reopened',
    target: { type: 'alert', id: alert.id },
    detail: { title: alert.title, from: alert.status, severity_before: alert.severity, severity, note },
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
