import type { Clock } from '../../../platform/clock.ts';
import type { Database, Tx } from '../../../platform/db/database.ts';
import { recordAudits } from '../../govern/audit-log/index.ts';
import { organizationScope } from '../../govern/tenancy/index.ts';
import { type AttemptRow, type Claimed, recordAttempts } from './claim-store.ts';
import type { DeliveryKind, DeliveryKindHandler, RecordedAttempt, SendResult } from './delivery.ts';
import { afterAttempt } from './schedule.ts';

export type DeliveryKinds = Partial<Record<DeliveryKind, DeliveryKindHandler>>;

/** An attempt that ended. `brokenOff`: the process stopped meanwhile, so it is sent again at once. */
export type EndedAttempt = {
  claimed: Claimed;
  result: SendResult;
  brokenOff: boolean;
  startedAt: Date;
  endedAt: Date;
};

/** Writes results in one transaction per organisation, with what the owners of the destinations do about them. */
export async function record(
  deps: { db: Database; clock: Clock; kinds: DeliveryKinds },
  claim: string,
  ended: readonly EndedAttempt[],
): Promise<void> {
  for (const [organizationId, attempts] of byOrganization(ended)) {
    const scope = organizationScope(organizationId, 'deliveries');
    await deps.db.within(scope, async (tx) => {
      const settled = attempts.map((attempt) => ({ attempt, row: rowOf(attempt) }));
      const ours = await recordAttempts(
        tx,
        claim,
        settled.map(({ row }) => row),
      );
      const recorded = settled
        .filter(({ row }) => ours.has(row.id))
        .map(({ attempt, row }): RecordedAttempt => {
          const { claimed, result, startedAt, endedAt } = attempt;
          return {
            delivery: claimed,
            result,
            status: row.status,
            nextAttemptAt: row.nextAttemptAt,
            startedAt,
            endedAt,
          };
        });
      await tellOwners(deps.kinds, tx, recorded);
      await auditFailures(tx, recorded);
    });
  }
}

function byOrganization(ended: readonly EndedAttempt[]): Map<number, EndedAttempt[]> {
  const groups = new Map<number, EndedAttempt[]>();
  for (const attempt of ended) {
    const { organizationId } = attempt.claimed;
    const group = groups.get(organizationId);
    if (group === undefined) groups.set(organizationId, [attempt]);
    else group.push(attempt);
  }
  return groups;
}

function rowOf({ claimed, result, brokenOff, startedAt, endedAt }: EndedAttempt): AttemptRow {
  const after = brokenOff
    ? { status: 'pending' as const, nextAttemptAt: endedAt }
    : afterAttempt(result, claimed.roundAttempts + 1, endedAt);
  return {
    id: claimed.id,
    attempt: claimed.attempt,
    outcome: brokenOff ? 'interrupted' : result.outcome,
    reason: 'reason' in result ? result.reason.slice(0, 1000) : null,
    startedAt,
    endedAt,
    request: result.request,
    response: result.response,
    ...after,
    counts: !brokenOff,
  };
}

async function tellOwners(kinds: DeliveryKinds, tx: Tx, recorded: readonly RecordedAttempt[]): Promise<void> {
  for (const [kind, handler] of Object.entries(kinds)) {
    const theirs = recorded.filter(({ delivery }) => delivery.kind === kind);
    if (theirs.length > 0) await handler.recorded?.(tx, theirs);
  }
}

/** What arrived stands in its attempts; what never will is also in the audit log. */
async function auditFailures(tx: Tx, recorded: readonly RecordedAttempt[]): Promise<void> {
  const failed = recorded.filter(({ status }) => status === 'failed');
  if (failed.length === 0) return;
  await recordAudits(
    tx,
    failed.map(({ delivery, result }) => ({
      action: 'delivery.failed' as const,
      target: { type: 'delivery', id: delivery.id },
      outcome: 'failed' as const,
      detail: {
        kind: delivery.kind,
        destination_id: delivery.destinationId,
        event: delivery.eventType,
        attempts: delivery.attempt,
        reason: 'reason' in result ? result.reason : null,
      },
    })),
  );
}
