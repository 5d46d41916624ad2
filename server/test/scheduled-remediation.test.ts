import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { checkEvidence } from '../src/domain/govern/evidence/check.ts';
import { exportEvidence } from '../src/domain/govern/evidence/index.ts';
import { describeOnEachEngine } from '../src/platform/db/testing.ts';
import { createSecretBox } from '../src/platform/secrets/secret-box.ts';
import { type Answer, openRemediationDesk, type RemediationDesk } from './remediation-desk.ts';

const all = {
  BlockPublicAcls: true,
  IgnorePublicAcls: true,
  BlockPublicPolicy: true,
  RestrictPublicBuckets: true,
};
const open = { ...all, BlockPublicAcls: false };
const enforced = { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' as const }] };
const names = ['halden-build-artifacts', 'halden-db-exports', 'halden-storefront-assets'] as const;
const block = 'aws-s3-block-public-access';
const acls = 'aws-s3-disable-acls';

/** Several findings, one run, one decision; each resource is written once and looked at again. */
describeOnEachEngine('a scheduled remediation', (openDatabase) => {
  let desk: RemediationDesk;
  let job: Answer;
  const buckets = () => names.map((name) => desk.bucket(name));
  const blocks = () => buckets().map(({ publicAccessBlock }) => publicAccessBlock?.BlockPublicAcls);

  beforeAll(async () => {
    desk = await openRemediationDesk(await openDatabase(), ({ world }) => {
      for (const bucket of world.buckets.all()) {
        bucket.publicAccessBlock = { ...all };
        bucket.ownership = enforced;
      }
      for (const name of names) {
        const bucket = world.buckets.get(name);
        if (bucket !== undefined) bucket.publicAccessBlock = { ...open };
      }
    });
  });
  afterAll(() => desk?.close());
  beforeEach(() => {
    desk.sandbox.requests.length = 0;
    desk.sandbox.faults.clear();
  });

  const byName = (steps: Answer[]): Answer[] =>
    steps.toSorted((a, b) => a.target.name.localeCompare(b.target.name));
  let made = 0;
  /** A job with these parameters, which the owner made and the approver decides. */
  async function makeJob(configuration: object): Promise<Answer> {
    made += 1;
    return await desk.call('createJob', {
      body: {
        name: `Repairs ${made}`,
        type: 'scheduled_remediation',
        timing: { kind: 'weekly', weekday: 0, at: '05:00' },
        time_zone: 'UTC',
        approver_id: desk.approver.id,
        configuration: { remediations: [block], minimum_severity: 'low', ...configuration },
      },
    });
  }
  const execution = (id: number): Promise<Answer> => desk.call('getExecution', { params: { id } });
  /** A run by hand, up to where it waits or is over. */
  async function run(of: Answer): Promise<Answer> {
    const { execution_id: id } = await desk.call('triggerJob', {
      params: { id: String(of.id) },
      body: {},
      scope: desk.otherAdmin.scope,
    });
    await desk.app.finished(id);
    return await execution(id);
  }
  const approvalOf = (waiting: Answer): Promise<Answer> =>
    desk.call('getApproval', { params: { id: waiting.approval_id } });
  async function approve(waiting: Answer): Promise<Answer> {
    const { id, plan_hash } = await approvalOf(waiting);
    await desk.call('approveApproval', { params: { id }, body: { plan_hash }, scope: desk.approver.scope });
    await desk.app.finished(waiting.id);
    return await execution(waiting.id);
  }
  const recordsOf = async (waiting: Answer): Promise<Answer[]> => {
    const { data } = await desk.call('listRemediations', { query: { execution_id: waiting.id } });
    return data.sort((a: Answer, b: Answer) => a.part_of.step - b.part_of.step);
  };
  const logOf = async ({ id }: Answer): Promise<string> =>
    (await desk.call('getExecutionLog', { params: { id }, query: { limit: 500 } })).data
      .map(({ message }: { message: string }) => message)
      .join('\n');
  /** All three buckets are open again, and the product knows it. */
  async function openAgain(): Promise<void> {
    for (const bucket of buckets()) bucket.publicAccessBlock = { ...open };
    const sync = await desk.call('syncProvider', { params: { id: desk.providerId } });
    await desk.app.finished(sync.execution_id);
    desk.sandbox.requests.length = 0;
  }

  describe('plans', () => {
    let waiting: Answer;

    it('the worst findings first, one change of each resource, and asks once for all of them', async () => {
      job = await makeJob({ findings: ['control'] });
      waiting = await run(job);
      expect(waiting).toMatchObject({ status: 'pending_approval', error: null });
      const approval = await approvalOf(waiting);
      expect(approval).toMatchObject({
        type: 'scheduled_job',
        changes: 3,
        priority: 'high',
        status: 'pending',
      });
      expect(byName(approval.plan.steps)).toMatchObject(
        names.map((name) => ({
          kind: block,
          call: 's3:PutPublicAccessBlock',
          target: { name },
          reason: expect.stringContaining('critical finding aws-s3-bucket-public-access-blocked'),
          after: { PublicAccessBlockConfiguration: all },
        })),
      );
      expect(await recordsOf(waiting)).toMatchObject(
        approval.plan.steps.map(({ target }: Answer, index: number) => ({
          type: block,
          status: 'pending_approval',
          resource: { name: target.name },
          part_of: { step: index + 1, steps: 3 },
        })),
      );
      expect(desk.writes()).toEqual([]);
    });

    it('and holds their resources: one of them is neither decided, withdrawn nor asked for by itself', async () => {
      const [first] = await recordsOf(waiting);
      const { plan_hash } = await approvalOf(waiting);
      const params = { id: first.id };
      const whole = `is one of 3 changes of execution ${waiting.id}`;
      const { scope } = desk.approver;
      await expect(desk.call('approveRemediation', { params, body: { plan_hash }, scope })).rejects.toThrow(
        whole,
      );
      await expect(desk.call('rejectRemediation', { params, body: {}, scope })).rejects.toThrow(whole);
      await expect(desk.call('cancelRemediation', { params, scope: desk.asker.scope })).rejects.toThrow(
        whole,
      );
      const finding = {
        finding_type: 'control',
        finding_id: first.finding.control_id,
        resource_id: first.resource.id,
      };
      await expect(desk.ask(finding)).rejects.toThrow(`remediation ${first.id}`);
      const other = await run(await makeJob({ findings: ['control'] }));
      expect(other).toMatchObject({
        status: 'skipped',
        error_code: 'nothing_possible',
        counts: { left_under_way: 3 },
      });
      expect(await logOf(other)).toContain(
        `of a resource that another change holds: remediation ${first.id}`,
      );
      expect(desk.writes()).toEqual([]);
    });

    it('writes each once when the plan is approved, and is done when every finding is gone', async () => {
      const done = await approve(waiting);
      expect(done).toMatchObject({
        status: 'succeeded',
        error: null,
        counts: { findings: 3, planned: 3, changed: 3, repaired: 3 },
        result: { kind: 'evidence' },
      });
      expect(blocks()).toEqual([true, true, true]);
      expect(desk.writes()).toEqual(names.map(() => 'PutPublicAccessBlock by infraudit-tags'));
      const records = await recordsOf(waiting);
      expect(records).toMatchObject(
        names.map(() => ({
          status: 'completed',
          error: null,
          evidence_id: done.result.id,
          rollback: { possible: true },
        })),
      );
      const detail = await desk.read(records[0].id);
      expect(detail.finding).toMatchObject({ before: { status: 'fail' }, after: { status: 'pass' } });
      expect(detail.history.map(({ kind }: Answer) => kind)).toEqual([
        'suggested',
        'approval_requested',
        'approved',
        'completed',
      ]);
    });

    it('leaves one package of evidence with every finding before and after', async () => {
      const { result } = await execution(waiting.id);
      const parts = { db: desk.app.db, clock: desk.clock, secrets: createSecretBox('ab'.repeat(32)) };
      const file = await exportEvidence(parts, desk.app.tenant.scope, result.id);
      expect(checkEvidence(Buffer.from(file))).toMatchObject({ intact: true });
      const content = (kind: string) =>
        (JSON.parse(file) as Answer).records.find((record: Answer) => record.kind === kind).content;
      expect(content('evaluation_result').remediations).toHaveLength(3);
      expect(content('validation_result')).toMatchObject({
        as_approved: true,
        findings: names.map(() => ({ finding_after: { status: 'pass' }, finding_gone: true })),
      });
    });

    it('and the next run finds nothing to change', async () => {
      const next = await run(job);
      expect(next).toMatchObject({ status: 'succeeded', error: null, approval_id: null });
      expect(await logOf(next)).toContain('nothing to change');
    });

    it('can be taken back in one, and one by itself, each after an approval of its own', async () => {
      const second = (await recordsOf(waiting)).find(({ resource }) => resource.name === names[1]);
      await desk.call('rollbackRemediation', {
        params: { id: second.id },
        body: {},
        scope: desk.approver.scope,
      });
      const asked = await desk.settled(second.id);
      expect(asked).toMatchObject({ rollback: { status: 'pending_approval' }, approval: { changes: 1 } });
      const back = await desk.approve(asked, desk.otherAdmin.scope);
      expect(back).toMatchObject({ status: 'rolled_back' });
      expect(blocks()).toEqual([true, false, true]);
      const undo = await desk.call('undoExecution', { params: { id: waiting.id } });
      await desk.app.finished(undo.id);
      const undoing = await execution(undo.id);
      expect(await approvalOf(undoing)).toMatchObject({ changes: 2 });
      await approve(undoing);
      expect(blocks()).toEqual([false, false, false]);
      expect((await recordsOf(waiting)).map(({ status }) => status)).toEqual([
        'rolled_back',
        'rolled_back',
        'rolled_back',
      ]);
      await expect(desk.call('undoExecution', { params: { id: waiting.id } })).rejects.toMatchObject({
        code: 'conflict',
      });
    });
  });

  describe('writes nothing', () => {
    it('when the plan is rejected, and every record says so', async () => {
      const waiting = await run(job);
      const { id } = await approvalOf(waiting);
      const body = { reason: 'not before the release' };
      await desk.call('rejectApproval', { params: { id }, body, scope: desk.approver.scope });
      expect(await recordsOf(waiting)).toMatchObject(
        names.map(() => ({ status: 'rejected', error: { message: expect.stringContaining(body.reason) } })),
      );
      expect(desk.writes()).toEqual([]);
    });

    it('when one resource changed meanwhile: a new plan asks again, for what is left', async () => {
      const waiting = await run(job);
      desk.bucket(names[1]).publicAccessBlock = { ...all };
      const outdated = await approve(waiting);
      expect(outdated).toMatchObject({ status: 'skipped', error_code: 'plan_outdated' });
      expect((await recordsOf(waiting)).map(({ status, error }) => [status, error.code])).toEqual(
        names.map(() => ['cancelled', 'plan_outdated']),
      );
      const { data } = await desk.call('listExecutions', { query: { job_id: job.id, trigger: 'system' } });
      await desk.app.finished(data[0].id);
      const again = await execution(data[0].id);
      expect(again).toMatchObject({ status: 'pending_approval' });
      const { plan } = await approvalOf(again);
      expect(byName(plan.steps).map(({ target }) => target.name)).toEqual([names[0], names[2]]);
      expect(desk.writes()).toEqual([]);
      await desk.call('cancelExecution', { params: { id: again.id } });
      expect((await recordsOf(again)).map(({ status }) => status)).toEqual(['cancelled', 'cancelled']);
    });

    it('where there are no credentials for writing, and says what is left', async () => {
      await openAgain();
      await desk.call('revokeWriteAccess', { params: { id: desk.providerId } });
      const skipped = await run(job);
      expect(skipped).toMatchObject({
        status: 'skipped',
        error_code: 'write_access_missing',
        counts: { findings: 3, left: 3, left_no_write_access: 3 },
      });
      await desk.grant();
    });
  });

  it('changes no more resources than its limit, and names the others', async () => {
    const waiting = await run(await makeJob({ findings: ['control'], maximum_resources: 2 }));
    expect(waiting).toMatchObject({ status: 'pending_approval', counts: { left: 1, left_limit: 1 } });
    const { plan } = await approvalOf(waiting);
    expect(plan.summary).toContain('1 beyond the limit of a run');
    expect(plan.steps).toHaveLength(2);
    const planned = plan.steps.map(({ target }: Answer) => target.name);
    const [left] = names.filter((name) => !planned.includes(name));
    expect(await logOf(waiting)).toContain(`of ${left}, beyond the limit of a run`);
    await desk.call('cancelExecution', { params: { id: waiting.id } });
  });

  it('stops at a step that fails: what was made before it is looked at, what comes after is not begun', async () => {
    for (const name of names.slice(1)) {
      desk.bucket(name).publicAccessBlock = { ...all };
      delete desk.bucket(name).ownership;
    }
    const sync = await desk.call('syncProvider', { params: { id: desk.providerId } });
    await desk.app.finished(sync.execution_id);
    const several = await makeJob({ findings: ['control'], remediations: [block, acls] });
    const waiting = await run(several);
    desk.sandbox.faults.deny('s3:PutBucketOwnershipControls');
    const failed = await approve(waiting);
    expect(failed).toMatchObject({
      status: 'failed',
      error_code: 'step_failed',
      counts: { changed: 1, repaired: 1 },
    });
    const records = await recordsOf(waiting);
    expect(records.map(({ type, status, error }) => [type, status, error?.code])).toEqual([
      [block, 'completed', undefined],
      [acls, 'failed', 'step_failed'],
      [acls, 'cancelled', 'not_started'],
    ]);
    expect(records[0].resource.name).toBe(names[0]);
    expect(desk.bucket(names[0]).publicAccessBlock).toEqual(all);
    expect(names.slice(1).map((name) => desk.bucket(name).ownership)).toEqual([undefined, undefined]);
  });

  it('refuses what it does not know, by the name of the field', async () => {
    await expect(makeJob({ remediations: ['aws-s3-delete-everything'] })).rejects.toMatchObject({
      details: [{ path: 'remediations.0' }],
    });
    await expect(makeJob({ provider_ids: [999_999] })).rejects.toThrow('configuration.provider_ids');
    await expect(makeJob({ maximum_resources: 51 })).rejects.toMatchObject({
      details: [{ path: 'configuration.maximum_resources' }],
    });
  });
});
