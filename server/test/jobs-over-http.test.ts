import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LiveServer, startLiveServer } from './live-server.ts';

describe('jobs over HTTP', () => {
  let live: LiveServer;

  beforeAll(async () => {
    live = await startLiveServer({
      JOB_RESOURCE_SYNC_SCHEDULE: '0 */6 * * *',
      JOB_DRIFT_DETECTION_SCHEDULE: '30 0 4 1 1 *',
      JOB_COST_SYNC_SCHEDULE: '0 3 * * *',
    });
  });
  afterAll(() => live?.stop());

  const job = async (type: string) => (await live.call('GET', `/api/v1/jobs/${type}`)).json;

  it('are the ones of this version, on the schedules of the environment, in UTC', async () => {
    const { data } = (await live.call('GET', '/api/v1/jobs')).json;
    expect(data.map(({ type }: { type: string }) => type).sort()).toEqual([
      'compliance_check',
      'drift_detection',
      'recommendation',
      'remediation',
      'report_generation',
      'resource_sync',
    ]);
    const sync = await job('resource_sync');
    expect(sync).toMatchObject({ schedule: '0 */6 * * *', state: 'scheduled', time_zone: 'UTC' });
    const next = new Date(sync.next_run_at);
    expect([next.getUTCHours() % 6, next.getUTCMinutes(), next.getUTCSeconds()]).toEqual([0, 0, 0]);
    expect(next.getTime()).toBeGreaterThan(Date.now() - 1000);
    expect(next.getTime()).toBeLessThan(Date.now() + 6 * 3_600_000 + 1000);
    const yearly = new Date((await job('drift_detection')).next_run_at);
    expect(yearly.toISOString()).toMatch(/-01-01T04:00:30\.000Z$/);
  });

  it('run by hand, answer at once, and are found under both addresses', async () => {
    const triggered = await live.call('POST', '/api/v1/jobs/drift_detection/trigger');
    expect(triggered.status).toBe(202);
    const { execution_id, job_id } = triggered.json;
    expect(triggered.json).toMatchObject({ job_id: execution_id, duplicate: false });
    expect(job_id).toBe(execution_id);
    const ended = await live.finished(execution_id);
    // There is no account: that is neither a success nor a failure.
    expect(ended).toMatchObject({ status: 'skipped', error_code: 'nothing_to_compare', trigger: 'api' });
    const { id } = await job('drift_detection');
    const other = await live.call('GET', `/api/v1/jobs/${id}/executions/${execution_id}`);
    expect(other.json).toEqual(ended);
    const list = (await live.call('GET', `/api/v1/jobs/${id}/executions`)).json;
    expect(list.data.map((execution: { id: number }) => execution.id)).toEqual([execution_id]);
    const cancelled = await live.call('POST', `/api/v1/executions/${execution_id}/cancel`);
    expect(cancelled).toMatchObject({ status: 409, json: { code: 'conflict' } });
  });

  it('have a log that is read by page, level and text, and downloaded', async () => {
    const { execution_id: id } = (await live.call('POST', '/api/v1/jobs/drift_detection/trigger')).json;
    const ended = await live.finished(id);
    expect(ended).toMatchObject({ attempt: 1, phase: 'run', steps: [], log_removed: false });
    const lines = ended.log as { sequence: number; message: string; level: string }[];
    expect(lines.length).toBe(ended.log_lines_total);
    const last = lines.at(-1);
    const page = (await live.call('GET', `/api/v1/executions/${id}/log?limit=1`)).json;
    expect(page).toMatchObject({ data: [last], total: lines.length });
    const before = await live.call('GET', `/api/v1/executions/${id}/log?before=${last?.sequence}&limit=1000`);
    expect(before.json).toMatchObject({ data: lines.slice(0, -1), searched_to: null });
    const after = (await live.call('GET', `/api/v1/executions/${id}/log?after=0&q=SKIPPED&level=info`)).json;
    expect(after).toMatchObject({ data: [last], searched_to: null });
    const wrong = await live.call('GET', `/api/v1/executions/${id}/log?level=loud`);
    expect(wrong).toMatchObject({ status: 400, json: { details: [{ path: 'level' }] } });
    const stream = await live.call('GET', `/api/v1/executions/${id}/stream?after=${last?.sequence}`);
    expect(stream.text).toContain('event: ended');
    expect(stream.text).not.toContain('event: log');
    const fromStart = await live.call('GET', `/api/v1/executions/${id}/stream`);
    expect(fromStart.text).toContain(`id: ${last?.sequence}\nevent: log`);
    const download = await live.call('GET', `/api/v1/executions/${id}/log/download`);
    expect(download.text).toContain(`INFO  ${last?.message}\n`);
  });

  it('are started again by hand as new ones, and found by what started them', async () => {
    const { execution_id: id } = (await live.call('POST', '/api/v1/jobs/resource_sync/trigger')).json;
    await live.finished(id);
    const again = await live.call('POST', `/api/v1/executions/${id}/retry`);
    expect(again).toMatchObject({ status: 202, json: { trigger: 'retry', retry_of: id } });
    expect(await live.finished(again.json.id)).toMatchObject({ status: 'skipped', retry_of: id });
    const { id: job_id } = await job('resource_sync');
    const list = (await live.call('GET', `/api/v1/executions?job_id=${job_id}&trigger=retry`)).json;
    expect(list.data.map((execution: { id: number }) => execution.id)).toEqual([again.json.id]);
    const future = encodeURIComponent(new Date(Date.now() + 60_000).toISOString());
    expect((await live.call('GET', `/api/v1/executions?from=${future}`)).json.data).toEqual([]);
    const wrong = await live.call('GET', '/api/v1/executions?trigger=magic');
    expect(wrong).toMatchObject({ status: 400, json: { details: [{ path: 'trigger' }] } });
  });

  it('of another job are not found under this one', async () => {
    const { execution_id } = (await live.call('POST', '/api/v1/jobs/resource_sync/trigger')).json;
    await live.finished(execution_id);
    const { id } = await job('drift_detection');
    expect((await live.call('GET', `/api/v1/jobs/${id}/executions/${execution_id}`)).status).toBe(404);
  });

  it('that are disabled wait for nobody and still run by hand', async () => {
    const { id } = await job('resource_sync');
    expect((await live.call('POST', `/api/v1/jobs/${id}/disable`)).json).toMatchObject({
      state: 'disabled',
      next_run_at: null,
      state_reason: expect.any(String),
    });
    const { execution_id } = (await live.call('POST', `/api/v1/jobs/${id}/trigger`)).json;
    expect((await live.finished(execution_id)).status).toBe('skipped');
    const enabled = (await live.call('POST', `/api/v1/jobs/${id}/enable`)).json;
    expect(enabled).toMatchObject({ state: 'scheduled', next_run_at: expect.any(String) });
  });

  it('leave an audit event for every end and every change', async () => {
    const { data } = (await live.call('GET', '/api/v1/audit-events?per_page=100')).json;
    const actions = new Set(data.map(({ action }: { action: string }) => action));
    for (const action of ['execution.requested', 'execution.skipped', 'job.disabled', 'job.enabled'])
      expect(actions).toContain(action);
    const executions = (await live.call('GET', '/api/v1/executions?per_page=100')).json.data;
    for (const { id } of executions) {
      const { json } = await live.call('GET', `/api/v1/executions/${id}`);
      expect(json.audit_sequence).toEqual(expect.any(Number));
    }
    expect((await live.call('GET', '/api/v1/audit-events/verify')).json).toMatchObject({ verified: true });
  });
});
