import { type Sandbox, startSandbox } from '@infraudit/sandbox';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Scope } from '../src/core/scope.ts';
import { changeMemberRole } from '../src/domain/govern/tenancy/index.ts';
import { addTestMember } from '../src/domain/govern/tenancy/testing.ts';
import { manualClock } from '../src/platform/clock.ts';
import { describeOnEachEngine } from '../src/platform/db/testing.ts';
import { type Composed, composeForTests } from './composed.ts';

// biome-ignore lint/suspicious/noExplicitAny: answers are looked into as a stranger would, without our types.
type Answer = any;
const day = 86_400_000;
const required = { 'cost-centre': 'unassigned' };

/** The whole product on a sandbox account: what waits, what is allowed, and what reaches the account. */
describeOnEachEngine('a job that adds tags', (open) => {
  let app: Composed;
  let sandbox: Sandbox;
  let clock: ReturnType<typeof manualClock>;
  let providerId: number;
  let approver: { id: number; scope: Scope };
  let asker: { id: number; scope: Scope };
  let job: Answer;
  let made = 0;

  const call = (operationId: string, input: Parameters<Composed['call']>[1] = {}): Promise<Answer> =>
    app.call(operationId, input);
  const writes = () =>
    sandbox.requests
      .filter(({ write }) => write)
      .map(({ operation, input, principal }) => ({
        operation,
        arns: (input as { ResourceARNList?: string[] }).ResourceARNList ?? [],
        by: principal?.split('/').at(-1),
      }));
  const queues = () => [...sandbox.world.regions.values()].flatMap((region) => region.queues.all());
  const withTag = () => queues().filter(({ tags }) => tags['cost-centre'] !== undefined).length;
  const grant = () =>
    call('grantWriteAccess', {
      params: { id: providerId },
      body: { ...sandbox.writer, region: 'us-east-1', endpointUrl: sandbox.endpoint },
    });
  const logOf = async (id: number): Promise<string[]> =>
    (await call('getExecutionLog', { params: { id }, query: { limit: 500 } })).data.map(
      ({ message }: { message: string }) => message,
    );
  const audits = async (): Promise<Answer[]> =>
    app.db.within(app.tenant.scope, async (tx) =>
      tx.sql
        .selectFrom('audit_events')
        .select(['sequence', 'action', 'detail', 'outcome', 'target_id'])
        .execute(),
    );

  /** A run by hand, up to where it waits. */
  async function waiting(scope = asker.scope): Promise<{ id: number; approval: Answer }> {
    const { execution_id: id } = await call('triggerJob', {
      params: { id: String(job.id) },
      body: {},
      scope,
    });
    const { status, error } = await app.finished(id);
    expect([status, error]).toEqual(['pending_approval', null]);
    const execution = await call('getExecution', { params: { id } });
    return { id, approval: await call('getApproval', { params: { id: execution.approval_id } }) };
  }
  const approve = (approval: Answer, scope = approver.scope, planHash = approval.plan_hash) =>
    call('approveApproval', { params: { id: approval.id }, body: { plan_hash: planHash }, scope });

  beforeAll(async () => {
    sandbox = await startSandbox();
    clock = manualClock('2026-03-02T06:00:00Z');
    app = await composeForTests(await open(), { clock });
    approver = await addTestMember(app.db, app.tenant, 'approver');
    asker = await addTestMember(app.db, app.tenant, 'admin');
    const provider = await call('connectAws', {
      body: {
        name: 'production',
        ...sandbox.credentials,
        region: 'us-east-1',
        endpointUrl: sandbox.endpoint,
      },
    });
    providerId = provider.id;
    expect(provider.write_access).toEqual({ configured: false, principal: null });
    await app.finished(provider.running_execution_id);
  }, 120_000);
  afterAll(async () => {
    await app?.stop();
    await sandbox?.stop();
  });
  beforeEach(async () => {
    made += 1;
    for (const queue of queues()) delete queue.tags['cost-centre'];
    sandbox.requests.length = 0;
    sandbox.faults.clear();
    await grant();
    job = await call('createJob', {
      body: {
        name: `Cost centres ${made}`,
        type: 'tags',
        timing: { kind: 'weekly', weekday: 1, at: '07:00' },
        time_zone: 'UTC',
        approver_id: approver.id,
        configuration: { provider_id: providerId, tags: required, resource_types: ['sqs_queue'], limit: 3 },
      },
    });
  });

  describe('as the rules for scheduled work ask', () => {
    it('6: at its due time waits for approval, nothing is written until then, and the next time asks anew', async () => {
      const due = new Date(job.next_run_at);
      clock.set(new Date(due.getTime() + 1000));
      const first = await scheduled(due);
      expect(first).toMatchObject({ trigger: 'schedule', status: 'pending_approval' });
      expect(writes()).toEqual([]);
      const approval = await call('getApproval', { params: { id: first.approval_id } });
      expect(approval).toMatchObject({ status: 'pending', changes: 3, subject: { job_id: job.id } });
      await approve(approval);
      expect((await app.finished(first.id)).status).toBe('succeeded');
      expect(writes()).toHaveLength(3);
      const next = new Date(due.getTime() + 7 * day);
      clock.set(new Date(next.getTime() + 1000));
      const second = await scheduled(next);
      expect(second).toMatchObject({ status: 'pending_approval' });
      expect(second.approval_id).not.toBe(first.approval_id);
      expect(writes()).toHaveLength(3);
    });

    it('7: once approved acts at once, reads back, succeeds, and leaves its evidence', async () => {
      const { id, approval } = await waiting();
      await approve(approval);
      expect((await app.finished(id)).status).toBe('succeeded');
      const planned = approval.plan.steps.map(({ target }: Answer) => target.externalId);
      expect(writes()).toEqual(
        planned.map((arn: string) => ({ operation: 'TagResources', arns: [arn], by: 'infraudit-tags' })),
      );
      expect(withTag()).toBe(3);
      const execution = await call('getExecution', { params: { id } });
      expect(execution.steps.map(({ status, observed_after }: Answer) => [status, observed_after])).toEqual(
        planned.map(() => ['done', required]),
      );
      expect(execution.result).toMatchObject({ kind: 'evidence' });
      const evidence = await app.db.within(app.tenant.scope, (tx) =>
        tx.sql
          .selectFrom('evidence_records')
          .select('kind')
          .where('package_id', '=', execution.result.id)
          .execute(),
      );
      expect(evidence.map(({ kind }) => kind).sort()).toEqual([
        'approval_record',
        'evaluation_result',
        'execution_log',
        'pre_change_snapshot',
        'validation_result',
      ]);
      const { root_hash: root } = await app.db.within(app.tenant.scope, (tx) =>
        tx.sql
          .selectFrom('evidence_packages')
          .select('root_hash')
          .where('id', '=', execution.result.id)
          .executeTakeFirstOrThrow(),
      );
      expect(Buffer.from(root)).toHaveLength(32);
    });

    it('8: rejected with a reason writes nothing, and the reason reaches who asked and the audit log', async () => {
      const { id, approval } = await waiting();
      const body = { reason: 'the budget owner is away' };
      await call('rejectApproval', { params: { id: approval.id }, body, scope: approver.scope });
      const execution = await call('getExecution', { params: { id } });
      expect(execution).toMatchObject({ status: 'skipped', error_code: 'approval_rejected' });
      expect(execution.error).toContain(body.reason);
      expect((await logOf(id)).join('\n')).toContain(body.reason);
      const told = (await audits()).find(
        ({ action, target_id }) => action === 'approval.rejected' && target_id === String(approval.id),
      );
      expect(told.detail).toMatchObject(body);
      expect(writes()).toEqual([]);
    });

    it('9: that goes wrong has failed, its log holds the error, and its audit event is the one it names', async () => {
      const { id, approval } = await waiting();
      sandbox.faults.deny('tag:TagResources');
      await approve(approval);
      expect((await app.finished(id)).status).toBe('failed');
      const execution = await call('getExecution', { params: { id } });
      expect(execution.steps.map(({ status }: Answer) => status)).toEqual([
        'failed',
        'not_started',
        'not_started',
      ]);
      expect((await logOf(id)).join('\n')).toMatch(/tag:TagResources|TagResources/);
      const event = (await audits()).find(({ sequence }) => Number(sequence) === execution.audit_sequence);
      expect(event).toMatchObject({ action: 'execution.failed', target_id: String(id) });
      expect(withTag()).toBe(0);
    });
  });

  describe('writes nothing', () => {
    it('when a tag was set meanwhile, and asks again with a new plan', async () => {
      const { id, approval } = await waiting();
      const { region, name } = approval.plan.steps[1].target;
      const queue = sandbox.world.region(region).queues.get(name);
      if (queue !== undefined) queue.tags['cost-centre'] = 'set by hand';
      await approve(approval);
      expect((await app.finished(id)).status).toBe('skipped');
      expect(await call('getExecution', { params: { id } })).toMatchObject({ error_code: 'plan_outdated' });
      expect(writes()).toEqual([]);
      expect(queue?.tags['cost-centre']).toBe('set by hand');
      const { data } = await call('listExecutions', { query: { job_id: job.id, trigger: 'system' } });
      expect(data).toHaveLength(1);
      expect((await app.finished(data[0].id)).status).toBe('pending_approval');
    });

    it('when who asked, who made the job, or nobody in particular approves, or another plan is approved', async () => {
      const { id, approval } = await waiting();
      const stranger = await addTestMember(app.db, app.tenant, 'approver');
      for (const scope of [asker.scope, app.tenant.scope, stranger.scope])
        await expect(approve(approval, scope)).rejects.toMatchObject({ code: 'forbidden' });
      await expect(approve(approval, approver.scope, 'ab'.repeat(32))).rejects.toMatchObject({
        code: 'conflict',
      });
      expect(await call('getApproval', { params: { id: approval.id }, scope: asker.scope })).toMatchObject({
        status: 'pending',
        can_decide: false,
        cannot_decide_reason: expect.stringContaining('you asked'),
      });
      expect(await call('getApproval', { params: { id: approval.id }, scope: approver.scope })).toMatchObject(
        {
          can_decide: true,
          cannot_decide_reason: null,
        },
      );
      await call('reassignApproval', { params: { id: approval.id }, body: { assignee_ids: [stranger.id] } });
      await expect(approve(approval)).rejects.toMatchObject({ code: 'forbidden' });
      const mine = await call('listApprovals', { query: { assigned: 'me' }, scope: stranger.scope });
      expect(mine.data.map((each: Answer) => each.id)).toEqual([approval.id]);
      expect(writes()).toEqual([]);
      await approve(approval, stranger.scope);
      await expect(approve(approval, stranger.scope)).rejects.toMatchObject({ code: 'conflict' });
      expect((await app.finished(id)).status).toBe('succeeded');
    });

    it('when its approver lost the role: an administrator who neither asked nor made it is asked at once', async () => {
      const leaving = await addTestMember(app.db, app.tenant, 'approver');
      const other = await addTestMember(app.db, app.tenant, 'admin');
      job = await call('updateJob', { params: { id: String(job.id) }, body: { approver_id: leaving.id } });
      const { id, approval } = await waiting();
      await app.db.within(app.tenant.scope, (tx) => changeMemberRole(tx, leaving.id, 'viewer'));
      await expect(approve(approval, leaving.scope)).rejects.toMatchObject({ code: 'forbidden' });
      const escalated = await until(
        () => call('getApproval', { params: { id: approval.id } }),
        (it) => it.escalated_at,
      );
      const asked = escalated.assignees.map((each: Answer) => each.id);
      expect(asked).toContain(other.id);
      expect(asked).not.toContain(asker.id);
      expect(asked).not.toContain(app.tenant.owner.id);
      expect(writes()).toEqual([]);
      await call('cancelExecution', { params: { id } });
    });

    it('when nobody decides before the job is due again, or the job is deleted', async () => {
      const late = await waiting();
      const expires = new Date(late.approval.expires_at);
      expect(expires.getTime()).toBeLessThan(new Date(job.next_run_at).getTime());
      clock.set(expires);
      const ended = await until(
        () => call('getExecution', { params: { id: late.id } }),
        (it) => it.ended_at,
      );
      expect(ended).toMatchObject({ status: 'skipped', error_code: 'approval_expired' });
      await expect(approve(late.approval)).rejects.toMatchObject({ code: 'conflict' });
      const void_ = await waiting();
      await call('deleteJob', { params: { id: String(job.id) } });
      await expect(approve(void_.approval)).rejects.toMatchObject({ code: 'conflict' });
      expect(writes()).toEqual([]);
    });

    it('without credentials for writing: it names what to grant and how a person does it', async () => {
      await call('revokeWriteAccess', { params: { id: providerId } });
      const { execution_id: id } = await call('triggerJob', { params: { id: String(job.id) }, body: {} });
      expect((await app.finished(id)).status).toBe('skipped');
      expect(await call('getExecution', { params: { id } })).toMatchObject({
        error_code: 'write_access_missing',
        error: expect.stringContaining('sqs:TagQueue'),
      });
      const log = (await logOf(id)).join('\n');
      expect(log).toMatch(
        /aws resourcegroupstaggingapi tag-resources --region .* --tags '{"cost-centre":"unassigned"}'/,
      );
      expect(writes()).toEqual([]);
    });
  });

  it('takes back what it did, after approval, and leaves every other tag', async () => {
    const before = JSON.stringify(queues().map(({ tags }) => tags));
    const { id, approval } = await waiting();
    await approve(approval);
    await app.finished(id);
    expect(JSON.stringify(queues().map(({ tags }) => tags))).not.toBe(before);
    const undo = await call('undoExecution', { params: { id }, scope: asker.scope });
    expect((await app.finished(undo.id)).status).toBe('pending_approval');
    const back = await call('getExecution', { params: { id: undo.id } });
    await approve(await call('getApproval', { params: { id: back.approval_id } }));
    expect((await app.finished(undo.id)).status).toBe('succeeded');
    expect(JSON.stringify(queues().map(({ tags }) => tags))).toBe(before);
  });

  it('says what it cannot change, and refuses parameters that the account would refuse', async () => {
    const configuration = {
      provider_id: providerId,
      tags: required,
      resource_types: ['iam_group', 'iam_account'],
    };
    job = await call('updateJob', { params: { id: String(job.id) }, body: { configuration } });
    const { execution_id: id } = await call('triggerJob', { params: { id: String(job.id) }, body: {} });
    expect((await app.finished(id)).status).toBe('succeeded');
    expect((await logOf(id)).join('\n')).toMatch(/not supported: \d+ iam_group/);
    for (const wrong of [
      { ...configuration, tags: { 'aws:owner': 'x' } },
      { ...configuration, resource_types: ['nothing'] },
      { ...configuration, tags: {} },
    ]) {
      const body = { configuration: wrong };
      await expect(call('updateJob', { params: { id: String(job.id) }, body })).rejects.toMatchObject({
        code: 'invalid_input',
      });
    }
  });

  it('gets write access only with credentials of the same account, which no answer shows', async () => {
    const stranger = await startSandbox({ seed: 7 });
    const body = { ...stranger.writer, region: 'us-east-1', endpointUrl: stranger.endpoint };
    await expect(call('grantWriteAccess', { params: { id: providerId }, body })).rejects.toMatchObject({
      code: 'unprocessable',
    });
    await stranger.stop();
    const provider = await call('getProvider', { params: { id: providerId } });
    expect(provider.write_access).toEqual({
      configured: true,
      principal: `arn:aws:iam::${sandbox.accountId}:user/infraudit-tags`,
    });
    expect(JSON.stringify(provider)).not.toContain(sandbox.writer.secretAccessKey);
    expect((await audits()).map(({ action }) => action)).toContain('provider.write_access_granted');
  });

  async function scheduled(instant: Date): Promise<Answer> {
    const found = await until(
      () => call('listExecutions', { query: { job_id: job.id, trigger: 'schedule' } }),
      ({ data }) => data.some((each: Answer) => each.scheduled_for === instant.toISOString()),
    );
    const { id } = found.data.find((each: Answer) => each.scheduled_for === instant.toISOString());
    await app.finished(id);
    return await call('getExecution', { params: { id } });
  }

  async function until(read: () => Promise<Answer>, done: (answer: Answer) => unknown): Promise<Answer> {
    for (;;) {
      const answer = await read();
      if (done(answer)) return answer;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
});
