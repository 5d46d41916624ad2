import { systemScope } from '../../../core/scope.ts';
import { organizationScope } from '../tenancy/index.ts';
import { announceEnd, executionQueue } from './execution-end.ts';
import { claimExecution, endExecution, findQueued } from './execution-lease.ts';
import type { ExecutionRow } from './execution-store.ts';
import type { JobRegistry } from './job-type.ts';
import type { RunnerDeps } from './runner.ts';

const why = systemScope('a worker claims an execution of any organisation');

/** A worker that cannot run something asks again so much later; a newer one may take it meanwhile. */
const leftForSeconds = 2;
/** After so long there is no worker that knows the job type, or that version of it. */
const unknownTypeSeconds = 60;
const newerVersionSeconds = 600;

/** Undefined when there is nothing to do for this worker now. Whatever waits is woken again. */
export async function claim(
  deps: RunnerDeps,
  executionId: number,
  leaseUntil: (at: Date) => Date,
): Promise<ExecutionRow | undefined> {
  const at = deps.clock.now();
  for (;;) {
    try {
      const claimed = await deps.db.asSystem(why, (tx) =>
        claimExecution(tx, {
          executionId,
          worker: deps.worker,
          at,
          leaseUntil: leaseUntil(at),
          versions: versionsOf(deps.registry),
        }),
      );
      if (claimed !== undefined) return claimed;
      break;
    } catch (error) {
      // Another worker took this place at this very moment: there may be another one, and whoever has none is woken.
      if (!isTwin(error)) throw error;
    }
  }
  await leaveForLater(deps, executionId, at);
  return undefined;
}

const known = new WeakMap<JobRegistry, Record<string, number>>();

function versionsOf(registry: JobRegistry): Record<string, number> {
  let versions = known.get(registry);
  if (versions === undefined) {
    versions = Object.fromEntries([...registry.values()].map(({ type, version }) => [type, version ?? 1]));
    known.set(registry, versions);
  }
  return versions;
}

const twins = new Set(['job_executions_one_running', 'job_executions_one_holder']);

function isTwin(error: unknown): boolean {
  const { code, constraint } = error as { code?: string; constraint?: string };
  return code === '23505' && twins.has(constraint ?? '');
}

async function leaveForLater(deps: RunnerDeps, executionId: number, now: Date): Promise<void> {
  const waiting = await deps.db.asSystem(why, (tx) => findQueued(tx, executionId));
  if (waiting === undefined) return;
  const scope = organizationScope(waiting.organization_id, 'job worker');
  const due = waiting.not_before ?? waiting.queued_at;
  const untilDueMs = (waiting.not_before?.getTime() ?? 0) - now.getTime();
  const version = versionsOf(deps.registry)[waiting.job_type] ?? 0;
  if (untilDueMs <= 0 && waiting.type_version <= version) return; // Another run of its job works: its end wakes this.
  const patienceSeconds = version === 0 ? unknownTypeSeconds : newerVersionSeconds;
  if (now.getTime() - due.getTime() > patienceSeconds * 1000) {
    await deps.db.within(scope, async (tx) => {
      const ended = await endExecution(tx, {
        executionId,
        status: 'failed',
        at: now,
        findings: 0,
        error:
          version === 0
            ? { code: 'job_type_removed', message: `this version has no job type ${waiting.job_type}` }
            : {
                code: 'newer_version_needed',
                message: `no worker has version ${waiting.type_version} of ${waiting.job_type}: this one is older`,
              },
        from: ['queued'],
        worker: null,
      });
      if (ended !== undefined) await announceEnd(deps, tx, ended);
    });
    return;
  }
  const startAfterSeconds = untilDueMs > 0 ? Math.ceil(untilDueMs / 1000) : leftForSeconds;
  await deps.db.within(scope, (tx) =>
    deps.queue.enqueue(tx, executionQueue, { executionId }, { startAfterSeconds }),
  );
}
