import { worst } from '../../../core/severity.ts';
import type { Tx } from '../../../platform/db/database.ts';
import { failingControlIds } from '../../assess/compliance/index.ts';
import { acceptedFindings } from '../../assess/controls/index.ts';
import * as causes from './cause-store.ts';
import { type ElsewhereFinding, findElsewhere } from './elsewhere.ts';
import type { Ledger } from './ledger.ts';
import { type CauseVerdict, judgeCause } from './root-cause.ts';
import { type AlertsDeps, boundedWords, type End, endAlerts, worsen } from './service.ts';
import { type AlertRow, lockAlerts, updateAlert } from './store.ts';

/**
 * Brings alerts about attributes of resources in line with the facts as they are: which controls belong to them, how
 * bad they are, and whether they are over. Whichever event tells of the facts, and in whichever order, the answer is
 * the same. Returns the controls that came to an alert.
 */
export async function settleCauses(
  deps: Pick<AlertsDeps, 'clock' | 'controls'>,
  tx: Tx,
  ledger: Ledger,
  alertIds: readonly number[],
  told: readonly causes.CausingDrift[] = [],
): Promise<Set<string>> {
  const alerts = (await lockAlerts(tx, alertIds)).filter(({ attribute }) => attribute !== null);
  const came = new Set<string>();
  if (alerts.length === 0) return came;
  const at = deps.clock.now();
  const resourceIds = [...new Set(alerts.flatMap(({ resource_id }) => resource_id ?? []))];
  const open = await causes.openDriftsOf(tx, resourceIds);
  const known = await causes.listMappings(
    tx,
    alerts.map(({ id }) => id),
  );
  const mappings = Map.groupBy(known, ({ alert_id }) => alert_id);
  const elsewhere = open.length === 0 ? [] : await findElsewhere(tx, deps.controls);
  const looked = [...resourceIds, ...known.flatMap((mapping) => mapping.elsewhere)];
  const findings = await findingsOf(tx, [...looked, ...elsewhere.map(({ resource_id }) => resource_id)], at);
  const asked = findings.size === 0 ? new Set<string>() : await failingControlIds(tx);
  const last = await causes.readDrifts(
    tx,
    alerts.flatMap(({ source_kind, source_id }) => (source_kind === 'drift' ? [source_id] : [])),
  );
  const mapped: Parameters<typeof causes.writeMappings>[1][number][] = [];
  const unmapped: Parameters<typeof causes.writeMappings>[2][number][] = [];
  const ends: End[] = [];
  for (const alert of alerts) {
    const attribute = alert.attribute as string;
    const ofAlert = (drift: causes.CausingDrift) =>
      drift.resource_id === alert.resource_id && drift.attribute === attribute;
    const openDrift = open.find(ofAlert) ?? null;
    const mappedNow = mappings.get(alert.id) ?? [];
    const seen = seenElsewhere(alert, mappedNow, elsewhere, findings);
    const verdict = judgeCause({
      alert: { ...alert, attribute, resolvedAt: alert.resolved_at },
      openDrift,
      causes: [...(openDrift === null ? [] : [openDrift]), ...told.filter(ofAlert)],
      findings: [...(findings.get(alert.resource_id ?? 0) ?? []), ...seen],
      mapped: new Set(mappedNow.map(({ control_id }) => control_id)),
      asked,
    });
    for (const each of toWrite(alert, verdict, mappedNow, seen, at)) {
      mapped.push(each);
      came.add(each.controlId);
    }
    for (const controlId of verdict.unmap) unmapped.push({ alertId: alert.id, controlId, at });
    const news = await followDrift(tx, alert, openDrift, told);
    await write(tx, ledger, alert, { verdict, news, at });
    if (verdict.over) ends.push({ alert, at, resolution: 'cleared', note: endWords(alert, mappedNow, last) });
  }
  await causes.writeMappings(tx, mapped, unmapped);
  await endAlerts(tx, ledger, ends);
  return came;
}

type Written = Parameters<typeof causes.writeMappings>[1][number];
const elsewhereKept = 100;

/** Findings of resources that did not change: those that its change explains, and those that were taken for it. */
function seenElsewhere(
  alert: AlertRow,
  known: readonly causes.MappingRow[],
  elsewhere: readonly ElsewhereFinding[],
  living: ReadonlyMap<number, causes.LivingFinding[]>,
): causes.LivingFinding[] {
  const taken = known.flatMap(({ control_id, elsewhere: ids }) =>
    ids.flatMap((id) => (living.get(id) ?? []).filter((finding) => finding.control_id === control_id)),
  );
  // Without those that somebody accepted.
  const explained = elsewhere.filter(
    ({ cause_id, cause_attribute, resource_id, control_id }) =>
      cause_id === alert.resource_id &&
      cause_attribute === alert.attribute &&
      living.get(resource_id)?.some((finding) => finding.control_id === control_id) === true,
  );
  return [...taken, ...explained];
}

/** Mappings that are new, and those to which resources elsewhere came. */
function toWrite(
  alert: AlertRow,
  verdict: CauseVerdict,
  known: readonly causes.MappingRow[],
  seen: readonly causes.LivingFinding[],
  at: Date,
): Written[] {
  const ids = (controlId: string) => [
    ...new Set(
      seen.filter(({ control_id }) => control_id === controlId).map(({ resource_id }) => resource_id),
    ),
  ];
  const fresh = new Map(verdict.map.map((finding) => [finding.control_id, finding]));
  const grown = known.filter(
    ({ control_id, elsewhere }) =>
      !verdict.unmap.includes(control_id) && ids(control_id).some((id) => !elsewhere.includes(id)),
  );
  return [...fresh.values(), ...grown].map(({ control_id: controlId, severity }) => ({
    alertId: alert.id,
    controlId,
    severity,
    since: at,
    elsewhere: ids(controlId).slice(0, elsewhereKept),
  }));
}

async function findingsOf(
  tx: Tx,
  resourceIds: readonly number[],
  at: Date,
): Promise<Map<number, causes.LivingFinding[]>> {
  const findings = await causes.livingFindingsOf(tx, resourceIds);
  if (findings.length === 0) return new Map();
  const accepted = new Set(
    (await acceptedFindings(tx, at)).map(
      ({ resource_id, control_id, fingerprint }) => `${resource_id} ${control_id} ${fingerprint}`,
    ),
  );
  return Map.groupBy(
    findings.filter(
      ({ resource_id, control_id, fingerprint }) =>
        !accepted.has(`${resource_id} ${control_id} ${fingerprint}`),
    ),
    ({ resource_id }) => resource_id,
  );
}

export const wordsOf = (drift: causes.CausingDrift) => ({
  type: drift.type === 'compliance' ? ('compliance' as const) : ('security' as const),
  title: `${drift.resource_name}: ${drift.summary}`,
  description: `${drift.attribute} of ${drift.resource_type} ${drift.resource_name} differs from its baseline: ${drift.summary}.`,
});

/**
 * The alert says what its drift says now. The drift when it became worse since the alert last told of it; one that
 * the alert has not counted yet is told of with its own event.
 */
async function followDrift(
  tx: Tx,
  alert: AlertRow,
  drift: causes.CausingDrift | null,
  told: readonly causes.CausingDrift[],
): Promise<causes.CausingDrift | null> {
  if (drift === null || drift.id !== alert.source_id) return null;
  const { type, ...words } = wordsOf(drift);
  const { title, description } = boundedWords(words);
  const { worsened_at: worsenedAt } = drift;
  const moved = alert.title !== title || alert.description !== description || alert.type !== type;
  const unheard = worsenedAt !== null && (alert.worsened_at === null || worsenedAt > alert.worsened_at);
  const known =
    told.some(({ id }) => id === drift.id) ||
    (alert.resolved_at !== null && worsenedAt !== null && worsenedAt <= alert.resolved_at);
  if (moved || (unheard && known))
    await updateAlert(tx, alert.id, {
      type,
      title,
      description,
      ...(known ? { worsened_at: worsenedAt } : {}),
    });
  return unheard && !known ? drift : null;
}

type Verdict = { verdict: CauseVerdict; news: causes.CausingDrift | null; at: Date };

async function write(tx: Tx, ledger: Ledger, alert: AlertRow, { verdict, news, at }: Verdict): Promise<void> {
  const came = [...new Set(verdict.map.map(({ control_id }) => control_id))];
  const { unmap: left, back, severity } = verdict;
  const target = { type: 'alert', id: alert.id };
  if (came.length > 0) ledger.changes.push({ alertId: alert.id, at, kind: 'mapped', note: came.join(', ') });
  if (left.length > 0)
    ledger.changes.push({ alertId: alert.id, at, kind: 'unmapped', note: left.join(', ') });
  if (came.length + left.length > 0) {
    ledger.audits.push({
      action: 'alert.mappings_changed',
      target,
      detail: { title: alert.title, mapped: came, unmapped: left },
    });
  }
  if (severity === null || verdict.over) return;
  const worse = worst(alert.severity, severity) !== alert.severity;
  if (news !== null) {
    const note = `worse than before: ${news.summary}`;
    await worsen(tx, ledger, alert, { severity, at, note, worsenedAt: news.worsened_at });
  } else if (alert.status === 'resolved') {
    if (back === null) return;
    const note = `${back.control_id} began to fail`;
    await worsen(tx, ledger, alert, { severity, at, note, worsenedAt: null });
  } else if (worse) {
    const note = `${came.join(', ') || 'the drift'} is ${severity}`;
    await worsen(tx, ledger, alert, { severity, at, note, worsenedAt: null });
  } else if (came.length + left.length > 0) {
    ledger.news.push({ alertId: alert.id, type: 'alert.updated', change: 'mapped' });
  }
}

const endReasons: Record<string, string> = {
  reverted: 'the attribute equals its baseline again',
  baseline_updated: 'the change became the baseline',
  accepted: 'the change was accepted',
  false_positive: 'the drift was marked as a false positive',
  manual: 'the drift was resolved by a person',
  resource_deleted: 'the resource was deleted',
};

function endWords(
  alert: AlertRow,
  mapped: readonly causes.MappingRow[],
  last: ReadonlyMap<number, causes.CausingDrift>,
): string {
  if (alert.resource_id === null) return 'the record of the resource was deleted';
  const reason = last.get(alert.source_id)?.resolution_reason ?? '';
  const why = endReasons[reason] ?? 'the drift is over';
  return mapped.length === 0 ? why : `${why}, and no control fails because of it any more`;
}
