import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { AppError } from '../../../core/errors.ts';
import type { Json } from '../../../core/json.ts';
import type { PlanStep } from '../../../core/plan.ts';
import { manualClock } from '../../../platform/clock.ts';
import type { OpenDatabase } from '../../../platform/db/open-database.ts';
import { describeOnEachEngine } from '../../../platform/db/testing.ts';
import { announce } from '../../../platform/events/outbox.ts';
import { silentLog } from '../../../platform/log/log.ts';
import type { Queue } from '../../../platform/queue/contract.ts';
import { openQueue } from '../../../platform/queue/open-queue.ts';
import { type ApprovalsDeps, sweepApprovals } from '../approvals/index.ts';
import { decide } from '../approvals/service.ts';
import { listAuditEvents, verifyAuditLog } from '../audit-log/index.ts';
import { findEvidence } from '../evidence/index.ts';
import { addTestMember, createTestTenant, type TestTenant } from '../tenancy/testing.ts';
import { executionApprovals } from './action-decisions.ts';
import { listSteps } from './action-store.ts';
import { undoExecution } from './action-undo.ts';
import { readLog } from './execution-log-store.ts';
import { recoverExecutions } from './execution-recovery.ts';
import { getExecution, listExecutions } from './execution-store.ts';
import { cancelExecution } from './executions.ts';
import { changeJobState, createJob, deleteJob, editJob } from './job-definitions.ts';
import { defineJob, jobRegistry } from './job-type.ts';
import { executionQueue, type RunnerDeps, runExecution } from './runner.ts';
import type { JobsDeps } from './service.ts';
import { triggerJob } from './start-run.ts';

const day = 86_400_000;

describeOnEachEngine('work on connected systems', (open) => {
  let db: OpenDatabase;
  let queue: Queue;
  let tenant: TestTenant;
  let approver: Awaited<ReturnType<typeof addTestMember>>;
  let asker: Awaited<ReturnType<typeof addTestMember>>;
  let deps: JobsDeps & RunnerDeps & ApprovalsDeps;
  let jobId: number;
  /** The connected system: what it holds, and every write that reached it. */
  let system: Map<string, Json>;
  let writes: string[];
  let onWrite: (name: string) => void | Promise<void>;
  let clock: ReturnType<typeof manualClock>;
  const forever = new AbortController().signal;

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
          steps: [...system]
            .filter(([, value]) => value !== true)
            .map(([name, value]) => stepOf(name, value, true)),
        }),
        inspect: async (_job, steps) => steps.map(({ target }) => system.get(target.name) ?? null),
        apply: async (_job, step, { idempotencyKey }) => {
          writes.push(`${step.target.name} ${idempotencyKey}`);
          system.set(step.target.name, step.after);
          await onWrite(step.target.name);
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
    db = await open();
    queue = await openQueue({ database: db, log: silentLog, names: [executionQueue] });
  });
  afterAll(async () => await queue?.stop(1));
  beforeEach(async () => {
    clock = manualClock('2026-03-02T08:00:00Z');
    system = new Map<string, Json>([
      ['a', false],
      ['b', false],
      ['c', true],
    ]);
    writes = [];
    onWrite = () => undefined;
    const shared = { db, clock, queue, announce };
    deps = {
      ...shared,
      registry,
      schedules: new Map(),
      timeoutSeconds: 300,
      log: silentLog,
      worker: 'worker-a',
      hasConnection: async () => true,
      ...executionApprovals(shared),
    };
    tenant = await createTestTenant(db, 'Actions');
    approver = await addTestMember(db, tenant, 'approver');
    asker = await addTestMember(db, tenant, 'admin');
    const job = await createJob(deps, tenant.scope, {
      type: 'make_true',
      name: 'Truth',
      timing: { kind: 'monthly', day: 1, at: '07:00' },
      approver_id: approver.id,
    });
    jobId = job.id;
  });

  const read = (id: number) => db.within(tenant.scope, (tx) => getExecution(tx, id));
  const steps = (id: number) => db.within(tenant.scope, (tx) => listSteps(tx, id));
  const logOf = async (id: number) =>
    (await db.within(tenant.scope, (tx) => readLog(tx, id, { limit: 100 }))).lines.map(
      (line) => line.message,
    );
  const audits = async () =>
    (await db.within(tenant.scope, (tx) => listAuditEvents(tx, {}, { perPage: 100, offset: 0 }))).events;
  const events = async (type: string) =>
    (
      await db.within(tenant.scope, (tx) =>
        tx.sql.selectFrom('outbox_events').select(['type', 'payload']).where('type', '=', type).execute(),
      )
    ).map((event) => event.payload);
  const prepare = async (scope = asker.scope) => {
    const { executionId } = await triggerJob(deps, scope, { jobId, parameters: {}, trigger: 'manual' });
    await runExecution(deps, executionId, forever);
    const execution = await read(executionId);
    return { id: executionId, approvalId: execution?.approval_id ?? 0, planHash: execution?.plan_hash ?? '' };
  };
  const approve = (waiting: { approvalId: number; planHash: string }, scope = approver.scope) =>
    decide(deps, scope, waiting.approvalId, { decision: 'approve', planHash: waiting.planHash });
  const run = (id: number) => runExecution(deps, id, forever);

  describe('asks first', () => {
    it('and writes nothing until somebody else approved exactly this plan', async () => {
      const waiting = await prepare();
      expect(await read(waiting.id)).toMatchObject({ status: 'pending_approval', phase: 'prepare' });
      expect(writes).toEqual([]);
      expect((await steps(waiting.id)).map(({ step, status }) => [step.target.name, status])).toEqual([
        ['a', 'planned'],
        ['b', 'planned'],
      ]);
      await expect(
        decide(deps, approver.scope, waiting.approvalId, { decision: 'approve', planHash: 'ab'.repeat(32) }),
      ).rejects.toMatchObject({ code: 'conflict' });
      await expect(approve(waiting, asker.scope)).rejects.toThrow(/Separation of duties: you asked/);
      await expect(approve(waiting, tenant.scope)).rejects.toThrow(/Separation of duties: you made/);
      expect(writes).toEqual([]);
      await approve(waiting);
      expect(await read(waiting.id)).toMatchObject({ status: 'queued', phase: 'apply' });
      await run(waiting.id);
      expect(await read(waiting.id)).toMatchObject({ status: 'succeeded', result: { kind: 'evidence' } });
      expect(writes).toEqual([`a ${waiting.id}:1`, `b ${waiting.id}:2`]);
      expect(
        (await steps(waiting.id)).map(({ status, observed_before, observed_after }) => [
          status,
          observed_before,
          observed_after,
        ]),
      ).toEqual([
        ['done', false, true],
        ['done', false, true],
      ]);
      expect(await logOf(waiting.id)).toEqual([
        'plan for the system: make everything true',
        '1/2 system:Set: Set a',
        '2/2 system:Set: Set b',
        'waits for approval of 2 changes',
        `approved by ${approver.email}`,
        '1/2 system:Set: Set a: written and read back',
        '2/2 system:Set: Set b: written and read back',
        'succeeded',
      ]);
      const { result } = (await read(waiting.id)) ?? {};
      const sealed = await db.within(tenant.scope, (tx) => findEvidence(tx, (result as { id: string }).id));
      expect(sealed).toMatchObject({ intact: true });
      expect(sealed.records.map(({ kind }) => kind)).toEqual([
        'evaluation_result',
        'approval_record',
        'pre_change_snapshot',
        'execution_log',
        'validation_result',
      ]);
      expect(await verifyAuditLog(db, tenant.scope)).toMatchObject({ verified: true });
    });

    it('and a second decision is a conflict, also when two decide at the same moment', async () => {
      const waiting = await prepare();
      const other = await addTestMember(db, tenant, 'approver');
      await db.within(tenant.scope, (tx) =>
        tx.sql
          .updateTable('approvals')
          .set({ assignee_ids: [approver.id, other.id] })
          .where('organization_id', '=', tenant.organizationId)
          .execute(),
      );
      const results = await Promise.allSettled([
        approve(waiting),
        approve(waiting, other.scope),
        decide(deps, other.scope, waiting.approvalId, { decision: 'reject' }),
      ]);
      expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      for (const result of results) {
        if (result.status === 'rejected') expect(result.reason).toMatchObject({ code: 'conflict' });
      }
      expect((await events('approval.decided')).length).toBe(1);
    });

    it('and one approval is for one run: the next asks again', async () => {
      const first = await prepare();
      await approve(first);
      await run(first.id);
      system.set('a', false);
      const second = await prepare();
      expect(await read(second.id)).toMatchObject({ status: 'pending_approval' });
      expect(second.approvalId).not.toBe(first.approvalId);
      await expect(approve({ ...second, approvalId: first.approvalId })).rejects.toMatchObject({
        code: 'conflict',
      });
    });

    it('but not when there is nothing to change', async () => {
      system = new Map([['c', true]]);
      const { id } = await prepare();
      expect(await read(id)).toMatchObject({ status: 'succeeded', approval_id: null });
      expect(await logOf(id)).toContain('nothing to change: make everything true');
    });
  });

  describe('that is refused', () => {
    it('by a person is skipped, and the reason is in the log, the audit log and the event', async () => {
      const waiting = await prepare();
      await decide(deps, approver.scope, waiting.approvalId, {
        decision: 'reject',
        reason: 'not on a Monday',
      });
      expect(await read(waiting.id)).toMatchObject({
        status: 'skipped',
        error_code: 'approval_rejected',
        error: `rejected by ${approver.email}: not on a Monday`,
        audit_sequence: expect.any(Number),
      });
      expect((await logOf(waiting.id)).at(-1)).toContain('not on a Monday');
      expect((await audits()).find(({ action }) => action === 'approval.rejected')?.detail).toMatchObject({
        reason: 'not on a Monday',
      });
      expect(await events('approval.decided')).toMatchObject([
        { status: 'rejected', reason: 'not on a Monday' },
      ]);
      expect(writes).toEqual([]);
    });

    it('by time is skipped, just before its job is due again or after seven days', async () => {
      const waiting = await prepare();
      await sweepApprovals(deps);
      expect(await read(waiting.id)).toMatchObject({ status: 'pending_approval' });
      clock.advance(7 * day);
      await expect(approve(waiting)).rejects.toThrow(/time to decide is over/);
      await sweepApprovals(deps);
      expect(await read(waiting.id)).toMatchObject({ status: 'skipped', error_code: 'approval_expired' });
      await expect(approve(waiting)).rejects.toMatchObject({ code: 'conflict' });
      expect(writes).toEqual([]);
    });

    it('by a cancel takes its approval along', async () => {
      const waiting = await prepare();
      await cancelExecution(deps, asker.scope, waiting.id);
      expect(await read(waiting.id)).toMatchObject({ status: 'cancelled' });
      await expect(approve(waiting)).rejects.toThrow(/already cancelled/);
    });

    it.each([
      ['edited', () => editJob(deps, tenant.scope, jobId, { name: 'Another truth' })],
      ['paused', () => changeJobState(deps, tenant.scope, jobId, 'pause')],
      ['disabled', () => changeJobState(deps, tenant.scope, jobId, 'disable')],
      ['deleted', () => deleteJob(deps, tenant.scope, jobId)],
    ])('because its job was %s is void', async (change, act) => {
      const waiting = await prepare();
      await act();
      expect(await read(waiting.id)).toMatchObject({ status: 'skipped', error_code: `job_${change}` });
      await expect(approve(waiting)).rejects.toThrow(/already cancelled/);
      expect(writes).toEqual([]);
    });

    it('also between the approval and the first write, when its job is gone by then', async () => {
      const waiting = await prepare();
      await approve(waiting);
      await deleteJob(deps, tenant.scope, jobId);
      await run(waiting.id);
      expect(await read(waiting.id)).toMatchObject({ status: 'skipped', error_code: 'job_deleted' });
      expect(writes).toEqual([]);
    });
  });

  describe('on what is not as planned any more', () => {
    it('writes nothing at all, names the step, and asks again with a new plan for the same person', async () => {
      const waiting = await prepare();
      await approve(waiting);
      system.set('b', 'something else');
      await run(waiting.id);
      expect(writes).toEqual([]);
      expect(await read(waiting.id)).toMatchObject({
        status: 'skipped',
        error_code: 'plan_outdated',
        error: expect.stringContaining('step 2'),
      });
      expect((await steps(waiting.id)).map(({ status }) => status)).toEqual(['not_started', 'not_started']);
      const { rows } = await db.within(tenant.scope, (tx) =>
        listExecutions(tx, { jobId }, { limit: 10, offset: 0 }),
      );
      const again = rows.find(({ trigger }) => trigger === 'system');
      expect(again).toMatchObject({ status: 'queued', requested_by: { id: asker.id } });
      await run(again?.id ?? 0);
      const renewed = await read(again?.id ?? 0);
      expect(renewed).toMatchObject({ status: 'pending_approval' });
      const next = { approvalId: renewed?.approval_id ?? 0, planHash: renewed?.plan_hash ?? '' };
      expect(next.planHash).not.toBe(waiting.planHash);
      await expect(approve(next, asker.scope)).rejects.toThrow(/you asked/);
    });

    it('writes nothing when the stored plan was tampered with', async () => {
      const waiting = await prepare();
      await approve(waiting);
      await db.within(tenant.scope, (tx) =>
        tx.sql
          .updateTable('job_executions')
          .set({
            plan: JSON.stringify({ summary: 'x', targetSystem: 'x', steps: [stepOf('c', true, false)] }),
          })
          .where('id', '=', waiting.id)
          .execute(),
      );
      await run(waiting.id);
      expect(await read(waiting.id)).toMatchObject({ status: 'failed', error_code: 'not_approved' });
      expect(writes).toEqual([]);
    });
  });

  describe('that goes wrong', () => {
    it('stops at the step that failed, and says so in the log, the step and the audit log', async () => {
      onWrite = (name) => {
        if (name === 'a') throw new AppError('upstream_failed', 'the system said no');
      };
      const waiting = await prepare();
      await approve(waiting);
      await run(waiting.id);
      expect(await read(waiting.id)).toMatchObject({
        status: 'failed',
        error_code: 'step_failed',
        error: 'step 1 of 2 (Set a): the system said no',
        may_have_written: true,
      });
      expect((await steps(waiting.id)).map(({ status, error }) => [status, error])).toEqual([
        ['failed', 'the system said no'],
        ['not_started', null],
      ]);
      expect(await logOf(waiting.id)).toContain('1 more steps were not started');
      const end = (await audits()).find(({ action }) => action === 'execution.failed');
      expect((await read(waiting.id))?.audit_sequence).toBe(end?.sequence);
      expect(writes).toHaveLength(1);
    });

    it('fails when what is read back is not what was planned', async () => {
      onWrite = (name) => void system.set(name, 'half');
      const waiting = await prepare();
      await approve(waiting);
      await run(waiting.id);
      expect(await read(waiting.id)).toMatchObject({ status: 'failed', error_code: 'verification_failed' });
      expect(writes).toHaveLength(1);
    });

    it('is never repeated by itself after its worker was lost while it wrote', async () => {
      const waiting = await prepare();
      await approve(waiting);
      const gone = new Promise<never>(() => undefined);
      let reached: () => void = () => undefined;
      const writing = new Promise<void>((resolve) => {
        reached = resolve;
      });
      onWrite = () => {
        reached();
        return gone;
      };
      void runExecution(deps, waiting.id, forever);
      await writing;
      clock.advance(60_000);
      await recoverExecutions(deps);
      expect(await read(waiting.id)).toMatchObject({ status: 'failed', error_code: 'worker_lost' });
      expect(writes).toHaveLength(1);
      await run(waiting.id);
      expect(writes).toHaveLength(1);
    });
  });

  describe('taking back', () => {
    it('what was done asks for approval like any other change, and restores', async () => {
      const waiting = await prepare();
      await approve(waiting);
      await run(waiting.id);
      const undo = await undoExecution(deps, asker.scope, waiting.id);
      expect(undo).toMatchObject({ trigger: 'undo', phase: 'prepare', parameters: { undo_of: waiting.id } });
      await run(undo.id);
      const back = await read(undo.id);
      expect(back).toMatchObject({ status: 'pending_approval' });
      expect(system.get('a')).toBe(true);
      await approve({ approvalId: back?.approval_id ?? 0, planHash: back?.plan_hash ?? '' });
      await run(undo.id);
      expect(await read(undo.id)).toMatchObject({ status: 'succeeded' });
      expect([...system]).toEqual([
        ['a', false],
        ['b', false],
        ['c', true],
      ]);
    });

    it('leaves alone what was changed since', async () => {
      const waiting = await prepare();
      await approve(waiting);
      await run(waiting.id);
      system.set('a', 'by hand');
      system.set('b', 'by hand');
      const undo = await undoExecution(deps, asker.scope, waiting.id);
      await run(undo.id);
      expect(await read(undo.id)).toMatchObject({ status: 'skipped', error_code: 'nothing_to_undo' });
    });
  });
});
