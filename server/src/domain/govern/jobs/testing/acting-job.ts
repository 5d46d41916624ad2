import { afterAll, beforeAll, beforeEach } from 'vitest';
import { z } from 'zod';
import type { Json } from '../../../../core/json.ts';
import type { PlanStep } from '../../../../core/plan.ts';
import { manualClock } from '../../../../platform/clock.ts';
import type { OpenDatabase } from '../../../../platform/db/open-database.ts';
import type { OpenFresh } from '../../../../platform/db/testing.ts';
import { announce } from '../../../../platform/events/outbox.ts';
import { silentLog } from '../../../../platform/log/log.ts';
import { openQueue } from '../../../../platform/queue/open-queue.ts';
import type { ApprovalsDeps } from '../../approvals/index.ts';
import { decide } from '../../approvals/service.ts';
import { listAuditEvents } from '../../audit-log/index.ts';
import { addTestMember, createTestTenant, type TestTenant } from '../../tenancy/testing.ts';
import { executionApprovals } from '../action-decisions.ts';
import { listSteps } from '../action-store.ts';
import { readLog } from '../execution-log-store.ts';
import { getExecution } from '../execution-store.ts';
import { createJob } from '../job-definitions.ts';
import { defineJob, jobRegistry } from '../job-type.ts';
import { executionQueue, type RunnerDeps, runExecution } from '../runner.ts';
import type { JobsDeps } from '../service.ts';
import { triggerJob } from '../start-run.ts';

type Member = Awaited<ReturnType<typeof addTestMember>>;
type State = {
  db: OpenDatabase;
  tenant: TestTenant;
  /** Asked to decide. */
  approver: Member;
  /** Starts runs by hand. */
  asker: Member;
  deps: JobsDeps & RunnerDeps & ApprovalsDeps;
  /** A job of the type `make_true`, made by the owner. */
  jobId: number;
  clock: ReturnType<typeof manualClock>;
  /** The connected system: what it holds, and every write that reached it. */
  system: Map<string, Json>;
  writes: string[];
  onWrite: (name: string) => void | Promise<void>;
};

const forever = new AbortController().signal;

/** For suites: a system with three switches, and a job that acts on it. Everything is new for each test. */
export function actingJob(open: OpenFresh) {
  const on = {} as State;
  let queue: Awaited<ReturnType<typeof openQueue>>;

  const stepOf = (name: string, before: Json, after: Json): PlanStep => ({
    call: 'system:Set',
    target: {
      kind: 'resource',
      id: 1,
      name,
      externalId: name,
      resourceType: 'thing',
      region: 'here',
      providerId: 1,
    },
    summary: `Set ${name}`,
    before,
    after,
  });
  const registry = jobRegistry([
    defineJob({
      type: 'make_true',
      title: 'Make true',
      description: 'Work of a suite.',
      aliases: [],
      scheduleVariable: null,
      parameters: z.strictObject({}),
      actions: {
        prepare: async () => ({
          summary: 'make everything true',
          targetSystem: 'the system',
          steps: [...on.system]
            .filter(([, value]) => value !== true)
            .map(([name, value]) => stepOf(name, value, true)),
        }),
        inspect: async (_job, steps) => steps.map(({ target }) => on.system.get(target.name) ?? null),
        apply: async (_job, step, { idempotencyKey }) => {
          on.writes.push(`${step.target.name} ${idempotencyKey}`);
          on.system.set(step.target.name, step.after);
          await on.onWrite(step.target.name);
        },
        undo: (step) => ({
          ...step,
          summary: `Reset ${step.target.name}`,
          before: step.after,
          after: step.before,
        }),
      },
    }),
  ]);

  beforeAll(async () => {
    on.db = await open();
    queue = await openQueue({ database: on.db, log: silentLog, names: [executionQueue] });
  });
  afterAll(async () => await queue?.stop(1));
  beforeEach(async () => {
    on.clock = manualClock('2026-03-02T08:00:00Z');
    on.system = new Map<string, Json>([
      ['a', false],
      ['b', false],
      ['c', true],
    ]);
    on.writes = [];
    on.onWrite = () => undefined;
    const shared = { db: on.db, clock: on.clock, queue, announce, registry };
    on.deps = {
      ...shared,
      schedules: new Map(),
      timeoutSeconds: 300,
      log: silentLog,
      worker: 'worker-a',
      hasConnection: async () => true,
      ...executionApprovals(shared),
    };
    on.tenant = await createTestTenant(on.db, 'Actions');
    on.approver = await addTestMember(on.db, on.tenant, 'approver');
    on.asker = await addTestMember(on.db, on.tenant, 'admin');
    const job = await createJob(on.deps, on.tenant.scope, {
      type: 'make_true',
      name: 'Truth',
      timing: { kind: 'monthly', day: 1, at: '07:00' },
      approver_id: on.approver.id,
    });
    on.jobId = job.id;
  });

  const read = (id: number) => on.db.within(on.tenant.scope, (tx) => getExecution(tx, id));
  const steps = (id: number) => on.db.within(on.tenant.scope, (tx) => listSteps(tx, id));
  const logOf = async (id: number) =>
    (await on.db.within(on.tenant.scope, (tx) => readLog(tx, id, { limit: 100 }))).lines.map(
      (line) => line.message,
    );
  const audits = async () =>
    (await on.db.within(on.tenant.scope, (tx) => listAuditEvents(tx, {}, { perPage: 100, offset: 0 })))
      .events;
  const events = async (type: string) =>
    (
      await on.db.within(on.tenant.scope, (tx) =>
        tx.sql.selectFrom('outbox_events').select(['type', 'payload']).where('type', '=', type).execute(),
      )
    ).map((event) => event.payload);
  const prepare = async (scope = on.asker.scope) => {
    const { executionId } = await triggerJob(on.deps, scope, {
      jobId: on.jobId,
      parameters: {},
      trigger: 'manual',
    });
    await runExecution(on.deps, executionId, forever);
    const execution = await read(executionId);
    return { id: executionId, approvalId: execution?.approval_id ?? 0, planHash: execution?.plan_hash ?? '' };
  };
  const approve = (waiting: { approvalId: number; planHash: string }, scope = on.approver.scope) =>
    decide(on.deps, scope, waiting.approvalId, { decision: 'approve', planHash: waiting.planHash });
  const run = (id: number) => runExecution(on.deps, id, forever);

  return Object.assign(on, { read, steps, logOf, audits, events, prepare, approve, run, stepOf });
}
