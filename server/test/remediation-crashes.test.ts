import { mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Sandbox, startSandbox } from '@infraudit/sandbox';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { freshPgliteFolder, freshPostgresUrl } from '../src/platform/db/testing.ts';
import { type Json, killAll, type Running, start, until } from './program.ts';

const engines = ['embedded', 'PostgreSQL'] as const;
const name = 'halden-ml-training';
const other = 'halden-build-artifacts';
const read = 's3:GetBucketPublicAccessBlock';
const open = { BlockPublicAcls: false };
const all = {
  BlockPublicAcls: true,
  IgnorePublicAcls: true,
  BlockPublicPolicy: true,
  RestrictPublicBuckets: true,
};
const control = 'aws-s3-bucket-public-access-blocked';

/** The process is killed at each step of applying a change; the sandbox's log says what reached the account. */
describe.each(engines)(
  'a process that is killed while it changes something (%s)',
  { timeout: 120_000 },
  (engine) => {
    const absent = engine === 'PostgreSQL' && inject('postgresDoor') === null;
    let sandbox: Sandbox;
    let folder: string;
    let env: Record<string, string>;
    let running: Running;
    let approver: string;
    let bucketId: number;
    let providerId: number;

    const bucket = () => {
      const found = sandbox.world.buckets.get(name);
      if (found === undefined) throw new Error(`the sandbox has no bucket ${name}`);
      return found;
    };
    const seen = (operation: string) =>
      sandbox.requests.filter(
        (request) => request.operation === operation && JSON.stringify(request.input).includes(name),
      ).length;
    const get = (path: string): Promise<Json> => running.call('GET', `/api/v1${path}`);
    const post = (path: string, body?: object): Promise<Json> => running.call('POST', `/api/v1${path}`, body);

    beforeAll(async () => {
      if (absent) return;
      sandbox = await startSandbox();
      bucket().publicAccessBlock = { ...open };
      folder = mkdtempSync(join(tmpdir(), 'infraudit-crashes-'));
      env = {};
      if (engine === 'PostgreSQL') env.DATABASE_URL = await freshPostgresUrl();
      else {
        mkdirSync(join(folder, '.data'));
        renameSync(await freshPgliteFolder(), join(folder, '.data', 'database'));
      }
      running = await start(folder, env);
      const provider = await post('/providers/aws/connect', {
        name: 'Acme',
        ...sandbox.credentials,
        endpointUrl: sandbox.endpoint,
      });
      providerId = provider.id;
      await until(
        () => get(`/executions/${provider.running_execution_id}`),
        ({ status }) => status === 'succeeded',
      );
      await running.call('PUT', `/api/v1/providers/${provider.id}/write-credentials`, {
        ...sandbox.writer,
        region: 'us-east-1',
        endpointUrl: sandbox.endpoint,
      });
      const { link } = await post('/settings/team/invite', {
        email: 'second@acme.example',
        role: 'approver',
      });
      const accepted = await post(`/invite/${link.split('/').at(-1)}/accept`, {
        name: 'Second',
        password: 'another long password',
      });
      approver = accepted.token;
      const { data } = await get(`/resources?q=${name}&type=s3_bucket`);
      bucketId = data[0].id;
    }, 180_000);
    afterAll(async () => {
      sandbox?.faults.clear();
      killAll();
      await sandbox?.stop();
      if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
    });

    /** The bucket is opened, and the account is read where it is known to be in order. */
    async function waiting(): Promise<Json> {
      const stored = await get(`/remediation/suggestions?resource_id=${bucketId}`);
      const known = stored.data.some(({ finding }: Json) => finding.control_id === control);
      bucket().publicAccessBlock = { ...open };
      if (!known) await readAgain();
      const { id, code } = await post('/remediation', {
        finding_type: 'control',
        finding_id: control,
        resource_id: bucketId,
      });
      expect([id, code]).toEqual([expect.any(Number), undefined]);
      const row = await until(
        () => get(`/remediation/${id}`),
        ({ status }) => status === 'pending_approval',
      );
      sandbox.requests.length = 0;
      return row;
    }
    async function readAgain(): Promise<void> {
      const sync = await post(`/providers/${providerId}/sync`);
      await until(
        () => get(`/executions/${sync.execution_id}`),
        ({ status }) => !['queued', 'running'].includes(status),
      );
    }
    const approve = (row: Json): Promise<Json> =>
      running.as(approver)('POST', `/api/v1/remediation/${row.id}/approve`, {
        plan_hash: row.approval.plan_hash,
      });
    const stepOf = async (row: Json): Promise<string> =>
      (await get(`/executions/${row.execution_id}`)).steps[0].status;

    async function killedAndBack(row: Json): Promise<Json> {
      running.child.kill('SIGKILL');
      await running.ended;
      sandbox.faults.clear();
      running = await start(folder, env);
      const ended = await until(
        () => get(`/remediation/${row.id}`),
        ({ status }) => !['approved', 'executing'].includes(status),
      );
      expect((await get('/remediation?status=executing,approved')).meta.total).toBe(0);
      return ended;
    }

    it.skipIf(absent)('before the write: the next process makes it, once', async () => {
      const row = await waiting();
      sandbox.faults.hang(read);
      await approve(row);
      await until(
        async () => seen('GetPublicAccessBlock'),
        (count) => count > 0,
      );
      const ended = await killedAndBack(row);
      expect(ended).toMatchObject({ status: 'completed', error: null });
      expect(seen('PutPublicAccessBlock')).toBe(1);
      expect(bucket().publicAccessBlock).toEqual(all);
    });

    it.skipIf(absent)('during the write: nobody makes it a second time, and it has failed', async () => {
      const row = await waiting();
      sandbox.faults.hang('s3:PutBucketPublicAccessBlock');
      await approve(row);
      await until(
        async () => seen('PutPublicAccessBlock'),
        (count) => count > 0,
      );
      expect(await stepOf(row)).toBe('writing');
      const ended = await killedAndBack(row);
      expect(ended).toMatchObject({ status: 'failed', error: { code: 'worker_lost' } });
      expect(seen('PutPublicAccessBlock')).toBe(1);
    });

    it.skipIf(absent)('after the write, before it is noted: it can be taken back all the same', async () => {
      const row = await waiting();
      sandbox.faults.slow('s3:PutBucketPublicAccessBlock', 1500);
      await approve(row);
      await until(
        async () => seen('PutPublicAccessBlock'),
        (count) => count > 0,
      );
      const before = seen('GetPublicAccessBlock');
      sandbox.faults.hang(read);
      await until(
        async () => seen('GetPublicAccessBlock'),
        (count) => count > before,
      );
      expect(await stepOf(row)).toBe('writing');
      const ended = await killedAndBack(row);
      expect(ended).toMatchObject({
        status: 'failed',
        error: { code: 'worker_lost' },
        evidence_id: expect.stringMatching(/^evp_/),
        rollback: { possible: true },
      });
      expect(seen('PutPublicAccessBlock')).toBe(1);
      expect(bucket().publicAccessBlock).toEqual(all);
      await running.as(approver)('POST', `/api/v1/remediation/${row.id}/rollback`, {});
      const asked = await until(
        () => get(`/remediation/${row.id}`),
        ({ rollback }) => rollback.status === 'pending_approval',
      );
      await post(`/remediation/${row.id}/approve`, { plan_hash: asked.approval.plan_hash });
      await until(
        () => get(`/remediation/${row.id}`),
        ({ status }) => status === 'rolled_back',
      );
      expect(bucket().publicAccessBlock).toMatchObject({ BlockPublicAcls: false });
    });

    it.skipIf(absent)(
      'after it is noted, before the end: what is known is kept, and nothing is written again',
      async () => {
        const row = await waiting();
        sandbox.faults.hang('s3:ListAllMyBuckets');
        await approve(row);
        await until(
          () => stepOf(row),
          (status) => status === 'done',
        );
        const ended = await killedAndBack(row);
        expect(ended).toMatchObject({ status: 'failed', error: { code: 'worker_lost' } });
        expect(await stepOf(row)).toBe('done');
        expect(seen('PutPublicAccessBlock')).toBe(1);
        expect(await get('/audit-events/verify')).toMatchObject({ verified: true });
      },
    );

    it.skipIf(absent)(
      'in the second of two changes of a scheduled run: each is written once, and told apart',
      async () => {
        const put = 's3:PutBucketPublicAccessBlock';
        const puts = () =>
          sandbox.requests.filter(({ operation }) => operation === 'PutPublicAccessBlock').length;
        for (const each of sandbox.world.buckets.all())
          each.publicAccessBlock = [name, other].includes(each.Name ?? '') ? { ...open } : { ...all };
        await readAgain();
        const { members } = await get('/settings/team');
        const job = await post('/jobs', {
          name: 'Public buckets',
          type: 'scheduled_remediation',
          timing: { kind: 'cron', expression: '0 0 29 2 *' },
          approver_id: members.find(({ email }: Json) => email === 'second@acme.example').user_id,
          configuration: { remediations: ['aws-s3-block-public-access'], findings: ['control'] },
        });
        const { execution_id: id } = await post(`/jobs/${job.id}/trigger`, {});
        const waiting = await until(
          () => get(`/executions/${id}`),
          ({ status }) => status === 'pending_approval',
        );
        sandbox.requests.length = 0;
        sandbox.faults.hold(put);
        const { plan_hash } = await get(`/approvals/${waiting.approval_id}`);
        await running.as(approver)('POST', `/api/v1/approvals/${waiting.approval_id}/approve`, { plan_hash });
        await until(
          async () => puts(),
          (count) => count === 1,
        );
        // The first one goes on, the second one never ends.
        sandbox.faults.clear();
        sandbox.faults.hang(put);
        await until(
          async () => puts(),
          (count) => count === 2,
        );
        const { data } = await get(`/remediation?execution_id=${id}`);
        await killedAndBack(data[0]);
        const { data: ended } = await get(`/remediation?execution_id=${id}`);
        const outcome = ({ part_of, status, error }: Json) => [part_of.step, status, error.code];
        expect(ended.map(outcome).sort()).toEqual([
          [1, 'failed', 'not_verified'],
          [2, 'failed', 'worker_lost'],
        ]);
        expect(puts()).toBe(2);
        expect(await get('/audit-events/verify')).toMatchObject({ verified: true });
      },
    );
  },
);
