import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Composed, composeForTests } from '../../../../test/composed.ts';
import type { JsonObject } from '../../../core/json.ts';
import { systemScope } from '../../../core/scope.ts';
import { describeOnEachEngine } from '../../../platform/db/testing.ts';
import { listAuditEvents, verifyAuditLog } from '../../govern/audit-log/index.ts';
import { createTestTenant, type TestTenant } from '../../govern/tenancy/testing.ts';

type AlertView = {
  id: number;
  title: string;
  description: string;
  severity: string;
  status: string;
  occurrences: number;
  resolution: string | null;
  resolution_note: string | null;
  acknowledged_by: string | null;
  opened_at: string;
  created_at: string;
  evidence: { kind: string; id: number } | null;
  history: { change: string; note: string | null; actor: string }[];
};
type Run = {
  status?: string;
  trigger?: string;
  parameters?: JsonObject;
  error?: string;
  mayHaveWritten?: boolean;
};

describeOnEachEngine('alerts of jobs', (open) => {
  let app: Composed;
  let tenant: TestTenant;
  let job: number;
  let seconds: number;
  let events = 1000;

  beforeAll(async () => {
    app = await composeForTests(await open());
  });
  afterAll(async () => await app?.stop());
  beforeEach(async () => {
    seconds = 0;
    tenant = await createTestTenant(app.db, 'Acme');
    job = await app.db.asSystem(systemScope('the test makes a job'), async (tx) => {
      const values = {
        organization_id: tenant.organizationId,
        type: 'drift_detection',
        name: 'Nightly drift',
      };
      return (await tx.sql.insertInto('jobs').values(values).returning('id').executeTakeFirstOrThrow()).id;
    });
  });

  /** A run that has ended, one second after the one before it. */
  async function ended(run: Run = {}): Promise<{ id: number; status: string }> {
    const { status = 'failed', trigger = 'schedule', parameters = {}, error, mayHaveWritten = false } = run;
    seconds += 1;
    const at = new Date(Date.UTC(2026, 4, 1, 0, 0, seconds));
    return await app.db.asSystem(systemScope('the test makes a run'), async (tx) => {
      const row = await tx.sql
        .insertInto('job_executions')
        .values({
          organization_id: tenant.organizationId,
          job_id: job,
          job_type: 'drift_detection',
          trigger,
          status,
          parameters: JSON.stringify(parameters),
          requested_by: JSON.stringify({ kind: 'system', label: 'schedule' }),
          queued_at: at,
          started_at: at,
          ended_at: at,
          timeout_seconds: 60,
          error: status === 'failed' ? (error ?? 'the bucket could not be read') : null,
          may_have_written: mayHaveWritten,
        })
        .returning('id')
        .executeTakeFirstOrThrow();
      return { id: row.id, status };
    });
  }
  async function deliver(run: { id: number; status: string }, eventId?: number): Promise<number> {
    events += 1;
    const id = eventId ?? events;
    const [subscriber] = app.domain.subscribers;
    await subscriber?.handle(
      {
        id,
        organizationId: tenant.organizationId,
        type: run.status === 'failed' ? 'job.failed' : 'job.completed',
        payload: { execution_id: run.id, job_id: job, status: run.status },
        at: new Date(),
      },
      new AbortController().signal,
    );
    return id;
  }
  const happens = async (run: Run = {}) => {
    const made = await ended(run);
    await deliver(made);
    return made;
  };
  const as = <T>(operationId: string, input: object = {}) =>
    app.call<T>(operationId, { scope: tenant.scope, ...input });
  const list = async (query: object = { status: 'all' }) =>
    (await as<{ data: AlertView[] }>('listAlerts', { query })).data;
  const detail = async () => {
    const [first] = await list();
    if (first === undefined) throw new Error('there is no alert');
    return await as<AlertView>('getAlert', { params: { id: String(first.id) } });
  };
  const act = (operationId: string, alert: { id: number }, body?: object) =>
    as<AlertView>(operationId, { params: { id: String(alert.id) }, ...(body === undefined ? {} : { body }) });
  const announced = async () => {
    const rows = await app.db.within(tenant.scope, (tx) =>
      tx.sql
        .selectFrom('outbox_events')
        .select('type')
        .where('type', 'like', 'alert.%')
        .orderBy('id')
        .execute(),
    );
    return rows.map(({ type }) => type);
  };

  describe('a failed run', () => {
    it('raises an alert that names the job, the error and the run', async () => {
      const { id } = await happens({ error: 'access denied in eu-central-1' });
      expect(await list({})).toMatchObject([
        {
          title: 'Job Nightly drift failed',
          description: 'access denied in eu-central-1',
          type: 'performance',
          severity: 'high',
          status: 'open',
          source: { kind: 'job', id: job, name: 'Nightly drift' },
          evidence: { kind: 'execution', id },
          occurrences: 1,
        },
      ]);
      expect(await announced()).toEqual(['alert.created']);
      const { events: audit } = await app.db.within(tenant.scope, (tx) =>
        listAuditEvents(tx, { action: 'alert.raised' }, { perPage: 10, offset: 0 }),
      );
      expect(audit).toMatchObject([{ target: { type: 'alert' }, actor: { kind: 'system' } }]);
    });

    it('after another one counts in the same alert, and shows the newest error', async () => {
      await happens({ error: 'first' });
      const second = await happens({ error: 'second' });
      const alert = await detail();
      expect(alert).toMatchObject({ occurrences: 2, description: 'second', evidence: { id: second.id } });
      expect(alert.history.map(({ change, note }) => [change, note])).toEqual([
        ['occurred', 'second'],
        ['raised', 'first'],
      ]);
      expect(await announced()).toEqual(['alert.created', 'alert.updated']);
    });

    it('that is delivered twice counts once', async () => {
      const run = await ended();
      const event = await deliver(run);
      await deliver(run, event);
      const again = await ended();
      const later = await deliver(again);
      await deliver(again, later);
      await deliver(run, event);
      expect(await detail()).toMatchObject({ occurrences: 2 });
    });

    it('that may have changed a connected system is critical', async () => {
      await happens({ mayHaveWritten: true, error: 'the connection broke' });
      const alert = await detail();
      expect(alert).toMatchObject({ severity: 'critical' });
      expect(alert.description).toMatch(/may have changed the connected system.*the connection broke/);
    });

    it('delivered after a newer one does not hide the newer error', async () => {
      const older = await ended({ error: 'older' });
      const newer = await ended({ error: 'newer' });
      await deliver(newer);
      await deliver(older);
      expect(await detail()).toMatchObject({
        occurrences: 2,
        description: 'newer',
        evidence: { id: newer.id },
      });
    });
  });

  it.each(['skipped', 'cancelled', 'succeeded'])('a run that was %s raises nothing', async (status) => {
    await happens({ status });
    expect(await list()).toEqual([]);
  });

  describe('a later success', () => {
    it('resolves the alert and says so', async () => {
      await happens();
      await happens({ status: 'succeeded' });
      expect(await list({})).toEqual([]);
      const alert = await detail();
      expect(alert).toMatchObject({
        status: 'resolved',
        resolution: 'cleared',
        resolution_note: 'resolved by a later success',
      });
      expect(await announced()).toEqual(['alert.created', 'alert.resolved']);
      expect(await verifyAuditLog(app.db, tenant.scope)).toMatchObject({ verified: true });
    });

    it('that was skipped or cancelled instead resolves nothing', async () => {
      await happens();
      await happens({ status: 'skipped' });
      await happens({ status: 'cancelled' });
      expect(await list({})).toHaveLength(1);
    });

    it('of one account does not resolve the alert of the whole job', async () => {
      await happens();
      await happens({ status: 'succeeded', trigger: 'manual', parameters: { provider_id: 3 } });
      expect(await list({})).toHaveLength(1);
      await happens({ status: 'succeeded', trigger: 'manual' });
      expect(await list({})).toEqual([]);
    });

    it('of the same account resolves the alert of that account, of another one does not', async () => {
      await happens({ trigger: 'manual', parameters: { provider_id: 3 } });
      await happens({ status: 'succeeded', trigger: 'manual', parameters: { provider_id: 4 } });
      expect(await list({})).toHaveLength(1);
      await happens({ status: 'succeeded', trigger: 'manual', parameters: { provider_id: 3 } });
      expect(await list({})).toEqual([]);
    });

    it('of one account resolves nothing when another account failed too', async () => {
      await happens({ trigger: 'manual', parameters: { provider_id: 3 } });
      await happens({ trigger: 'manual', parameters: { provider_id: 4 } });
      await happens({ status: 'succeeded', trigger: 'manual', parameters: { provider_id: 4 } });
      expect(await list({})).toHaveLength(1);
    });

    it('that is older than the failure resolves nothing', async () => {
      const success = await ended({ status: 'succeeded' });
      await happens();
      await deliver(success);
      expect(await list({})).toHaveLength(1);
    });

    it('that is delivered before the failure leaves a resolved alert', async () => {
      const failure = await ended();
      const success = await ended({ status: 'succeeded' });
      await deliver(success);
      await deliver(failure);
      expect(await detail()).toMatchObject({ status: 'resolved', resolution: 'cleared' });
    });

    it('of an undo says nothing about the job', async () => {
      await happens();
      await happens({ status: 'succeeded', trigger: 'undo' });
      expect(await list({})).toHaveLength(1);
    });
  });

  it('opens again with its history when the job fails again', async () => {
    await happens();
    await happens({ status: 'succeeded' });
    await happens({ error: 'again' });
    const alert = await detail();
    expect(alert).toMatchObject({ status: 'open', occurrences: 2, resolution: null, resolution_note: null });
    expect(alert.history.map(({ change }) => change)).toEqual(['reopened', 'resolved', 'raised']);
    expect(alert.opened_at > alert.created_at).toBe(true);
  });

  describe('a person', () => {
    it('acknowledges: it stays listed, and stays acknowledged while it recurs', async () => {
      await happens();
      const alert = await detail();
      expect(await act('acknowledgeAlert', alert)).toMatchObject({
        status: 'acknowledged',
        acknowledged_by: tenant.owner.email,
      });
      await act('acknowledgeAlert', alert);
      await happens();
      expect(await list({})).toMatchObject([{ status: 'acknowledged', occurrences: 2 }]);
      expect((await detail()).history.map(({ change }) => change)).toEqual([
        'occurred',
        'acknowledged',
        'raised',
      ]);
    });

    it('is called again when an acknowledged one becomes worse', async () => {
      await happens();
      await act('acknowledgeAlert', await detail());
      await happens({ mayHaveWritten: true });
      expect(await detail()).toMatchObject({ status: 'open', severity: 'critical', acknowledged_by: null });
    });

    it('resolves with a note, once', async () => {
      await happens();
      const alert = await detail();
      expect(await act('resolveAlert', alert, { note: 'the key was renewed' })).toMatchObject({
        status: 'resolved',
        resolution: 'person',
        resolution_note: 'the key was renewed',
      });
      for (const operation of ['resolveAlert', 'acknowledgeAlert'])
        await expect(act(operation, alert)).rejects.toMatchObject({ code: 'unprocessable' });
    });

    it('changes many at once and hears which could not change', async () => {
      await happens();
      const { id } = await detail();
      const bulk = (action: string) => as('changeAlerts', { body: { ids: [id, id, 999_999_999], action } });
      const nobody = { not_found: [999_999_999] };
      expect(await bulk('acknowledge')).toEqual({ changed: [id], unchanged: [], ...nobody });
      expect(await bulk('acknowledge')).toEqual({ changed: [], unchanged: [id], ...nobody });
      expect(await bulk('resolve')).toEqual({ changed: [id], unchanged: [], ...nobody });
      expect(await bulk('acknowledge')).toEqual({ changed: [], unchanged: [id], ...nobody });
    });
  });

  it('are found by severity, type, source and words, and counted', async () => {
    await happens({ error: 'access denied in 100% of cases' });
    const found = async (query: object) => (await list({ status: 'all', ...query })).length;
    expect(await found({ severity: 'high,low', type: 'performance', source: `job:${job}` })).toBe(1);
    expect(await found({ source: 'job', q: '100% of', sort: 'severity' })).toBe(1);
    expect(await found({ severity: 'critical' })).toBe(0);
    expect(await found({ source: `job:${job + 1}` })).toBe(0);
    expect(await found({ source: 'drift' })).toBe(0);
    expect(await found({ q: '1000' })).toBe(0);
    expect(await found({ status: 'resolved' })).toBe(0);
    await expect(list({ severity: 'terrible' })).rejects.toMatchObject({ details: [{ path: 'severity' }] });
    expect(await as('getAlertSummary')).toMatchObject({
      open: 1,
      urgent: 1,
      by_severity: { high: 1, low: 0 },
    });
    await act('acknowledgeAlert', await detail());
    expect(await as('getAlertSummary')).toMatchObject({ open: 0, acknowledged: 1, urgent: 0 });
  });
});
