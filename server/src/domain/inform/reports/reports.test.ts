import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Composed, composeForTests } from '../../../../test/composed.ts';
import { systemScope } from '../../../core/scope.ts';
import { describeOnEachEngine } from '../../../platform/db/testing.ts';
import { bucket, openReportDesk, type ReportDesk, sectionOf } from './testing/report-desk.ts';

describeOnEachEngine('reports', (openDatabase) => {
  let app: Composed;
  let desk: ReportDesk;
  const time = { now: new Date('2026-05-01T00:00:00Z') };
  let runs = 1_000_000;
  const nextRun = (): number => {
    runs += 1;
    return runs;
  };

  beforeAll(async () => {
    app = await composeForTests(await openDatabase(), { clock: { now: () => time.now } });
  });
  afterAll(async () => await app?.stop());
  beforeEach(async () => {
    time.now = new Date('2026-05-01T00:00:00Z');
    desk = await openReportDesk(app, time);
  });

  describe('of the inventory', () => {
    beforeEach(async () => {
      await desk.see('s3_bucket', [bucket('media'), bucket('=cmd|calc')]);
      await desk.noteScan();
    });

    it('say as of when, of whom, what was seen and what was not, in the zone of the organisation', async () => {
      const { bytes, report } = await desk.made({ kind: 'inventory', format: 'json' });
      expect(JSON.parse(bytes.toString())).toMatchObject({
        organization: 'Drift',
        as_of: '2026-05-01T03:00:00+02:00',
      });
      const coverage = sectionOf(bytes, 'coverage');
      expect(coverage.facts).toMatchObject({ sources_read_whole: 1, sources: 2, coverage_percent: 50 });
      expect(coverage.tables.find(({ id }) => id === 'gaps')?.rows).toMatchObject([
        { source: 'iam_role', reason: 'denied', permission: 'iam:ListRoles', resources: 'unknown' },
      ]);
      const living = sectionOf(bytes, 'resources').tables[0];
      expect(living?.rows.map(({ name }) => name)).toEqual(['=cmd|calc', 'media']);
      expect(sectionOf(bytes, 'summary').facts).toMatchObject({ resources: 2, created: 2, deleted: 0 });
      expect(report).toMatchObject({
        rows: 2,
        coverage: { evaluated: 1, total: 2, percent: 50, gap_count: 1 },
      });
    });

    it('name what was deleted in the period', async () => {
      await desk.see('s3_bucket', [bucket('media')]);
      const { bytes } = await desk.made({ kind: 'inventory', format: 'json' });
      expect(sectionOf(bytes, 'summary').facts).toMatchObject({ resources: 1, deleted: 1 });
      const gone = sectionOf(bytes, 'resources').tables.find(({ id }) => id === 'deleted');
      expect(gone?.rows).toMatchObject([{ name: '=cmd|calc', deleted_at: '2026-05-01T04:00:00+02:00' }]);
    });

    it('are kept with their hash and downloaded under it', async () => {
      const { bytes, report, answer } = await desk.made({ kind: 'inventory', format: 'json' });
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(report.sha256);
      expect(bytes.length).toBe(report.bytes);
      expect(answer.headers.etag).toBe(`"${report.sha256}"`);
      expect(answer.fileName).toBe(report.file_name);
    });

    it('cannot be changed, not even by who owns the database', async () => {
      const { report } = await desk.made({ kind: 'inventory', format: 'json' });
      const rewrite = (table: 'reports' | 'report_chunks', key: string) =>
        app.db.asSystem(systemScope('a suite tries to rewrite'), (tx) =>
          sql`UPDATE ${sql.table(table)} SET execution_id = 1 WHERE ${sql.ref(key)} = ${report.id}`.execute(
            tx.sql,
          ),
        );
      await expect(rewrite('reports', 'id')).rejects.toThrow(/never changed/);
      await expect(rewrite('report_chunks', 'report_id')).rejects.toThrow(/never changed/);
    });

    it('do not run formulas in a spreadsheet', async () => {
      const { bytes } = await desk.made({ kind: 'inventory', format: 'csv' });
      const text = bytes.toString();
      expect(text).toContain("'=cmd|calc");
      expect(text).not.toMatch(/(^|,)=cmd/m);
      expect(text).toContain('As of,2026-05-01T03:00:00+02:00');
    });

    it('are filtered by what fits their kind, and refuse what does not', async () => {
      const filters = { resource_type: 's3_bucket', region: 'nowhere-1' };
      expect((await desk.made({ kind: 'inventory', format: 'json', ...filters })).report.rows).toBe(0);
      const wrong = async (more: object) => desk.request({ kind: 'inventory', format: 'json', ...more });
      await expect(wrong({ severity: 'high' })).rejects.toThrow(/does not filter/);
      await expect(wrong({ provider_id: 999_999 })).rejects.toThrow('provider not found');
    });

    it('fail with a clear sentence when they are too large, and leave nothing behind', async () => {
      const executionId = nextRun();
      await expect(desk.make(executionId, {}, { largestBytes: 500 })).rejects.toThrow(
        /the report is larger than/,
      );
      expect((await desk.call<{ data: object[] }>('listReports')).data).toEqual([]);
      // What it may have written already is removed by the next run.
      await desk.made({ kind: 'inventory', format: 'json' });
      const left = await app.db.within(desk.scope, (tx) =>
        tx.sql
          .selectFrom('report_chunks')
          .select('position')
          .where('execution_id', '=', executionId)
          .execute(),
      );
      expect(left).toEqual([]);
    });

    it.each(['pdf', 'csv', 'json'] as const)(
      'are the same bytes for the same data and moment: %s',
      async (format) => {
        const hashes: string[] = [];
        for (let time = 0; time < 2; time += 1) {
          const { outcome } = await desk.make(nextRun(), { format });
          hashes.push((await desk.get(outcome.result?.id ?? '')).sha256);
        }
        expect(hashes[0]).toMatch(/^[0-9a-f]{64}$/);
        expect(hashes[1]).toBe(hashes[0]);
      },
    );

    it('are made once by one run, however often it is repeated', async () => {
      const executionId = nextRun();
      const { outcome } = await desk.make(executionId, {});
      expect((await desk.make(executionId, {})).outcome).toEqual(outcome);
      expect((await desk.call<{ data: object[] }>('listReports')).data).toHaveLength(1);
    });

    it('are not kept when another worker has cleaned up behind this one', async () => {
      const executionId = nextRun();
      const cleaned: typeof app.db.within = async (scope, work) => {
        const result = await app.db.within(scope, work);
        await app.db.within(scope, (tx) =>
          tx.sql.deleteFrom('report_chunks').where('execution_id', '=', executionId).execute(),
        );
        return result;
      };
      await expect(desk.make(executionId, {}, { db: { ...app.db, within: cleaned } })).rejects.toThrow(
        /took this run over/,
      );
      expect((await desk.call<{ data: object[] }>('listReports')).data).toEqual([]);
    });

    it('are pages that open as PDF', async () => {
      const { bytes, answer } = await desk.made({ kind: 'inventory', format: 'pdf' });
      expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
      expect(bytes.subarray(-7).toString()).toContain('%%EOF');
      expect(answer.contentType).toBe('application/pdf');
    });
  });

  it('are skipped where nothing was scanned: an empty inventory would be a lie', async () => {
    const { execution_id } = await desk.request({ kind: 'inventory', format: 'csv' });
    expect(await desk.ended(execution_id)).toMatchObject({
      status: 'skipped',
      error_code: 'not_scanned_yet',
    });
  });

  it('of drift count by severity and tell open from resolved', async () => {
    const suspended = { VersioningConfiguration: { Status: 'Suspended' } };
    await desk.see('s3_bucket', [bucket('media')]);
    await desk.see('s3_bucket', [bucket('media', { ...suspended, Tags: [{ Key: 'team', Value: 'web' }] })]);
    await desk.detect();
    await desk.see('s3_bucket', [bucket('media', suspended)]);
    await desk.detect();
    await desk.noteScan();
    const { bytes } = await desk.made({ kind: 'drift', format: 'json' });
    const summary = sectionOf(bytes, 'summary');
    expect(summary.facts).toMatchObject({ open: 1, opened: 2, resolved: 1, without_baseline: 0 });
    const [open, resolved] = sectionOf(bytes, 'drifts').tables;
    expect(open?.rows).toMatchObject([{ resource: 'media', status: 'detected' }]);
    expect(resolved?.rows).toMatchObject([{ resource: 'media', reason: expect.any(String) }]);
    const severities = summary.tables[0]?.rows ?? [];
    expect(severities.map(({ severity }) => severity)).toEqual(['critical', 'high', 'medium', 'low']);
    expect(severities.reduce((sum, row) => sum + Number(row.open), 0)).toBe(1);
  });

  it('of job activity tell of runs that did not take place, and why', async () => {
    await desk.ended((await desk.request({ kind: 'inventory', format: 'csv' })).execution_id);
    time.now = new Date(time.now.getTime() + 60_000);
    const { bytes } = await desk.made({ kind: 'job_activity', format: 'json' });
    const summary = sectionOf(bytes, 'summary');
    expect(summary.facts).toMatchObject({ runs: 1, skipped: 1, failed: 0, approved: 0 });
    expect(summary.tables.find(({ id }) => id === 'reasons')?.rows).toMatchObject([
      { status: 'skipped', reason: 'not_scanned_yet', runs: 1 },
    ]);
    expect(sectionOf(bytes, 'runs').tables.find(({ id }) => id === 'all')?.row_count).toBe(1);
  });

  it('of job activity name who decided about which plan', async () => {
    const decided = { kind: 'user', label: 'ada@acme.example' };
    await app.db.within(desk.scope, (tx) =>
      tx.sql
        .insertInto('approvals')
        .values({
          organization_id: desk.tenant.organizationId,
          subject_kind: 'job_execution',
          subject_id: 1,
          title: 'Add missing tags',
          target_system: 'AWS account 123456789012',
          justification: 'tags are required',
          plan: JSON.stringify({ summary: 'two tags', targetSystem: '', steps: [{}, {}] }),
          plan_hash: 'ab'.repeat(32),
          submitted_by: JSON.stringify({ kind: 'system', label: 'scheduler' }),
          status: 'rejected',
          submitted_at: new Date('2026-04-30T22:00:00Z'),
          expires_at: new Date('2026-05-07T22:00:00Z'),
          decided_by: JSON.stringify(decided),
          decided_at: new Date('2026-04-30T23:00:00Z'),
          decision_reason: 'not this quarter',
        })
        .execute(),
    );
    const { bytes } = await desk.made({ kind: 'job_activity', format: 'json' });
    expect(sectionOf(bytes, 'summary').facts).toMatchObject({ rejected: 1, approved: 0, pending: 0 });
    expect(sectionOf(bytes, 'approvals').tables[0]?.rows).toMatchObject([
      {
        decision: 'rejected',
        changes: 2,
        decided_by: 'ada@acme.example',
        decided_at: '2026-05-01T01:00:00+02:00',
        reason: 'not this quarter',
      },
    ]);
  });

  it('are made on a schedule by a job of their own', async () => {
    const definition = {
      type: 'report_generation',
      timing: { kind: 'monthly', day: 1, at: '07:00' },
      configuration: { kind: 'job_activity', format: 'csv', recipients: [desk.tenant.owner.email] },
    };
    const job = await desk.call<{ id: number; type: string; next_run_at: string | null }>('createJob', {
      body: { name: 'Monthly activity', ...definition },
    });
    expect(job.next_run_at).not.toBeNull();
    const { execution_id } = await desk.call<{ execution_id: number }>('triggerJob', {
      params: { id: String(job.id) },
      body: {},
    });
    expect(await desk.ended(execution_id)).toMatchObject({ status: 'succeeded', result: { kind: 'report' } });
    const strangers = { kind: 'job_activity', recipients: ['eve@elsewhere.example'] };
    await expect(
      desk.call('createJob', { body: { name: 'Leak', ...definition, configuration: strangers } }),
    ).rejects.toThrow(/eve@elsewhere.example/);
  });

  it('are listed by kind and format, newest first', async () => {
    await desk.made({ kind: 'job_activity', format: 'csv' });
    time.now = new Date(time.now.getTime() + 60_000);
    await desk.made({ kind: 'job_activity', format: 'json' });
    const list = async (query: object) =>
      (await desk.call<{ data: { format: string }[] }>('listReports', { query })).data.map(
        ({ format }) => format,
      );
    expect(await list({})).toEqual(['json', 'csv']);
    expect(await list({ format: 'csv', kind: 'job_activity' })).toEqual(['csv']);
    expect(await list({ kind: 'inventory' })).toEqual([]);
    await expect(list({ kind: 'horoscope' })).rejects.toThrow(/is not known/);
  });
});
