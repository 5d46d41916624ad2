import { describe, expect, it } from 'vitest';
import { describeOnEachEngine } from '../../../platform/db/testing.ts';
import { sweepApprovals } from '../approvals/index.ts';
import { decide } from '../approvals/service.ts';
import { undoExecution } from './action-undo.ts';
import { cancelExecution } from './executions.ts';
import { changeJobState, deleteJob, editJob } from './job-definitions.ts';
import { actingJob } from './testing/acting-job.ts';

const day = 86_400_000;

describeOnEachEngine('work on connected systems', (open) => {
  const on = actingJob(open);

  describe('that is refused', () => {
    it('by a person is skipped, and the reason is in the log, the audit log and the event', async () => {
      const waiting = await on.prepare();
      await decide(on.deps, on.approver.scope, waiting.approvalId, {
        decision: 'reject',
        reason: 'not on a Monday',
      });
      expect(await on.read(waiting.id)).toMatchObject({
        status: 'skipped',
        error_code: 'approval_rejected',
        error: `rejected by ${on.approver.email}: not on a Monday`,
        audit_sequence: expect.any(Number),
      });
      expect((await on.logOf(waiting.id)).at(-1)).toContain('not on a Monday');
      expect((await on.audits()).find(({ action }) => action === 'approval.rejected')?.detail).toMatchObject({
        reason: 'not on a Monday',
      });
      expect(await on.events('approval.decided')).toMatchObject([
        { status: 'rejected', reason: 'not on a Monday' },
      ]);
      expect(on.writes).toEqual([]);
    });

    it('by time is skipped, just before its job is due again or after seven days', async () => {
      const waiting = await on.prepare();
      await sweepApprovals(on.deps);
      expect(await on.read(waiting.id)).toMatchObject({ status: 'pending_approval' });
      on.clock.advance(7 * day);
      await expect(on.approve(waiting)).rejects.toThrow(/time to decide is over/);
      await sweepApprovals(on.deps);
      expect(await on.read(waiting.id)).toMatchObject({ status: 'skipped', error_code: 'approval_expired' });
      await expect(on.approve(waiting)).rejects.toMatchObject({ code: 'conflict' });
      expect(on.writes).toEqual([]);
    });

    it('by a cancel takes its approval along', async () => {
      const waiting = await on.prepare();
      await cancelExecution(on.deps, on.asker.scope, waiting.id);
      expect(await on.read(waiting.id)).toMatchObject({ status: 'cancelled' });
      await expect(on.approve(waiting)).rejects.toThrow(/already cancelled/);
    });

    it.each([
      ['edited', 'job_changed', () => editJob(on.deps, on.tenant.scope, on.jobId, { name: 'Another truth' })],
      ['paused', 'paused', () => changeJobState(on.deps, on.tenant.scope, on.jobId, 'pause')],
      ['disabled', 'job_disabled', () => changeJobState(on.deps, on.tenant.scope, on.jobId, 'disable')],
      ['deleted', 'job_deleted', () => deleteJob(on.deps, on.tenant.scope, on.jobId)],
    ])('because its job was %s is void', async (_change, code, act) => {
      const waiting = await on.prepare();
      await act();
      expect(await on.read(waiting.id)).toMatchObject({ status: 'skipped', error_code: code });
      await expect(on.approve(waiting)).rejects.toThrow(/already cancelled/);
      expect(on.writes).toEqual([]);
    });

    it('also between the approval and the first write, when its job is gone by then', async () => {
      const waiting = await on.prepare();
      await on.approve(waiting);
      await deleteJob(on.deps, on.tenant.scope, on.jobId);
      await on.run(waiting.id);
      expect(await on.read(waiting.id)).toMatchObject({ status: 'skipped', error_code: 'job_deleted' });
      expect(on.writes).toEqual([]);
    });
  });

  describe('taking back', () => {
    it('what was done asks for approval like any other change, and restores', async () => {
      const waiting = await on.prepare();
      await on.approve(waiting);
      await on.run(waiting.id);
      const undo = await undoExecution(on.deps, on.asker.scope, waiting.id);
      expect(undo).toMatchObject({ trigger: 'undo', phase: 'prepare', parameters: { undo_of: waiting.id } });
      await on.run(undo.id);
      const back = await on.read(undo.id);
      expect(back).toMatchObject({ status: 'pending_approval' });
      expect(on.system.get('a')).toBe(true);
      await on.approve({ approvalId: back?.approval_id ?? 0, planHash: back?.plan_hash ?? '' });
      await on.run(undo.id);
      expect(await on.read(undo.id)).toMatchObject({ status: 'succeeded' });
      expect([...on.system]).toEqual([
        ['a', false],
        ['b', false],
        ['c', true],
      ]);
    });

    it('leaves alone what was changed since', async () => {
      const waiting = await on.prepare();
      await on.approve(waiting);
      await on.run(waiting.id);
      on.system.set('a', 'by hand');
      on.system.set('b', 'by hand');
      const undo = await undoExecution(on.deps, on.asker.scope, waiting.id);
      await on.run(undo.id);
      expect(await on.read(undo.id)).toMatchObject({ status: 'skipped', error_code: 'nothing_to_undo' });
    });
  });
});
