import { isDeepStrictEqual } from 'node:util';
import type { Scope } from '../../../core/scope.ts';
import type { Tx } from '../../../platform/db/database.ts';
import type { StoredEvent } from '../../../platform/events/contract.ts';
import type { Subscriber } from '../../../platform/events/dispatcher.ts';
import { type EndedExecution, readEndedExecution, succeededAfter } from '../../govern/jobs/index.ts';
import { organizationScope } from '../../govern/tenancy/index.ts';
import { type AlertsDeps, raiseAlert, settleAlert } from './service.ts';

/** Permanent: part of the name of its queue. */
export const jobAlertsSubscriber = 'job-alerts';

/**
 * A job that fails raises one alert, however often it fails; its next success resolves it. Cancelled and skipped
 * runs say nothing about the job.
 */
export function jobAlerts(deps: AlertsDeps): Subscriber {
  return {
    name: jobAlertsSubscriber,
    types: ['job.failed', 'job.completed', 'job.deleted'],
    async handle(event) {
      if (event.type === 'job.deleted') return await settleDeleted(deps, event);
      // That a remediation failed is told as such, by the module that knows what it was about.
      if (event.payload.job_type === 'remediation') return;
      const succeeded = event.type === 'job.completed' && event.payload.status === 'succeeded';
      if (event.type !== 'job.failed' && !succeeded) return;
      const scope: Scope = organizationScope(event.organizationId, 'alerts of jobs');
      await deps.db.within(scope, async (tx) => {
        const execution = await readEndedExecution(tx, Number(event.payload.execution_id));
        if (execution === undefined) return;
        if (succeeded) await settle(deps, tx, execution, event);
        else await raise(deps, tx, execution, event);
      });
    },
  };
}

/** A job that is gone cannot succeed any more, and nobody has to act on its last failure. */
async function settleDeleted(deps: AlertsDeps, event: StoredEvent): Promise<void> {
  const scope: Scope = organizationScope(event.organizationId, 'alerts of jobs');
  await deps.db.within(scope, async (tx) => {
    for (const kind of ['job_failed', 'job_undo_failed']) {
      await settleAlert(deps, tx, {
        fingerprint: `${kind}:${Number(event.payload.job_id)}`,
        at: deps.clock.now(),
        note: 'resolved because the job was deleted',
        evidence: null,
        outboxEventId: event.id,
        covers: () => true,
      });
    }
  });
}

/** An undo works on what another run did: its success says nothing about the job, and the other way round. */
const fingerprintOf = (execution: EndedExecution): string =>
  `${execution.trigger === 'undo' ? 'job_undo_failed' : 'job_failed'}:${execution.jobId}`;

async function raise(deps: AlertsDeps, tx: Tx, execution: EndedExecution, event: StoredEvent): Promise<void> {
  const touched = execution.mayHaveWritten
    ? 'It may have changed the connected system before it failed. '
    : '';
  const { change } = await raiseAlert(deps, tx, {
    fingerprint: fingerprintOf(execution),
    type: 'performance',
    severity: execution.mayHaveWritten ? 'critical' : 'high',
    title: `${execution.trigger === 'undo' ? 'Undo of job' : 'Job'} ${execution.jobName} failed`,
    description: `${touched}${execution.error ?? 'It ended without a message.'}`,
    source: { kind: 'job', id: execution.jobId, name: execution.jobName },
    evidence: { kind: 'execution', id: execution.id },
    condition: execution.whole ? null : execution.parameters,
    at: execution.endedAt,
    outboxEventId: event.id,
  });
  if (change === 'counted_before') return;
  // The success may have been delivered before this failure.
  const later = await succeededAfter(tx, execution);
  if (later !== undefined) await settle(deps, tx, later, event);
}

async function settle(
  deps: AlertsDeps,
  tx: Tx,
  execution: EndedExecution,
  event: StoredEvent,
): Promise<void> {
  await settleAlert(deps, tx, {
    fingerprint: fingerprintOf(execution),
    at: execution.endedAt,
    note: 'resolved by a later success',
    evidence: { kind: 'execution', id: execution.id },
    outboxEventId: event.id,
    covers: (condition) =>
      execution.whole || (condition !== null && isDeepStrictEqual(condition, execution.parameters)),
  });
}
