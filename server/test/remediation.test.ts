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
const control = 'aws-s3-bucket-public-access-blocked';
const type = 'aws-s3-block-public-access';
const name = 'halden-ml-training';

/** From finding to fix on a sandbox account: what is asked, what is allowed, and what reaches the account. */
describeOnEachEngine('a remediation', (openDatabase) => {
  let desk: RemediationDesk;
  let bucketId: number;
  const bucket = () => desk.bucket(name);
  const askControl = (scope = desk.asker.scope) =>
    desk.ask({ finding_type: 'control', finding_id: control, resource_id: bucketId, type }, scope);

  beforeAll(async () => {
    desk = await openRemediationDesk(await openDatabase(), ({ world }) => {
      const found = world.buckets.get(name);
      if (found !== undefined) found.publicAccessBlock = { ...open };
    });
    bucketId = (await desk.resource(name)).id;
  }, 180_000);
  afterAll(() => desk?.close());
  beforeEach(() => {
    desk.sandbox.requests.length = 0;
    desk.sandbox.faults.clear();
  });

  const drifts = async (status = 'detected,investigating'): Promise<Answer[]> =>
    (await desk.call('listDrifts', { query: { resource_id: bucketId, status } })).data;

  describe('of a failing control', () => {
    let waiting: Answer;

    it('plans, tells what it changes, and writes nothing before it is approved', async () => {
      waiting = await askControl();
      expect(waiting).toMatchObject({
        type,
        status: 'pending_approval',
        error: null,
        finding: { type: 'control', control_id: control, before: { status: 'fail' }, after: null },
        plan: {
          summary: `Switch on BlockPublicAcls of ${name}`,
          call: 's3:PutPublicAccessBlock',
          before: { PublicAccessBlockConfiguration: open },
          after: { PublicAccessBlockConfiguration: all },
        },
        by_hand: { cli: [expect.stringContaining('put-public-access-block')] },
        approval: { status: 'pending', plan_hash: expect.stringMatching(/^[0-9a-f]{64}$/) },
        rollback: { possible: false },
      });
      expect(desk.writes()).toEqual([]);
    });

    it('is refused to who asked for it, to another plan, and before approval to whoever would execute it', async () => {
      const { plan_hash } = waiting.approval;
      const params = { id: waiting.id };
      await expect(
        desk.call('approveRemediation', { params, body: { plan_hash }, scope: desk.asker.scope }),
      ).rejects.toMatchObject({ code: 'forbidden' });
      await expect(
        desk.call('approveRemediation', {
          params,
          body: { plan_hash: 'ab'.repeat(32) },
          scope: desk.approver.scope,
        }),
      ).rejects.toMatchObject({ code: 'conflict' });
      await expect(desk.call('executeRemediation', { params })).rejects.toMatchObject({ code: 'conflict' });
      await expect(askControl()).rejects.toThrow(`remediation ${waiting.id} of ${name} is under way`);
      expect(desk.writes()).toEqual([]);
    });

    it('is applied once when it is approved, and completed when the control passes', async () => {
      const done = await desk.approve(waiting);
      expect(done).toMatchObject({
        status: 'completed',
        error: null,
        finding: { before: { status: 'fail' }, after: { status: 'pass' } },
        evidence_id: expect.stringMatching(/^evp_/),
        rollback: { possible: true },
      });
      expect(bucket().publicAccessBlock).toEqual(all);
      expect(desk.writes()).toEqual(['PutPublicAccessBlock by infraudit-tags']);
      expect((await desk.audits('remediation.')).map(({ action }) => action)).toEqual([
        'remediation.suggested',
        'remediation.approved',
        'remediation.completed',
      ]);
      expect(done.history.map(({ kind }: Answer) => kind)).toEqual([
        'suggested',
        'approval_requested',
        'approved',
        'completed',
      ]);
      waiting = done;
    });

    it('leaves evidence with the verdicts before and after, which is verified without the server', async () => {
      const parts = { db: desk.app.db, clock: desk.clock, secrets: createSecretBox('ab'.repeat(32)) };
      const file = await exportEvidence(parts, desk.app.tenant.scope, waiting.evidence_id);
      expect(checkEvidence(Buffer.from(file))).toMatchObject({ intact: true, records: 5 });
      const content = (kind: string) =>
        (JSON.parse(file) as Answer).records.find((record: Answer) => record.kind === kind).content;
      expect(content('evaluation_result')).toMatchObject({
        finding_before: { status: 'fail' },
        remediation: { remediation_id: waiting.id, remediation_type: type },
      });
      expect(content('validation_result')).toMatchObject({
        as_approved: true,
        finding_before: { status: 'fail' },
        finding_after: { status: 'pass' },
      });
    });

    it('is no drift that anybody has to look into, because it was approved', async () => {
      expect(await drifts()).toEqual([]);
      expect(await drifts('resolved')).toMatchObject([
        { attribute: 'PublicAccessBlockConfiguration', resolution_reason: 'accepted' },
      ]);
      await desk.scan();
      expect(await drifts()).toEqual([]);
    });

    it('asked for again, has nothing to do and says so', async () => {
      await expect(askControl()).rejects.toThrow('does not fail');
    });

    it('is taken back to the same bytes, after an approval of its own', async () => {
      await desk.call('rollbackRemediation', {
        params: { id: waiting.id },
        body: { note: 'the website is down' },
        scope: desk.approver.scope,
      });
      const asked = await desk.settled(waiting.id);
      expect(asked).toMatchObject({
        status: 'completed',
        rollback: { status: 'pending_approval', possible: false },
        approval: { status: 'pending' },
      });
      expect(desk.writes()).toEqual([]);
      const back = await desk.approve(asked, desk.app.tenant.scope);
      expect(back).toMatchObject({
        status: 'rolled_back',
        rollback: { evidence_id: expect.stringMatching(/^evp_/) },
      });
      expect(bucket().publicAccessBlock).toEqual(open);
      expect(desk.writes()).toEqual(['PutPublicAccessBlock by infraudit-tags']);
      await expect(
        desk.call('rollbackRemediation', { params: { id: waiting.id }, body: {} }),
      ).rejects.toMatchObject({ code: 'conflict' });
    });
  });

  describe('that does not go as planned', () => {
    it('is outdated when the bucket changed meanwhile: nothing is written, and a new plan asks again', async () => {
      const waiting = await askControl();
      bucket().publicAccessBlock = { ...all, BlockPublicAcls: false, IgnorePublicAcls: false };
      const again = await desk.approve(waiting);
      expect(again).toMatchObject({ status: 'pending_approval' });
      expect(again.execution_id).not.toBe(waiting.execution_id);
      expect(again.plan.before.PublicAccessBlockConfiguration.IgnorePublicAcls).toBe(false);
      expect(desk.writes()).toEqual([]);
      await desk.call('cancelRemediation', { params: { id: again.id }, scope: desk.asker.scope });
      expect(await desk.read(again.id)).toMatchObject({ status: 'cancelled' });
      bucket().publicAccessBlock = { ...open };
    });

    it('is cancelled when somebody else put it in order meanwhile', async () => {
      const waiting = await askControl();
      bucket().publicAccessBlock = { ...all };
      const again = await desk.approve(waiting);
      expect(again).toMatchObject({ status: 'cancelled', error: { code: 'nothing_to_do' } });
      expect(desk.writes()).toEqual([]);
      bucket().publicAccessBlock = { ...open };
    });

    it('has failed when AWS refuses the write, and the bucket may be asked about again', async () => {
      const waiting = await askControl();
      desk.sandbox.faults.deny('s3:PutBucketPublicAccessBlock');
      const failed = await desk.approve(waiting);
      expect(failed).toMatchObject({ status: 'failed', error: { code: 'step_failed' } });
      expect(failed.error.message).toContain('PutPublicAccessBlock');
      expect(bucket().publicAccessBlock).toEqual(open);
      desk.sandbox.faults.clear();
      const next = await askControl();
      expect(next.status).toBe('pending_approval');
      await desk.call('rejectRemediation', {
        params: { id: next.id },
        body: { reason: 'not this week' },
        scope: desk.approver.scope,
      });
      expect(await desk.read(next.id)).toMatchObject({
        status: 'rejected',
        error: { message: expect.stringContaining('not this week') },
      });
    });

    it('is not called completed when the resource cannot be collected again', async () => {
      const waiting = await askControl();
      desk.sandbox.faults.deny('s3:ListAllMyBuckets');
      const failed = await desk.approve(waiting);
      expect(failed).toMatchObject({ status: 'failed', error: { code: 'not_verified' } });
      expect(bucket().publicAccessBlock).toEqual(all);
      bucket().publicAccessBlock = { ...open };
      desk.sandbox.faults.clear();
    });

    it('cannot be rolled back after its time', async () => {
      const done = await desk.approve(await askControl());
      expect(done.status).toBe('completed');
      desk.clock.set(new Date(desk.clock.now().getTime() + 31 * 60_000));
      expect((await desk.read(done.id)).rollback).toMatchObject({
        possible: false,
        reason: expect.stringContaining('reverse it by hand'),
      });
      await expect(
        desk.call('rollbackRemediation', { params: { id: done.id }, body: {} }),
      ).rejects.toMatchObject({ code: 'conflict' });
      await expect(desk.call('undoExecution', { params: { id: done.execution_id } })).rejects.toMatchObject({
        code: 'conflict',
      });
      bucket().publicAccessBlock = { ...open };
      await desk.scan();
    });

    it('cannot be started past its record, by the job or by a retry', async () => {
      const { data: jobs } = await desk.call('listJobs', { query: {} });
      const job = jobs.find((each: Answer) => each.type === 'remediation');
      const rejected = (await desk.call('listRemediations', { query: { status: 'rejected' } })).data[0];
      await expect(
        desk.call('triggerJob', {
          params: { id: String(job.id) },
          body: { remediation_id: rejected.id, type },
        }),
      ).rejects.toMatchObject({ code: 'conflict' });
      await expect(
        desk.call('retryExecution', { params: { id: rejected.execution_id } }),
      ).rejects.toMatchObject({ code: 'conflict' });
    });
  });

  describe('without credentials for writing', () => {
    it('is nothing that a job can be made of', async () => {
      const { data } = await desk.call('listJobTypes');
      expect(data.find(({ type }: { type: string }) => type === 'remediation')).toMatchObject({
        creatable: false,
      });
      const body = { type: 'remediation', name: 'Mine', schedule: '0 5 * * 0', configuration: {} };
      await expect(desk.call('createJob', { body })).rejects.toMatchObject({
        code: 'invalid_input',
        details: [{ path: 'type', message: expect.stringContaining('POST /remediation') }],
      });
    });

    it('stays a suggestion with plan, permissions and commands, and goes on when there are some', async () => {
      await desk.call('revokeWriteAccess', { params: { id: desk.providerId } });
      const left = await askControl();
      expect(left).toMatchObject({
        status: 'suggested',
        error: { code: 'write_access_missing' },
        provider: { write_access: false },
        plan: { after: { PublicAccessBlockConfiguration: all } },
        approval: null,
      });
      expect(left.permissions_to_add[0].content).toContain('s3:PutBucketPublicAccessBlock');
      expect(left.by_hand.terraform).toContain('aws_s3_bucket_public_access_block');
      await desk.grant();
      await desk.call('planRemediation', { params: { id: left.id }, scope: desk.asker.scope });
      const waiting = await desk.settled(left.id);
      expect(waiting).toMatchObject({ status: 'pending_approval', error: null });
      await desk.call('cancelRemediation', { params: { id: left.id } });
      expect(desk.writes()).toEqual([]);
    });
  });

  describe('of a drift', () => {
    it('brings the setting back, and is completed when the drift is resolved by that', async () => {
      bucket().publicAccessBlock = { ...all };
      await desk.scan();
      await desk.call('createBaseline', { body: { resource_id: bucketId, promote: true } });
      bucket().publicAccessBlock = { ...all, RestrictPublicBuckets: false };
      await desk.scan();
      const [drift] = await drifts();
      expect(drift).toMatchObject({ attribute: 'PublicAccessBlockConfiguration', severity: 'critical' });
      const { data: suggestions } = await desk.call('listRemediationSuggestions', {
        query: { drift_id: drift.id },
      });
      expect(suggestions).toMatchObject([
        {
          type,
          request: { finding_type: 'drift', finding_id: drift.id },
          write_access: true,
          under_way_id: null,
        },
      ]);
      const waiting = await desk.ask({ finding_type: 'drift', finding_id: drift.id });
      const done = await desk.approve(waiting);
      expect(done).toMatchObject({
        status: 'completed',
        finding: { before: { status: 'detected' }, after: { status: 'resolved', resolution: 'reverted' } },
      });
      expect(bucket().publicAccessBlock).toEqual(all);
      expect(await drifts()).toEqual([]);
      await desk.call('rollbackRemediation', {
        params: { id: done.id },
        body: {},
        scope: desk.approver.scope,
      });
      const back = await desk.approve(await desk.settled(done.id), desk.otherAdmin.scope);
      expect(back.status).toBe('rolled_back');
      expect(await drifts()).toMatchObject([{ attribute: 'PublicAccessBlockConfiguration' }]);
      bucket().publicAccessBlock = { ...open };
      await desk.scan();
    });
  });

  it('waits for somebody who executes it where that is not done by itself', async () => {
    await desk.call('changeRemediationSettings', { body: { auto_execute: false } });
    const waiting = await askControl();
    const held = await desk.approve(waiting);
    expect(held).toMatchObject({ status: 'approved', held: true });
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(desk.writes()).toEqual([]);
    await desk.call('executeRemediation', { params: { id: waiting.id }, scope: desk.approver.scope });
    expect(await desk.settled(waiting.id)).toMatchObject({ status: 'completed' });
    expect(desk.writes()).toHaveLength(1);
    await desk.call('changeRemediationSettings', { body: { auto_execute: true } });
    bucket().publicAccessBlock = { ...open };
    await desk.scan();
  });
});
