import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { owner } from './live-server.ts';
import { ben, type Execution, startSignedIn } from './signed-in.ts';

let desk: Awaited<ReturnType<typeof startSignedIn>>;

beforeAll(async () => {
  desk = await startSignedIn();
});
afterAll(() => desk?.stop());

type Job = {
  id: number;
  name: string;
  version: number;
};

describe('a job of one’s own', () => {
  it('says what is missing where nobody can be asked', async () => {
    const told = await desk.refused('job', 'create', '--name', 'Night scan');
    expect(told).toContain('--type, --schedule are missing');
    expect(told).toContain('infraudit job types');
  });

  it.each([
    ['--type', 'drift_detektion', /drift_detektion|job type/i],
    ['--schedule', 'daily at noon', /daily 06:30/],
    ['--schedule', '61 * * * *', /minute|61/],
    ['--time-zone', 'Europe/Atlantis', /zone/i],
    ['--approver', 'bem@example.com', /Did you mean ben@example\.com/],
    ['--blackout', 'someday 09:00-10:00', /day of the week/],
    ['--jitter', 'a while', /length of time/],
    ['--param', 'provider', /name=value/],
    ['--depends-on', '999', /depends_on/],
  ])('refuses %s %s and says why', async (flag, value, why) => {
    const given: Record<string, string> = {
      '--name': 'Wrong',
      '--type': 'drift_detection',
      '--schedule': 'daily 02:30',
      [flag]: value,
    };
    expect(await desk.refused('job', 'create', ...Object.entries(given).flat())).toMatch(why);
  });

  it('is made, shown and found', async () => {
    const ran = await desk.fine(
      ...['job', 'create', '--name', 'Night scan', '--type', 'drift_detection', '--schedule', 'daily 02:30'],
      ...[
        '--time-zone',
        'Europe/Berlin',
        '--param',
        'provider_id=1',
        '--retries',
        '2',
        '--retry-backoff',
        '5m',
      ],
      ...['--blackout', 'sat-sun 00:00-06:00; 2026-12-24T00:00Z/2026-12-27T00:00Z', '--missed', 'all'],
      ...['--maximum-lateness', '2h', '--jitter', '30s', '--depends-on', '1:24h', '--timeout', '10m'],
    );
    expect(ran.stdout).toMatch(/^Job +Night scan \(#\d+, drift_detection\)$/m);
    expect(ran.stdout).toMatch(/^Configured +provider_id=1$/m);
    expect(ran.stdout).toMatch(/^Missed runs +all, at most 2h late$/m);
    expect(ran.stdout).toMatch(/^Retries +2, the first after 5m$/m);
    expect(ran.stdout).toMatch(/^Not during +Sun Sat 00:00-06:00, 2026-12-24T/m);
    expect(ran.stderr).toMatch(/Next run .* · infraudit job trigger \d+ --wait/);
    const [job] = await desk.json<Job[]>('job', 'ls', '--search', 'night', '--type', 'drift_detection');
    expect(job).toMatchObject({
      name: 'Night scan',
      timing: { kind: 'daily', at: '02:30' },
      platform: false,
    });
    expect(
      await desk.refused(
        'job',
        'create',
        '--name',
        'night scan',
        '--type',
        'drift_detection',
        '--schedule',
        'daily 03:00',
      ),
    ).toContain('Another job is called');
  });

  const nightScan = async () => {
    const [job] = await desk.json<Job[]>('job', 'list', '--search', 'Night scan');
    if (job === undefined) throw new Error('the job is gone');
    return job;
  };

  it('is changed in parts, and its changes are on record', async () => {
    const { id, version } = await nightScan();
    expect(await desk.refused('job', 'edit', String(id))).toContain('Nothing to change');
    await desk.fine('job', 'edit', String(id), '--schedule', 'weekly mon 07:00', '--param', 'provider_id=');
    const job = await desk.json<Job>('job', 'get', String(id));
    expect(job).toMatchObject({
      version: version + 1,
      timing: { kind: 'weekly', weekday: 1, at: '07:00' },
      configuration: {},
      retry: { attempts: 2, backoff_seconds: 300 },
    });
    const table = await desk.fine('job', 'revisions', String(id));
    expect(table.stdout.split('\n')[1]).toMatch(/edited +.*timing/);
  });

  it('is paused, resumed, disabled and enabled', async () => {
    const id = String((await nightScan()).id);
    expect((await desk.fine('job', 'pause', id)).stdout).toBe('Night scan is paused.\n');
    expect((await desk.fine('job', 'list', '--state', 'paused')).stdout).toContain('Night scan');
    expect(await desk.json<Job>('job', 'resume', id)).toMatchObject({ state: 'scheduled' });
    expect(await desk.json<Job>('job', 'disable', id)).toMatchObject({
      state: 'disabled',
      next_run_at: null,
    });
    expect(await desk.json<Job>('job', 'enable', id)).toMatchObject({ state: 'scheduled' });
  });

  it('runs by hand with parameters of one run, and its runs are found in every way', async () => {
    const id = String((await nightScan()).id);
    const ran = await desk.fine('job', 'run', id, '--wait', '--param', 'provider_id=1');
    expect(ran.stdout).toMatch(/^Night scan succeeded: /);
    const [execution] = await desk.json<Execution[]>(
      'job',
      'executions',
      id,
      '--trigger',
      'api',
      '--from',
      '1h',
    );
    expect(execution).toMatchObject({ status: 'succeeded', job_id: Number(id) });
    const listed = await desk.json<Execution[]>(
      'execution',
      'ls',
      '--job-type',
      'drift_detection',
      '--limit',
      '1',
    );
    expect(listed).toEqual([execution]);
    const shown = await desk.fine('execution', 'get', String(execution?.id));
    expect(shown.stdout).toMatch(/^Status +\[\+\] succeeded$/m);
    expect(shown.stdout).toMatch(/^Parameters +provider_id=1$/m);
    expect(shown.stdout).toContain('End of the log');
    expect(await desk.refused('job', 'trigger', id, '--param', 'colour=red')).toContain('colour');
  });

  it('has a log that can be followed, searched and cut', async () => {
    const [execution] = await desk.json<Execution[]>('job', 'executions', 'resource_sync', '--limit', '1');
    const id = String(execution?.id);
    const all = await desk.json<{ level: string; message: string }[]>('execution', 'log', id);
    expect((await desk.json<unknown[]>('execution', 'log', id, '-n', '1')).length).toBe(1);
    expect((await desk.json<unknown[]>('job', 'log', id, '--lines', '1')).length).toBe(1);
    const word = all.at(-1)?.message.split(' ')[0] ?? '';
    const found = await desk.json<{ message: string }[]>('execution', 'log', id, '--search', word);
    expect(found.length).toBeGreaterThan(0);
    expect(found.every(({ message }) => message.toLowerCase().includes(word.toLowerCase()))).toBe(true);
    expect(await desk.json('execution', 'log', id, '--level', 'error')).toEqual([]);
    const followed = await desk.fine('execution', 'log', id, '--follow');
    expect(followed.stdout.trim().split('\n')).toHaveLength(all.length);
    expect(followed.stderr).toContain(`Execution ${id} succeeded`);
  });

  it('is explained, and drawn on a line with the others', async () => {
    const id = String((await nightScan()).id);
    const { verdict, sentence } = await desk.json<{ verdict: string; sentence: string }>(
      'job',
      'explain',
      id,
    );
    expect(verdict).toMatch(/^(ran|not_due)$/);
    expect((await desk.fine('job', 'explain', id, '--at', '7d')).stdout).toMatch(/did not exist/);
    expect(sentence).not.toBe('');
    const drawn = await desk.cli(['job', 'timeline', '--no-color'], { columns: 100 });
    expect(drawn.stdout).toMatch(/^Night scan {2,}.*\+/m);
    for (const line of drawn.stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(100);
    const timeline = await desk.json<{ jobs: { name: string }[] }>('job', 'timeline', '--from', '1h');
    expect(timeline.jobs.map(({ name }) => name)).toContain('Night scan');
  });

  it('is duplicated as one that does not run, and deleted', async () => {
    const { id } = await nightScan();
    const copy = await desk.json<Job>('job', 'duplicate', String(id), '--name', 'Copy of it');
    expect(copy).toMatchObject({ name: 'Copy of it', state: 'disabled' });
    expect(await desk.refused('job', 'delete', String(copy.id))).toContain('--yes');
    await desk.fine('job', 'rm', String(copy.id), '--yes');
    expect(await desk.json('job', 'list', '--search', 'Copy of it')).toEqual([]);
    expect(await desk.refused('job', 'delete', 'resource_sync', '--yes')).toMatch(
      /platform|cannot be deleted/i,
    );
  });

  it('completes ids, types and people', async () => {
    const { id } = await nightScan();
    expect((await desk.fine('__complete', 'job', 'get', '')).stdout).toContain(`${id}\tNight scan`);
    expect((await desk.fine('__complete', 'job', 'create', '--type', 'drift')).stdout).toContain(
      'drift_detection\t',
    );
    expect((await desk.fine('__complete', 'job', 'edit', '--approver', 'ben')).stdout).toContain(ben);
    expect((await desk.fine('__complete', 'job', 'pa')).stdout).toContain('pause\t');
  });

  it('suggests the command that was meant', async () => {
    expect(await desk.refused('job', 'resumme', '1')).toContain('Did you mean infraudit job resume?');
    expect(await desk.refused('aproval', 'list')).toContain('Did you mean infraudit approval?');
  });
});

describe('an alert', () => {
  type Alert = { id: number; status: string; severity: string; title: string; occurrences: number };
  const alerts = (...filter: string[]) => desk.json<Alert[]>('alert', 'list', ...filter);
  async function until(fits: (found: Alert[]) => boolean): Promise<Alert[]> {
    for (;;) {
      const found = await alerts('--status', 'all');
      if (fits(found)) return found;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
  const syncRefused = async () => {
    desk.live.sandbox.faults.deny('sts:GetCallerIdentity');
    const told = await desk.refused('job', 'trigger', 'resource_sync', '--wait');
    desk.live.sandbox.faults.clear();
    return told;
  };

  it('does not exist while nothing has failed', async () => {
    const ran = await desk.fine('alert', 'list');
    expect(ran).toMatchObject({ stdout: '' });
    expect(ran.stderr).toContain('No alert is open');
  });

  it('is raised by a failed job, listed, shown, counted and completed', async () => {
    expect(await syncRefused()).toContain('failed');
    const [alert] = await until((found) => found.length === 1);
    expect(alert).toMatchObject({ severity: 'high', status: 'open', title: 'Job Resource sync failed' });
    const table = await desk.fine(
      'alert',
      'ls',
      '--severity',
      'medium',
      '--type',
      'performance',
      '--source',
      'job',
    );
    expect(table.stdout).toMatch(/\[H\] HIGH +Job Resource sync failed +performance +open/);
    expect(table.stderr).toContain(`1 alert · infraudit alert get ${alert?.id}`);
    const shown = await desk.fine('alert', 'get', String(alert?.id));
    expect(shown.stdout).toContain('AWS denied');
    expect(shown.stdout).toMatch(/History\n.*\n.*raised/);
    expect((await desk.fine('alert', 'summary')).stdout).toMatch(/^Open +1, 1 of them critical or high$/m);
    expect((await desk.fine('status')).stdout).toMatch(/^Alerts +1 open, 1 critical or high$/m);
    expect((await desk.fine('__complete', 'alert', 'get', '')).stdout).toContain(`${alert?.id}\thigh Job`);
    expect(await alerts('--severity', 'critical')).toEqual([]);
  });

  it('is acknowledged and resolved, once', async () => {
    const [alert] = await alerts();
    const id = String(alert?.id);
    expect(await desk.json('alert', 'ack', id)).toMatchObject({
      status: 'acknowledged',
      acknowledged_by: owner.email,
    });
    const resolved = await desk.fine('alert', 'resolve', id, '--note', 'the key was renewed');
    expect(resolved.stdout).toMatch(/^Note +the key was renewed$/m);
    expect(await desk.refused('alert', 'resolve', id)).toContain('resolved already');
    expect(await desk.refused('alert', 'get', '999999')).toContain('Alert not found');
  });

  it('opens again, and the next success resolves it', async () => {
    await syncRefused();
    await until(([alert]) => alert?.status === 'open' && alert.occurrences === 2);
    await desk.fine('job', 'trigger', 'resource_sync', '--wait');
    const [alert] = await until(([found]) => found?.status === 'resolved');
    const shown = await desk.fine('alert', 'get', String(alert?.id));
    expect(shown.stdout).toContain('because its cause is over');
  });

  it('is raised by hand, assigned, muted and told again, and stays in the history', async () => {
    expect(await desk.refused('alert', 'create', '--title', 'Key found')).toContain('--severity');
    const made = await desk.json<Alert>(
      ...['alert', 'create', '--title', 'Key found in a repository', '--severity', 'critical'],
    );
    const id = String(made.id);
    const assigned = await desk.fine('alert', 'assign', id, '--to', 'me');
    expect(assigned.stderr).toContain(`${owner.email} looks after alert ${id}`);
    await desk.fine('alert', 'assign', id, '--to', ben);
    expect(await desk.refused('alert', 'assign', id, '--to', 'bem@example.com')).toContain(ben);
    expect(await desk.refused('alert', 'assign', id)).toContain('--to or --nobody');
    const muted = await desk.fine('alert', 'mute', id, '--days', '3', '--note', 'the key is replaced');
    expect(muted.stdout).toMatch(/^For +ben@example\.com$/m);
    expect(muted.stdout).toMatch(/^Muted +until .* by /m);
    expect(await alerts('--muted')).toMatchObject([{ id: made.id }]);
    expect(await alerts('--not-muted', '--assignee', 'me')).toEqual([]);
    expect((await desk.fine('alert', 'list')).stdout).toMatch(
      /Key found in a repository +security +open, muted/,
    );
    expect((await desk.fine('alert', 'summary')).stdout).toMatch(/^Muted +1$/m);
    expect(await desk.json('alert', 'unmute', id)).toMatchObject({ muted: false, muted_until: null });
    await desk.fine('alert', 'assign', id, '--nobody');
    await desk.fine('alert', 'resolve', id, '--note', 'replaced');
    const history = await desk.fine('alert', 'history', '--severity', 'critical', '--from', '1h');
    expect(history.stdout).toMatch(/Key found in a repository .*by ana@example/);
    expect(await desk.json<Alert[]>('alert', 'history', '--to', '1h')).toEqual([]);
  });
});
