import { randomUUID } from 'node:crypto';
import { AppError, notFound } from '../../../core/errors.ts';
import { personBehind, type Scope } from '../../../core/scope.ts';
import type { Severity } from '../../../core/severity.ts';
import type { Tx } from '../../../platform/db/database.ts';
import { listMembers } from '../../govern/tenancy/index.ts';
import { readResource } from './cause-store.ts';
import { isMuted } from './flapping.ts';
import { closeLedger, type Ledger, openLedger } from './ledger.ts';
import type { alertTypes } from './schemas.ts';
import { type AlertsDeps, endAlerts, raiseAlerts } from './service.ts';
import * as store from './store.ts';

/** What people do with alerts. */

export type PersonalAct =
  | { action: 'acknowledge' | 'resolve' | 'unmute'; note: string | null }
  | { action: 'mute'; until: Date; note: string | null }
  | { action: 'assign'; assignee: 'me' | number | null };

const longestMuteDays = 90;
const usualMuteDays = 7;
const dayMs = 86_400_000;

/** The end of a mute that was asked for; seven days when nothing is said, at most ninety. */
export function muteEnd(asked: { until?: string | undefined; days?: number | undefined }, now: Date): Date {
  const until =
    asked.until === undefined
      ? new Date(now.getTime() + (asked.days ?? usualMuteDays) * dayMs)
      : new Date(asked.until);
  const wrong = (message: string) =>
    new AppError('invalid_input', `until: ${message}`, { details: [{ path: 'until', message }] });
  if (until <= now) throw wrong('must lie in the future');
  if (until.getTime() > now.getTime() + longestMuteDays * dayMs)
    throw wrong(`must lie within ${longestMuteDays} days`);
  return until;
}

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
    await applyAll(deps, tx, [alert], act);
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
    const changed = await applyAll(deps, tx, alerts, act);
    const found = new Set(alerts.map((alert) => alert.id));
    return {
      changed: [...changed],
      unchanged: [...found].filter((each) => !changed.has(each)),
      notFound: [...new Set(ids)].filter((each) => !found.has(each)),
    };
  });
}

/** The ids of those that changed. */
async function applyAll(
  deps: AlertsDeps,
  tx: Tx,
  alerts: readonly store.AlertRow[],
  act: PersonalAct,
): Promise<Set<number>> {
  const at = deps.clock.now();
  const ledger = openLedger();
  const living = alerts.filter(({ status }) => status !== 'resolved');
  const assignee = act.action === 'assign' ? await assigneeOf(tx, act.assignee) : null;
  const changed = living.filter((alert) => changes(alert, act, assignee?.id ?? null, at));
  if (act.action === 'resolve') {
    await endAlerts(
      tx,
      ledger,
      changed.map((alert) => ({ alert, at, resolution: 'person', note: act.note })),
    );
  }
  for (const alert of changed) {
    if (act.action === 'acknowledge') await acknowledge(tx, ledger, alert, at, act.note);
    else if (act.action === 'mute') await mute(tx, ledger, alert, at, act);
    else if (act.action === 'unmute') await unmute(tx, ledger, alert, at, act.note);
    else if (act.action === 'assign') await assign(tx, ledger, alert, at, assignee);
  }
  await closeLedger(deps, tx, ledger);
  return new Set(changed.map(({ id }) => id));
}

function changes(alert: store.AlertRow, act: PersonalAct, assigneeId: number | null, at: Date): boolean {
  if (act.action === 'acknowledge') return alert.status === 'open';
  if (act.action === 'unmute') return isMuted(alert, at);
  if (act.action === 'mute')
    return alert.muted_until?.getTime() !== act.until.getTime() || alert.mute_note !== act.note;
  return act.action === 'resolve' || alert.assignee_id !== assigneeId;
}

async function acknowledge(
  tx: Tx,
  ledger: Ledger,
  alert: store.AlertRow,
  at: Date,
  note: string | null,
): Promise<void> {
  await store.updateAlert(tx, alert.id, {
    status: 'acknowledged',
    acknowledged_by: tx.scope.actor,
    acknowledged_at: at,
  });
  ledger.changes.push({ alertId: alert.id, at, kind: 'acknowledged', note });
  ledger.news.push({ alertId: alert.id, type: 'alert.updated', change: 'acknowledged' });
  ledger.audits.push({
    action: 'alert.acknowledged',
    target: { type: 'alert', id: alert.id },
    detail: { title: alert.title },
  });
}

async function mute(
  tx: Tx,
  ledger: Ledger,
  alert: store.AlertRow,
  at: Date,
  { until, note }: { until: Date; note: string | null },
): Promise<void> {
  await store.updateAlert(tx, alert.id, { muted_until: until, muted_by: tx.scope.actor, mute_note: note });
  const words = `until ${until.toISOString()}${note === null ? '' : `: ${note}`}`;
  ledger.changes.push({ alertId: alert.id, at, kind: 'muted', note: words });
  ledger.news.push({ alertId: alert.id, type: 'alert.updated', change: 'muted' });
  ledger.audits.push({
    action: 'alert.muted',
    target: { type: 'alert', id: alert.id },
    detail: { title: alert.title, until: until.toISOString(), note },
  });
}

/** Also when the time of a mute is over. */
export async function unmute(
  tx: Tx,
  ledger: Ledger,
  alert: store.AlertRow,
  at: Date,
  note: string | null,
): Promise<void> {
  await store.updateAlert(tx, alert.id, { muted_until: null, muted_by: null, mute_note: null });
  ledger.changes.push({ alertId: alert.id, at, kind: 'unmuted', note });
  if (alert.status !== 'resolved')
    ledger.news.push({ alertId: alert.id, type: 'alert.updated', change: 'unmuted' });
  ledger.audits.push({
    action: 'alert.unmuted',
    target: { type: 'alert', id: alert.id },
    detail: { title: alert.title, note },
  });
}

type Assignee = { id: number; label: string } | null;

async function assigneeOf(tx: Tx, asked: 'me' | number | null): Promise<Assignee> {
  if (asked === null) return null;
  const wrong = (message: string) =>
    new AppError('invalid_input', `assignee: ${message}`, { details: [{ path: 'assignee', message }] });
  const userId = asked === 'me' ? personBehind(tx.scope.actor) : asked;
  if (userId === null) throw wrong('nobody is behind this key; name a member');
  const member = (await listMembers(tx)).find(({ user_id }) => user_id === userId);
  if (member === undefined) throw wrong('is not a member of the organisation');
  return { id: userId, label: member.email };
}

async function assign(
  tx: Tx,
  ledger: Ledger,
  alert: store.AlertRow,
  at: Date,
  assignee: Assignee,
): Promise<void> {
  await store.updateAlert(tx, alert.id, {
    assignee_id: assignee?.id ?? null,
    assigned_by: tx.scope.actor,
    assigned_at: at,
  });
  ledger.changes.push({
    alertId: alert.id,
    at,
    kind: 'assigned',
    note: assignee === null ? 'to nobody' : `to ${assignee.label}`,
  });
  ledger.news.push({ alertId: alert.id, type: 'alert.updated', change: 'assigned' });
  ledger.audits.push({
    action: 'alert.assigned',
    target: { type: 'alert', id: alert.id },
    detail: { title: alert.title, from: alert.assignee_id, to: assignee?.id ?? null },
  });
}

export type ManualAlert = {
  title: string;
  description: string;
  type: (typeof alertTypes)[number];
  severity: Severity;
  resourceId: number | null;
};

/** An alert that a person writes; each is one of its own, and a person resolves it. */
export async function createAlert(deps: AlertsDeps, scope: Scope, alert: ManualAlert): Promise<number> {
  return await deps.db.within(scope, async (tx) => {
    const resource = alert.resourceId === null ? undefined : await readResource(tx, alert.resourceId);
    if (alert.resourceId !== null && resource === undefined) {
      throw new AppError('invalid_input', 'resource_id: there is no such resource', {
        details: [{ path: 'resource_id', message: 'there is no such resource' }],
      });
    }
    const ledger = openLedger();
    const { actor } = scope;
    const [raised] = await raiseAlerts(tx, ledger, [
      {
        fingerprint: `manual:${randomUUID()}`,
        type: alert.type,
        severity: alert.severity,
        title: alert.title,
        description: alert.description,
        source: { kind: 'manual', id: personBehind(actor) ?? 0, name: actor.label },
        about: {
          resourceId: resource?.id ?? null,
          resourceName: resource?.name ?? null,
          resourceType: resource?.type ?? null,
          providerId: resource?.provider_id ?? null,
          attribute: null,
        },
        evidence: null,
        condition: null,
        at: deps.clock.now(),
        outboxEventId: null,
      },
    ]);
    await closeLedger(deps, tx, ledger);
    return raised?.id ?? 0;
  });
}
