import { describe, expect, it } from 'vitest';
import { AppError } from '../../../core/errors.ts';
import { describeOnEachEngine } from '../../../platform/db/testing.ts';
import { decide } from '../approvals/service.ts';
import { verifyAuditLog } from '../audit-log/index.ts';
import { findEvidence } from '../evidence/index.ts';
import { addTestMember } from '../tenancy/testing.ts';
import { recoverExecutions } from './execution-recovery.ts';
import { listExecutions } from './execution-store.ts';
import { runExecution } from './runner.ts';
import { actingJob } from './testing/acting-job.ts';

const forever = new AbortController().signal;

describeOnEachEngine('work on connected systems', (open) => {
  const on = actingJob(open);

  describe('asks first', () => {
    it('and writes nothing until somebody else approved exactly this plan', async () => {
      const waiting = await on.prepare();
      expect(await on.read(waiting.id)).toMatchObject({ status: 'pending_approval', phase: 'prepare' });
      expect(on.writes).toEqual([]);
      expect((await on.steps(waiting.id)).map(({ step, status }) => [step.target.name, status])).toEqual([
        ['a', 'planned'],
        ['b', 'planned'],
      ]);
      await expect(
        decide(on.deps, on.approver.scope, waiting.approvalId, {
          decision: 'approve',
          planHash: 'ab'.repeat(32),
        }),
      ).rejects.toMatchObject({ code: 'conflict' });
      await expect(on.approve(waiting, on.asker.scope)).rejects.toThrow(/Separation of duties: you asked/);
      await expect(on.approve(waiting, on.tenant.scope)).rejects.toThrow(/Separation of duties: you made/);
      expect(on.writes).toEqual([]);
      await on.approve(waiting);
      expect(await on.read(waiting.id)).toMatchObject({ status: 'queued', phase: 'apply' });
      await on.run(waiting.id);
      expect(await on.read(waiting.id)).toMatchObject({ status: 'succeeded', result: { kind: 'evidence' } });
      expect(on.writes).toEqual([`a ${waiting.id}:1`, `b ${waiting.id}:2`]);
      expect(
        (await on.steps(waiting.id)).map(({ status, observed_before, observed_after }) => [
          status,
          observed_before,
          observed_after,
        ]),
      ).toEqual([
        ['done', false, true],
        ['done', false, true],
      ]);
      expect(await on.logOf(waiting.id)).toEqual([
        'plan for the system: make everything true',
        '1/2 system:Set: Set a',
        '2/2 system:Set: Set b',
        'waits for approval of 2 changes',
        `approved by ${on.approver.email}`,
        '1/2 system:Set: Set a: written and read back',
        '2/2 system:Set: Set b: written and read back',
        'succeeded',
      ]);
      const { result } = (await on.read(waiting.id)) ?? {};
      const sealed = await on.db.within(on.tenant.scope, (tx) =>
        findEvidence(tx, (result as { id: string }).id),
      );
      expect(sealed).toMatchObject({ intact: true });
      expect(sealed.records.map(({ kind }) => kind)).toEqual([
        'evaluation_result',
        'approval_record',
        'pre_change_snapshot',
        'execution_log',
        'validation_result',
      ]);
      expect(await verifyAuditLog(on.db, on.tenant.scope)).toMatchObject({ verified: true });
    });

    it('and a second decision is a conflict, also when two decide at the same moment', async () => {
      const waiting = await on.prepare();
      const other = await addTestMember(on.db, on.tenant, 'approver');
      await on.db.within(on.tenant.scope, (tx) =>
        tx.sql
          .updateTable('approvals')
          .set({ assignee_ids: [on.approver.id, other.id] })
          .where('organization_id', '=', on.tenant.organizationId)
          .execute(),
      );
      const results = await Promise.allSettled([
        on.approve(waiting),
        on.approve(waiting, other.scope),
        decide(on.deps, other.scope, waiting.approvalId, { decision: 'reject' }),
      ]);
      expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      for (const result of results) {
        if (result.status === 'rejected') expect(result.reason).toMatchObject({ code: 'conflict' });
      }
      expect((await on.events('approval.decided')).length).toBe(1);
    });

    it('and one approval is for one run: the next asks again', async () => {
      const first = await on.prepare();
      await on.approve(first);
      await on.run(first.id);
      on.system.set('a', false);
      const second = await on.prepare();
      expect(await on.read(second.id)).toMatchObject({ status: 'pending_approval' });
      expect(second.approvalId).not.toBe(first.approvalId);
      await expect(on.approve({ ...second, approvalId: first.approvalId })).rejects.toMatchObject({
        code: 'conflict',
      });
    });

    it('but not when there is nothing to change', async () => {
      on.system = new Map([['c', true]]);
      const { id } = await on.prepare();
      expect(await on.read(id)).toMatchObject({ status: 'succeeded', approval_id: null });
      expect(await on.logOf(id)).toContain('nothing to change: make everything true');
    });
  });

  describe('on what is not as planned any more', () => {
    it('writes nothing at all, names the step, and asks again with a new plan for the same person', async () => {
      const waiting = await on.prepare();
      await on.approve(waiting);
      on.system.set('b', 'something else');
      await on.run(waiting.id);
      expect(on.writes).toEqual([]);
      expect(await on.read(waiting.id)).toMatchObject({
        status: 'skipped',
        error_code: 'plan_outdated',
        error: expect.stringContaining('step 2'),
      });
      expect((await on.steps(waiting.id)).map(({ status }) => status)).toEqual([
        'not_started',
        'not_started',
      ]);
      const { rows } = await on.db.within(on.tenant.scope, (tx) =>
        listExecutions(tx, { jobId: on.jobId }, { limit: 10, offset: 0 }),
      );
      const again = rows.find(({ trigger }) => trigger === 'system');
      expect(again).toMatchObject({ status: 'queued', requested_by: { id: on.asker.id } });
      await on.run(again?.id ?? 0);
      const renewed = await on.read(again?.id ?? 0);
      expect(renewed).toMatchObject({ status: 'pending_approval' });
      const next = { approvalId: renewed?.approval_id ?? 0, planHash: renewed?.plan_hash ?? '' };
      expect(next.planHash).not.toBe(waiting.planHash);
      await expect(on.approve(next, on.asker.scope)).rejects.toThrow(/you asked/);
    });

    it('writes nothing when the stored plan was tampered with', async () => {
      const waiting = await on.prepare();
      await on.approve(waiting);
      await on.db.within(on.tenant.scope, (tx) =>
        tx.sql
          .updateTable('job_executions')
          .set({
            plan: JSON.stringify({ summary: 'x', targetSystem: 'x', steps: [on.stepOf('c', true, false)] }),
          })
          .where('id', '=', waiting.id)
          .execute(),
      );
      await on.run(waiting.id);
      expect(await on.read(waiting.id)).toMatchObject({ status: 'failed', error_code: 'not_approved' });
      expect(on.writes).toEqual([]);
    });
  });

  describe('that goes wrong', () => {
    it('stops at the step that failed, and says so in the log, the step and the audit log', async () => {
      on.onWrite = (name) => {
        if (name === 'a') throw new AppError('upstream_failed', 'the system said no');
      };
      const waiting = await on.prepare();
      await on.approve(waiting);
      await on.run(waiting.id);
      expect(await on.read(waiting.id)).toMatchObject({
        status: 'failed',
        error_code: 'step_failed',
        error: 'step 1 of 2 (Set a): the system said no',
        may_have_written: true,
      });
      expect((await on.steps(waiting.id)).map(({ status, error }) => [status, error])).toEqual([
        ['failed', 'the system said no'],
        ['not_started', null],
      ]);
      expect(await on.logOf(waiting.id)).toContain('1 more steps were not started');
      const end = (await on.audits()).find(({ action }) => action === 'execution.failed');
      expect((await on.read(waiting.id))?.audit_sequence).toBe(end?.sequence);
      expect(on.writes).toHaveLength(1);
    });

    it('fails when what is read back is not what was planned', async () => {
      on.onWrite = (name) => void on.system.set(name, 'half');
      const waiting = await on.prepare();
      await on.approve(waiting);
      await on.run(waiting.id);
      expect(await on.read(waiting.id)).toMatchObject({
        status: 'failed',
        error_code: 'verification_failed',
      });
      expect(on.writes).toHaveLength(1);
    });

    it('is never repeated by itself after its worker was lost while it wrote', async () => {
      const waiting = await on.prepare();
      await on.approve(waiting);
      const gone = new Promise<never>(() => undefined);
      let reached: () => void = () => undefined;
      const writing = new Promise<void>((resolve) => {
        reached = resolve;
      });
      on.onWrite = () => {
        reached();
        return gone;
      };
      void runExecution(on.deps, waiting.id, forever);
      await writing;
      on.clock.advance(60_000);
      await recoverExecutions(on.deps);
      expect(await on.read(waiting.id)).toMatchObject({ status: 'failed', error_code: 'worker_lost' });
      expect(on.writes).toHaveLength(1);
      await on.run(waiting.id);
      expect(on.writes).toHaveLength(1);
    });
  });
});
