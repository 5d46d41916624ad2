import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { type Composed, composeForTests } from '../../../../test/composed.ts';
import { systemScope } from '../../../core/scope.ts';
import { describeOnEachEngine } from '../../../platform/db/testing.ts';
import { listAuditEvents, verifyAuditLog } from '../../govern/audit-log/index.ts';
import { addTestMember, createTestTenant } from '../../govern/tenancy/testing.ts';
import { reportRetention } from './retention.ts';
import { openReportDesk, type ReportDesk } from './testing/report-desk.ts';

type Deliveries = { data: { report_id: string; url: string; opened_at: string | null }[] };

describeOnEachEngine('delivered reports', (openDatabase) => {
  let app: Composed;
  let desk: ReportDesk;
  const time = { now: new Date('2026-05-01T00:00:00Z') };

  beforeAll(async () => {
    app = await composeForTests(await openDatabase(), { clock: { now: () => time.now } });
  });
  afterAll(async () => await app?.stop());
  beforeEach(async () => {
    desk = await openReportDesk(app, time);
  });

  const activity = (recipients: string[] = []) => ({
    kind: 'job_activity' as const,
    format: 'csv' as const,
    recipients,
  });
  const audited = async () =>
    (
      await app.db.within(desk.scope, (tx) =>
        listAuditEvents(tx, { target_type: 'report' }, { perPage: 10, offset: 0 }),
      )
    ).events;
  async function gone(): Promise<string> {
    const member = await addTestMember(app.db, desk.tenant, 'viewer');
    await app.db.asSystem(systemScope('a member leaves'), (tx) =>
      tx.sql
        .deleteFrom('memberships')
        .where('organization_id', '=', desk.tenant.organizationId)
        .where('user_id', '=', member.id)
        .execute(),
    );
    return member.email;
  }

  it('are refused for strangers, naming them', async () => {
    const recipients = ['eve@elsewhere.example', desk.tenant.owner.email];
    await expect(desk.request(activity(recipients))).rejects.toMatchObject({
      code: 'unprocessable',
      message: expect.stringContaining('eve@elsewhere.example'),
      details: [{ path: 'recipients.0' }],
    });
  });

  it('are found by the recipient and noted when opened, once', async () => {
    const auditor = await addTestMember(app.db, desk.tenant, 'auditor');
    const { report } = await desk.made(activity([auditor.email.toUpperCase(), auditor.email]));
    expect(report.recipients).toMatchObject([
      { recipient: auditor.email, status: 'delivered', opened_at: null },
    ]);
    const as = { scope: auditor.scope };
    const mine = async () =>
      (await app.call<Deliveries>('listReportDeliveries', { query: { mine: 'true' }, ...as })).data;
    expect(await mine()).toMatchObject([
      { report_id: report.id, url: `http://127.0.0.1/reports/${report.id}` },
    ]);
    await app.call('markReportOpened', { params: { id: report.id }, ...as });
    await app.call('markReportOpened', { params: { id: report.id }, ...as });
    // Somebody else may look at it too, and that is not an opened delivery.
    await desk.call('markReportOpened', { params: { id: report.id } });
    expect((await mine())[0]?.opened_at).toBe(time.now.toISOString());
    expect((await audited()).map(({ action }) => action)).toEqual(['report.opened', 'report.generated']);
    const events = await app.db.within(desk.scope, (tx) =>
      tx.sql
        .selectFrom('outbox_events')
        .select('type')
        .where('type', 'like', 'report.%')
        .orderBy('id')
        .execute(),
    );
    expect(events.map(({ type }) => type)).toEqual(['report.generated', 'report.delivered']);
    expect((await desk.call<Deliveries>('listReportDeliveries', { query: { mine: 'true' } })).data).toEqual(
      [],
    );
  });

  it('succeed with a warning when one recipient has left meanwhile', async () => {
    const left = await gone();
    const executionId = 2_000_000 + desk.tenant.organizationId;
    const { outcome, lines } = await desk.make(executionId, activity([desk.tenant.owner.email, left]));
    expect(outcome.status).toBe('succeeded');
    expect(lines.filter((line) => line.startsWith('warn'))).toEqual([
      `warn ${left} is not a member any more and did not get the report`,
    ]);
    const { recipients } = await desk.get(outcome.result?.id ?? '');
    expect(recipients.map(({ status }) => status).sort()).toEqual(['delivered', 'failed']);
  });

  it('fail when every recipient has left, and stay stored', async () => {
    const executionId = 2_000_000 + desk.tenant.organizationId;
    const { outcome } = await desk.make(executionId, activity([await gone()]));
    expect(outcome).toMatchObject({ status: 'failed', code: 'not_delivered' });
    expect((await desk.get(outcome.result?.id ?? '')).sha256).toMatch(/^[0-9a-f]{64}$/);
  });

  it('are deleted for everybody, with their content and a line in the audit log', async () => {
    const { report } = await desk.made(activity());
    await desk.call('deleteReport', { params: { id: report.id } });
    await expect(desk.get(report.id)).rejects.toThrow('report not found');
    const left = await app.db.within(desk.scope, (tx) =>
      tx.sql.selectFrom('report_chunks').select('position').where('report_id', '=', report.id).execute(),
    );
    expect(left).toEqual([]);
    expect((await audited())[0]).toMatchObject({
      action: 'report.deleted',
      detail: { sha256: report.sha256 },
    });
    expect(await verifyAuditLog(app.db, desk.scope)).toMatchObject({ verified: true });
  });

  it('are removed by the job of retention when they are old, as if somebody had deleted them', async () => {
    const { report } = await desk.made(activity());
    const [made, later] = [time.now, new Date(time.now.getTime() + 1)];
    const counts = await app.db.within(desk.scope, async (tx) => [
      await reportRetention.count(tx, made),
      await reportRetention.count(tx, later),
      await reportRetention.remove(tx, made, 500),
      await reportRetention.remove(tx, later, 500),
      await reportRetention.remove(tx, later, 500),
    ]);
    expect(counts).toEqual([0, 1, 0, 1, 0]);
    await expect(desk.get(report.id)).rejects.toThrow('report not found');
    expect((await audited())[0]).toMatchObject({
      action: 'report.deleted',
      detail: { sha256: report.sha256 },
    });
  });

  it('of another organisation are not found', async () => {
    const { report } = await desk.made(activity());
    const { scope } = await createTestTenant(app.db, 'Other', [app.domain.onOrganizationCreated]);
    for (const operation of ['getReport', 'downloadReport', 'markReportOpened', 'deleteReport']) {
      const call = app.call(operation, { params: { id: report.id }, scope });
      await expect(call).rejects.toThrow('report not found');
    }
    expect((await app.call<{ data: object[] }>('listReports', { scope })).data).toEqual([]);
  });
});
