import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { type ComplianceDesk, openComplianceDesk } from '../../../../test/compliance-desk.ts';
import { type Composed, composeForTests } from '../../../../test/composed.ts';
import { describeOnEachEngine } from '../../../platform/db/testing.ts';
import type { Download } from '../../../platform/http/route.ts';
import { bucket, testControls, testFrameworks } from '../../assess/compliance/testing/small-framework.ts';
import type { Execution, Report } from './testing/report-desk.ts';

describeOnEachEngine('reports of assessments', (openDatabase) => {
  let app: Composed;
  let desk: ComplianceDesk;
  let providerId: number;
  const time = { now: new Date('2026-05-01T00:00:00Z') };
  const of = { kind: 'compliance_assessment', framework_id: 'test' };

  beforeAll(async () => {
    app = await composeForTests(await openDatabase(), {
      clock: { now: () => time.now },
      controls: testControls,
      frameworks: testFrameworks,
    });
  });
  afterAll(async () => await app?.stop());
  beforeEach(async () => {
    time.now = new Date('2026-05-01T00:00:00Z');
    desk = await openComplianceDesk(app, time);
    providerId = await desk.account();
    await desk.sync(providerId, [
      { type: 'iam_account', region: 'global', resources: [{ name: 'root', configuration: {} }] },
      { type: 's3_bucket', region: 'global', resources: [bucket('open', false), bucket('closed', true)] },
      { type: 'cloudtrail_trail' },
    ]);
  });

  async function made(body: object): Promise<Execution> {
    return await ended(await desk.call('createReport', { body }));
  }
  async function ended({ execution_id: id }: { execution_id: number }): Promise<Execution> {
    for (;;) {
      const params = { id: String(id) };
      const execution = await desk.call<Execution>('getExecution', { params });
      if (!['queued', 'running'].includes(execution.status)) return execution;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
  async function bytesOf(operation: string, input: object): Promise<Buffer> {
    const { stream } = await desk.call<Download>(operation, input);
    const parts: Buffer[] = [];
    for await (const part of stream) parts.push(Buffer.from(part as Buffer));
    return Buffer.concat(parts);
  }

  it('are the newest assessment of the framework as its file has it, delivered and never changed', async () => {
    await desk.enable('test', { version: '2.0' });
    const assessed = await desk.latest({ framework_id: 'test' });
    const recipients = [desk.tenant.owner.email];
    for (const format of ['pdf', 'csv'] as const) {
      const { status, result } = await made({ ...of, format, recipients });
      expect(status).toBe('succeeded');
      const params = { id: String(result?.id) };
      const report = await desk.call<Report & { title: string; as_of: string }>('getReport', { params });
      expect(report).toMatchObject({
        kind: 'compliance_assessment',
        title: 'Test framework 2.0: Compliance',
        rows: assessed.total,
        coverage: { evaluated: 3, total: 3 },
        recipients: [{ recipient: recipients[0], status: 'delivered' }],
      });
      const bytes = await bytesOf('downloadReport', { params });
      expect(report.sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
      const file = await bytesOf('exportAssessment', {
        params: { id: String(assessed.id) },
        query: { format },
      });
      expect(bytes.equals(file)).toBe(true);
    }
  });

  it('are made by a schedule like any other', async () => {
    await desk.enable('test');
    const job = await desk.call<{ id: number }>('createJob', {
      body: {
        name: 'For the auditor',
        type: 'report_generation',
        schedule: '0 6 1 * *',
        configuration: { ...of, format: 'json' },
      },
    });
    const run = await desk.call<{ execution_id: number }>('triggerJob', {
      params: { id: String(job.id) },
      body: {},
    });
    expect(await ended(run)).toMatchObject({ status: 'succeeded', result: { kind: 'report' } });
  });

  it('are skipped with the reason while nothing was assessed', async () => {
    const { status, error } = await made(of);
    expect(status).toBe('skipped');
    expect(error).toContain('test was not assessed yet');
  });

  it('name one framework that exists, and nothing else filters them', async () => {
    const refused = (body: object) =>
      desk.call('createReport', { body }).then(
        () => 'made',
        (error: Error) => error.message,
      );
    expect(await refused({ kind: 'compliance_assessment' })).toMatch(/name it, such as cis-aws/);
    expect(await refused({ ...of, framework_id: 'iso-9001' })).toMatch(/no framework iso-9001/);
    expect(await refused({ ...of, framework_version: '9.9' })).toMatch(/no framework test 9\.9/);
    expect(await refused({ ...of, provider_id: providerId })).toMatch(/does not filter/);
    expect(await refused({ kind: 'drift', framework_id: 'test' })).toMatch(/does not filter/);
  });
});
