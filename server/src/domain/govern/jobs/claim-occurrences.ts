import type { JsonObject } from '../../../core/json.ts';
import { permissionsOfRole } from '../../../core/permissions.ts';
import type { Tx } from '../../../platform/db/database.ts';
import { recordAudits } from '../audit-log/index.ts';
import { listMembers } from '../tenancy/index.ts';
import { scheduleOf } from './definition-rules.ts';
import type { Skip } from './due-instants.ts';
import * as due from './due-instants.ts';
import { endFacts, executionQueue } from './execution-end.ts';
import type { ExecutionRow } from './execution-store.ts';
import { executionsById } from './history-store.ts';
import type { JobRow } from './job-store.ts';
import { type JobType, timeoutOf } from './job-type.ts';
import * as store from './occurrence-store.ts';
import { makeRoom } from './overlap.ts';
import type { SchedulerDeps } from './service.ts';

/**
 * Turns the due instants of jobs, whose rows the caller has locked, into executions: all of it in one transaction
 * with the next instants, the wake-ups and the audit events of what is skipped.
 */
export async function claimOccurrences(
  deps: SchedulerDeps,
  tx: Tx,
  jobs: JobRow[],
  now: Date,
): Promise<void> {
  const judged = jobs.map((job) => ({ job, instants: judge(job, now) }));
  const known = await store.knownInstants(
    tx,
    judged.flatMap(({ job, instants }) => instants.map(({ instant }) => ({ jobId: job.id, instant }))),
  );
  for (const each of judged) {
    each.instants = each.instants.filter(
      ({ instant }) => !known.has(store.occurrenceKey(each.job.id, instant)),
    );
  }
  const starting = judged.filter(({ instants }) => instants.some(({ skip }) => skip === null));
  const facts = await readFacts(
    deps,
    tx,
    starting.map(({ job }) => job),
  );
  const cancelling = new Set(
    starting.filter(({ job }) => job.overlap_policy === 'cancel_running').map(({ job }) => job.id),
  );
  await store.lockRuns(
    tx,
    facts.open.filter((run) => cancelling.has(run.job_id)).map((run) => run.id),
  );
  const occurrences: store.NewOccurrence[] = [];
  for (const { job, instants } of judged) {
    const wanted = instants.filter(({ skip }) => skip === null).length;
    const obstacle = wanted === 0 ? null : await findObstacle(deps, tx, job, facts, now);
    const room = wanted === 0 || obstacle !== null ? null : await makeRoom(deps, tx, job, facts.open, wanted);
    let started = 0;
    for (const { instant, skip, instants: count } of instants) {
      const reason = skip ?? obstacle ?? (room !== null && started >= room.runs ? room.skip : null);
      if (reason === null) started += 1;
      occurrences.push({ ...occurrence(deps, job, instant, reason, now), instants: count });
    }
  }
  const inserted = await store.insertOccurrences(tx, occurrences);
  await store.setNextRuns(
    tx,
    jobs.map((job) => ({ jobId: job.id, at: due.nextAfter(scheduleOf(job), now) })),
  );
  await wake(deps, tx, inserted, now);
  const skipped = inserted.filter(({ status }) => status === 'skipped').map(({ id }) => id);
  await announceSkipped(deps, tx, await executionsById(tx, skipped));
  for (const { jobType, scheduledFor, error } of occurrences) {
    deps.onOccurrence?.({
      type: jobType,
      outcome: error?.code ?? 'queued',
      lagSeconds: (now.getTime() - scheduledFor.getTime()) / 1000,
    });
  }
}

async function wake(
  deps: SchedulerDeps,
  tx: Tx,
  inserted: { id: number; status: string; not_before: Date | null }[],
  now: Date,
): Promise<void> {
  const queued = inserted.filter(({ status }) => status === 'queued');
  const atOnce = queued.filter(({ not_before }) => not_before === null);
  await deps.queue.enqueueAll(
    tx,
    executionQueue,
    atOnce.map(({ id }) => ({ executionId: id })),
  );
  for (const { id, not_before } of queued) {
    if (not_before === null) continue;
    const startAfterSeconds = Math.max(0, Math.ceil((not_before.getTime() - now.getTime()) / 1000));
    await deps.queue.enqueue(tx, executionQueue, { executionId: id }, { startAfterSeconds });
  }
}

/** As the end of any execution, for many at once: a night without a scheduler leaves thousands. */
async function announceSkipped(deps: SchedulerDeps, tx: Tx, rows: ExecutionRow[]): Promise<void> {
  for (const row of rows) await deps.announce(tx, { type: 'job.completed', payload: endFacts(row) });
  const places = await recordAudits(
    tx,
    rows.map((row) => ({
      action: 'execution.skipped',
      target: { type: 'execution', id: String(row.id) },
      outcome: 'skipped',
      detail: endFacts(row),
    })),
  );
  await store.setAuditReferences(
    tx,
    rows.map((row, index) => ({ executionId: row.id, sequence: places[index]?.sequence ?? 0 })),
  );
}

function judge(job: JobRow, now: Date): due.JudgedInstant[] {
  const schedule = scheduleOf(job);
  if (schedule === null || job.next_run_at === null) return [];
  return due.judgeDueInstants(job, schedule, job.next_run_at, now);
}

function occurrence(
  deps: SchedulerDeps,
  job: JobRow,
  instant: Date,
  skip: Skip | null,
  now: Date,
): Omit<store.NewOccurrence, 'instants'> {
  const jobType = deps.registry.get(job.type);
  const begin = due.notBefore(job.id, instant, job.jitter_seconds);
  return {
    organizationId: job.organization_id,
    jobId: job.id,
    jobType: job.type,
    trigger: 'schedule',
    status: skip === null ? 'queued' : 'skipped',
    scheduledFor: instant,
    parameters: job.configuration,
    requestedBy: { kind: 'system', label: 'scheduler' },
    timeoutSeconds: job.timeout_seconds ?? timeoutOf(jobType, deps.timeoutSeconds),
    at: now,
    phase: jobType?.actions === undefined ? 'run' : 'prepare',
    notBefore: skip === null && begin !== null && begin > now ? begin : null,
    jobVersion: job.version,
    typeVersion: jobType?.version ?? 1,
    exclusive: job.overlap_policy !== 'allow',
    ...(skip === null ? {} : { error: skip }),
  };
}

type Facts = {
  open: store.OpenRun[];
  successes: Awaited<ReturnType<typeof store.lastSuccesses>>;
  /** Who may approve; empty when none of the jobs acts. */
  approvers: Set<number>;
  connected: boolean;
  /** By type and parameters: jobs that are configured alike are asked about once. */
  unavailable: Map<string, string | null>;
};

async function readFacts(deps: SchedulerDeps, tx: Tx, jobs: JobRow[]): Promise<Facts> {
  const acting = jobs.some((job) => deps.registry.get(job.type)?.actions !== undefined);
  const members = acting ? await listMembers(tx) : [];
  return {
    open: await store.openRuns(
      tx,
      jobs.map((job) => job.id),
    ),
    successes: await store.lastSuccesses(
      tx,
      jobs.flatMap((job) => job.depends_on.map(({ job_id }) => job_id)),
    ),
    approvers: new Set(
      members.filter(({ role }) => permissionsOfRole[role].has('approve')).map(({ user_id }) => user_id),
    ),
    connected: acting && (await deps.hasConnection?.(tx)) === true,
    unavailable: new Map(),
  };
}

/** Why a job that is due cannot run, whatever instant it is. */
async function findObstacle(
  deps: SchedulerDeps,
  tx: Tx,
  job: JobRow,
  facts: Facts,
  now: Date,
): Promise<Skip | null> {
  const jobType = deps.registry.get(job.type);
  if (jobType === undefined) {
    return { code: 'job_type_removed', message: `this version has no job type ${job.type}` };
  }
  if (jobType.actions !== undefined) {
    if (job.approver_id === null || !facts.approvers.has(job.approver_id)) {
      return {
        code: 'approver_gone',
        message: 'the approver of the job is no member who may approve any more; name another one',
      };
    }
    if (!facts.connected) return unavailable('no account is connected');
  }
  const problem = await problemOf(jobType, tx, job.configuration, facts.unavailable);
  if (problem !== null) return unavailable(problem);
  for (const { job_id, within_seconds } of job.depends_on) {
    const other = facts.successes.get(job_id);
    const at = other?.at ?? null;
    if (other !== undefined && at !== null && now.getTime() - at.getTime() <= within_seconds * 1000) continue;
    const name = other === undefined ? `job ${job_id}` : other.name;
    const last = at === null ? 'never succeeded' : `last succeeded at ${at.toISOString()}`;
    const gone = other?.deleted === true ? ', which was deleted,' : '';
    return {
      code: 'dependency_not_succeeded',
      message: `${name}${gone} ${last}, and must have within ${within_seconds} s`,
    };
  }
  return null;
}

const unavailable = (message: string): Skip => ({ code: 'dependency_unavailable', message });

async function problemOf(
  jobType: JobType,
  tx: Tx,
  configuration: JsonObject,
  asked: Map<string, string | null>,
): Promise<string | null> {
  if (jobType.unavailable === undefined) return null;
  const parameters = jobType.parameters.safeParse(configuration);
  // The run itself says what is wrong with its parameters.
  if (!parameters.success) return null;
  const key = `${jobType.type} ${JSON.stringify(parameters.data)}`;
  const before = asked.get(key);
  if (before !== undefined) return before;
  const problem = await jobType.unavailable(tx, parameters.data);
  asked.set(key, problem);
  return problem;
}
