import { type Sandbox, startSandbox } from '@infraudit/sandbox';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemScope } from '../src/core/scope.ts';
import { type Answer, type LiveServer, startLiveServer } from './live-server.ts';

const shownLines = 500;
const soonMs = 20_000;

describe('a failed job, in the whole product', () => {
  let sandbox: Sandbox;
  let live: LiveServer;
  let job: { id: number; name: string };

  beforeAll(async () => {
    sandbox = await startSandbox();
    live = await startLiveServer();
    const { json } = await live.call('POST', '/api/v1/providers/aws/connect', {
      name: 'Acme',
      ...sandbox.credentials,
      endpointUrl: sandbox.endpoint,
    });
    await live.finished(json.running_execution_id);
    job = (await live.call('GET', '/api/v1/jobs/resource_sync')).json;
  });
  afterAll(async () => {
    await live?.stop();
    await sandbox?.stop();
  });

  const runs = async () => {
    const triggered = await live.call('POST', `/api/v1/jobs/${job.id}/trigger`, {});
    return await live.finished(triggered.json.execution_id);
  };
  const failed = async () => {
    sandbox.faults.deny('sts:GetCallerIdentity');
    const execution = await runs();
    sandbox.faults.clear();
    return execution;
  };
  const alerts = async (query = 'status=all') =>
    (await live.call('GET', `/api/v1/alerts?${query}`)).json.data;
  /** Events are delivered by the queue, a moment after the run has ended. */
  async function until<T>(read: () => Promise<T>, fits: (value: T) => boolean): Promise<T> {
    const end = Date.now() + soonMs;
    for (;;) {
      const value = await read();
      if (fits(value) || Date.now() > end) return value;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
  const eventsOf = (executionId: number) =>
    live.server.platform.database.asSystem(systemScope('a suite reads events'), async (tx) => {
      const rows = await tx.sql
        .selectFrom('outbox_events')
        .select(['type', 'payload'])
        .orderBy('id')
        .execute();
      return rows.filter((row) => (row.payload as { execution_id?: number }).execution_id === executionId);
    });

  it('without a failure there is no alert', async () => {
    expect(await alerts()).toEqual([]);
  });

  it('failed job: the execution is failed, there is an alert, and job.completed and job.failed say so', async () => {
    const execution = await failed();
    expect(execution).toMatchObject({ status: 'failed', error: expect.stringContaining('Acme') });
    const told = await eventsOf(execution.id);
    expect(told.map(({ type }) => type).sort()).toEqual(['job.completed', 'job.failed']);
    for (const { payload } of told) {
      expect(payload).toMatchObject({ status: 'failed', job_id: job.id, job_type: 'resource_sync' });
    }
    const [alert, ...others] = await until(alerts, (list) => list.length > 0);
    expect(others).toEqual([]);
    expect(alert).toMatchObject({
      title: `Job ${job.name} failed`,
      description: execution.error,
      type: 'performance',
      severity: 'high',
      status: 'open',
      source: { kind: 'job', id: job.id },
      evidence: { kind: 'execution', id: execution.id },
    });
    expect((await live.call('GET', '/api/v1/status')).json.alerts).toEqual({ open: 1, urgent: 1 });
    const metrics = await fetch(`${live.url}/metrics`);
    expect(await metrics.text()).toContain(
      'infraudit_alerts_open_total{severity="high",type="performance"} 1',
    );
  });

  it('the detail of an execution shows the last 500 lines of its log and says how many there are', async () => {
    const execution = await failed();
    const before: Answer['json'] = (await live.call('GET', `/api/v1/executions/${execution.id}`)).json;
    const more = 700;
    const first = before.log_lines_total + 1;
    const last = before.log_lines_total + more;
    await live.server.platform.database.asSystem(systemScope('a suite lengthens a log'), async (tx) => {
      const { organization_id } = await tx.sql
        .selectFrom('job_executions')
        .select('organization_id')
        .where('id', '=', execution.id)
        .executeTakeFirstOrThrow();
      const lines = Array.from({ length: more }, (_, index) =>
        JSON.stringify([first + index, Date.now(), 'info', `line ${first + index}`]),
      );
      await tx.sql
        .insertInto('execution_log_chunks')
        .values({
          organization_id,
          execution_id: execution.id,
          first_sequence: first,
          last_sequence: last,
          levels: JSON.stringify({ info: more }),
          lines: lines.join('\n'),
        })
        .execute();
      await tx.sql
        .updateTable('job_executions')
        .set({ log_lines: last })
        .where('id', '=', execution.id)
        .execute();
    });
    const { log, log_lines_total } = (await live.call('GET', `/api/v1/executions/${execution.id}`)).json;
    expect(log).toHaveLength(shownLines);
    expect(log.at(-1)).toMatchObject({ sequence: last, message: `line ${last}` });
    expect(log_lines_total).toBe(last);
  });

  it('failing again counts in the same alert, and the next success resolves it', async () => {
    await until(alerts, (list) => list[0]?.occurrences === 2);
    expect(await runs()).toMatchObject({ status: 'succeeded' });
    const [alert] = await until(alerts, (list) => list[0]?.status === 'resolved');
    expect(alert).toMatchObject({
      status: 'resolved',
      occurrences: 2,
      resolution: 'cleared',
      resolution_note: 'resolved by a later success',
    });
    const { history } = (await live.call('GET', `/api/v1/alerts/${alert.id}`)).json;
    expect(history.map(({ change }: { change: string }) => change)).toEqual([
      'resolved',
      'occurred',
      'raised',
    ]);
    expect(await alerts('')).toEqual([]);
  });

  it('the alert of a job that was deleted is resolved, because nobody has to act on it any more', async () => {
    const made = await live.call('POST', '/api/v1/jobs', {
      name: 'Sync of one account',
      type: 'resource_sync',
      timing: { kind: 'weekly', weekday: 1, at: '07:00' },
    });
    sandbox.faults.deny('sts:GetCallerIdentity');
    const triggered = await live.call('POST', `/api/v1/jobs/${made.json.id}/trigger`, {});
    await live.finished(triggered.json.execution_id);
    sandbox.faults.clear();
    const ofJob = async () =>
      (await alerts()).filter(({ source }: { source: { id: number } }) => source.id === made.json.id);
    await until(ofJob, (list) => list[0]?.status === 'open');
    await live.call('DELETE', `/api/v1/jobs/${made.json.id}`);
    const [alert] = await until(ofJob, (list) => list[0]?.status === 'resolved');
    expect(alert).toMatchObject({
      status: 'resolved',
      resolution: 'cleared',
      resolution_note: 'resolved because the job was deleted',
    });
  });
});
