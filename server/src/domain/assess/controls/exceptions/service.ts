import { AppError, notFound } from '../../../../core/errors.ts';
import { personBehind, type Scope, systemScope } from '../../../../core/scope.ts';
import type { Clock } from '../../../../platform/clock.ts';
import type { Database, Tx } from '../../../../platform/db/database.ts';
import type { Announce } from '../../../../platform/events/contract.ts';
import { recordAudit, recordAudits } from '../../../govern/audit-log/index.ts';
import { organizationScope } from '../../../govern/tenancy/index.ts';
import { decisionProblem, expiryProblem, likeOfGlob, stateAt } from './rules.ts';
import * as store from './store.ts';

export type ExceptionsDeps = { db: Database; clock: Clock; announce: Announce };

/** More than this is no exception any more. */
const mostFindings = 1000;
const expiredAtOnce = 100;

export type ExceptionRequest = {
  controlId: string;
  resourceId: number | null;
  namePattern: string | null;
  tags: Record<string, string>;
  region: string | null;
  reason: string;
  owner: string;
  expiresAt: Date;
};

/**
 * Asks that what fails now be accepted, with exactly the evidence that is there now. Nothing changes until another
 * person approves it.
 */
export async function requestException(
  deps: ExceptionsDeps,
  scope: Scope,
  request: ExceptionRequest,
): Promise<number> {
  const now = deps.clock.now();
  const problem = expiryProblem(request.expiresAt, now);
  if (problem !== null)
    throw new AppError('invalid_input', 'An exception ends within a year', {
      details: [{ path: 'expires_at', message: problem }],
    });
  const { namePattern } = request;
  const target = { ...request, nameLike: namePattern === null ? null : likeOfGlob(namePattern) };
  return await deps.db.within(scope, async (tx) => {
    if (request.resourceId !== null && !(await store.resourceExists(tx, request.resourceId)))
      throw notFound('resource');
    const { open, covered } = await store.findingsOf(tx, request.controlId, target, now, mostFindings + 1);
    refuseUnfit(open.length, covered);
    const row = await store.insertException(tx, { ...request, target, at: now, findings: open });
    await deps.announce(tx, { type: 'compliance.exception_requested', payload: payloadOf(row, open.length) });
    await recordAudit(tx, {
      action: 'exception.requested',
      target: { type: 'compliance_exception', id: row.id },
      detail: {
        ...facts(row),
        findings: open.slice(0, 100).map(({ resource_id, resource_name, fingerprint }) => ({
          resource_id,
          resource_name,
          fingerprint,
        })),
        finding_count: open.length,
      },
    });
    return row.id;
  });
}

function refuseUnfit(open: number, covered: number): void {
  if (open + covered > mostFindings)
    throw new AppError(
      'unprocessable',
      `More than ${mostFindings} findings fail there; ask for a narrower exception`,
    );
  if (open > 0) return;
  if (covered > 0)
    throw new AppError(
      'conflict',
      'An exception accepts or asks for all of this already, with the same evidence',
    );
  throw new AppError(
    'unprocessable',
    'Nothing fails there, so there is nothing to accept; what is unknown cannot be accepted either',
  );
}

const facts = (row: store.ExceptionRow): Record<string, unknown> => ({
  control_id: row.control_id,
  resource_id: row.resource_id,
  name_pattern: row.name_pattern,
  tags: row.tags,
  region: row.region,
  reason: row.reason,
  owner: row.owner,
  expires_at: row.expires_at.toISOString(),
  requested_by: row.requested_by.label,
});

const payloadOf = (row: store.ExceptionRow, findings: number) => ({
  exception_id: row.id,
  control_id: row.control_id,
  state: row.state,
  findings,
  owner: row.owner,
  expires_at: row.expires_at.toISOString(),
});

/**
 * One decision, by a person who did not ask. Approving accepts the evidence that was asked for; when something fails
 * with other evidence by now, it is refused, because nobody has asked for that.
 */
export async function decideException(
  deps: ExceptionsDeps,
  scope: Scope,
  id: number,
  decision: { approved: boolean; note: string | null },
): Promise<void> {
  await deps.db.within(scope, async (tx) => {
    const row = await store.lockException(tx, id);
    if (row === undefined) throw notFound('exception');
    const now = deps.clock.now();
    const state = stateAt(row, now);
    if (state !== 'requested')
      throw new AppError('conflict', `This exception is ${state}; it cannot be decided`);
    const problem = decisionProblem(row, {
      userId: personBehind(scope.actor),
      mayApprove: scope.permissions.has('approve'),
    });
    if (problem !== null) throw new AppError('forbidden', problem);
    const findings = await store.listFindings(tx, id);
    if (decision.approved) refuseStale(findings);
    await store.decideException(tx, id, { ...decision, at: now });
    const decided = { ...row, state: decision.approved ? ('active' as const) : ('rejected' as const) };
    await deps.announce(tx, {
      type: 'compliance.exception_decided',
      payload: { ...payloadOf(decided, findings.length), decided_by: scope.actor.label },
    });
    await recordAudit(tx, {
      action: decision.approved ? 'exception.approved' : 'exception.rejected',
      target: { type: 'compliance_exception', id },
      outcome: decision.approved ? 'succeeded' : 'denied',
      detail: { ...facts(row), note: decision.note, finding_count: findings.length },
    });
  });
}

function refuseStale(findings: readonly store.ExceptionFindingRow[]): void {
  const changed = findings.filter(({ now }) => now === 'changed');
  if (changed.length > 0)
    throw new AppError(
      'conflict',
      `The evidence of ${changed.length} of ${findings.length} findings is not what was asked for any more; ask again`,
      {
        details: changed.slice(0, 20).map((one) => ({
          path: `findings.${one.resource_id}`,
          message: `the evidence of ${one.resource_name} changed`,
        })),
      },
    );
  if (findings.every(({ now }) => now === 'gone'))
    throw new AppError('conflict', 'Nothing of this fails any more, so there is nothing to accept');
}

/** Takes a request back or ends an exception before its time: what it accepted fails again at once. */
export async function revokeException(
  deps: ExceptionsDeps,
  scope: Scope,
  id: number,
  reason: string | null,
): Promise<void> {
  await deps.db.within(scope, async (tx) => {
    const row = await store.lockException(tx, id);
    if (row === undefined) throw notFound('exception');
    const state = stateAt(row, deps.clock.now());
    if (state !== 'requested' && state !== 'active')
      throw new AppError('conflict', `This exception is ${state} already`);
    await end(deps, tx, row, { state: 'revoked', reason });
  });
}

async function end(
  deps: ExceptionsDeps,
  tx: Tx,
  row: store.ExceptionRow,
  as: { state: 'revoked' | 'expired'; reason: string | null },
): Promise<void> {
  await store.endException(tx, row.id, { ...as, at: deps.clock.now() });
  const findings = await store.listFindings(tx, row.id);
  await deps.announce(tx, {
    type: 'compliance.exception_ended',
    payload: { ...payloadOf({ ...row, state: as.state }, findings.length), reason: as.reason },
  });
  await recordAudit(tx, {
    action: as.state === 'revoked' ? 'exception.revoked' : 'exception.expired',
    target: { type: 'compliance_exception', id: row.id },
    detail: { ...facts(row), before: row.state, end_reason: as.reason },
  });
}

/**
 * What is accepted at a moment, now or past: a failing finding is excepted exactly when one of these has its
 * resource, its control and its fingerprint. `controlIds` null is all.
 */
export async function acceptedFindings(
  tx: Tx,
  at: Date,
  controlIds: readonly string[] | null = null,
): Promise<store.AcceptedFinding[]> {
  return await store.acceptedAt(tx, at, controlIds);
}

/**
 * To be called in the transaction that wrote findings, or after it: what fails with other evidence than was accepted
 * is open again, and an exception of which nothing is left ends as `reopened`. Returns how many findings those were.
 */
export async function reopenExceptions(
  deps: Pick<ExceptionsDeps, 'announce' | 'clock'>,
  tx: Tx,
): Promise<number> {
  const at = deps.clock.now();
  const reopened = await store.reopenChanged(tx, at);
  const entries: Parameters<typeof recordAudits>[1] = [];
  for (const [id, findings] of Map.groupBy(reopened, ({ exception_id }) => exception_id)) {
    const row = await store.lockException(tx, id);
    if (row === undefined) continue;
    const all = await store.listFindings(tx, id);
    const left = all.filter(({ reopened_at }) => reopened_at === null).length;
    const reason = `the evidence of ${findings
      .map(({ resource_name }) => resource_name)
      .slice(0, 5)
      .join(', ')} changed`;
    if (left === 0) await store.endException(tx, id, { state: 'reopened', reason, at });
    const state = left === 0 ? ('reopened' as const) : row.state;
    await deps.announce(tx, {
      type: 'compliance.exception_reopened',
      payload: {
        ...payloadOf({ ...row, state }, left),
        resource_ids: findings.map(({ resource_id }) => resource_id),
      },
    });
    entries.push({
      action: 'exception.reopened',
      target: { type: 'compliance_exception', id },
      detail: {
        ...facts(row),
        state,
        still_accepted: left,
        resources: findings
          .slice(0, 100)
          .map(({ resource_id, resource_name }) => ({ resource_id, resource_name })),
      },
    });
  }
  if (entries.length > 0) await recordAudits(tx, entries);
  return reopened.length;
}

/** Ends exceptions of every organisation whose time is over. Safe in every process at once. */
export async function sweepExceptions(deps: ExceptionsDeps): Promise<number> {
  const now = deps.clock.now();
  const why = systemScope('exceptions of every organisation expire');
  const due = await deps.db.asSystem(why, (tx) => store.findExpired(tx, now, expiredAtOnce));
  for (const { id, organization_id } of due) {
    await deps.db.within(organizationScope(organization_id, 'exceptions'), async (tx) => {
      const row = await store.lockException(tx, id);
      if (row === undefined || (row.state !== 'requested' && row.state !== 'active')) return;
      await end(deps, tx, row, { state: 'expired', reason: null });
    });
  }
  return due.length;
}
