import { sql } from 'kysely';
import { systemScope } from '../../server/src/core/scope.ts';
import type { App } from './app.ts';

/** A past for the pages of jobs: what would take days to happen is written into the database of the test. */

type Outcome = 'succeeded' | 'failed' | 'skipped' | 'cancelled';
type PastRun = {
  jobId: number;
  minutesAgo: number;
  outcome: Outcome;
  seconds?: number;
  code?: string;
  error?: string;
};

type Written = { id: number };

const scope = systemScope('the past of a test');

async function writeRuns(app: App, runs: PastRun[]): Promise<void> {
  const now = Date.now();
  const rows = runs.map((run) => {
    const due = new Date(now - run.minutesAgo * 60_000);
    due.setSeconds(0, 0);
    const ran = run.outcome !== 'skipped';
    return {
      job_id: run.jobId,
      status: run.outcome,
      due: due.toISOString(),
      start: ran ? due.toISOString() : null,
      end: new Date(due.getTime() + (run.seconds ?? 0) * 1000).toISOString(),
      code: run.code ?? null,
      error: run.error ?? null,
    };
  });
  await app.server.platform.database.asSystem(scope, async (tx) => {
    await sql`
      INSERT INTO job_executions (organization_id, job_id, job_type, trigger, status, scheduled_for, requested_by,
        queued_at, started_at, ended_at, timeout_seconds, error_code, error)
      SELECT j.organization_id, j.id, j.type, 'schedule', r.status, r.due,
        '{"kind":"system","label":"schedule"}'::jsonb, r.due, r.start, r."end", 3600, r.code, r.error
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        AS r(job_id bigint, status text, due timestamptz, start timestamptz, "end" timestamptz, code text, error text)
      JOIN jobs j ON j.id = r.job_id
      ORDER BY r.due
      ON CONFLICT DO NOTHING`.execute(tx.sql);
  });
}

/** A day and more of runs of one job, every so many minutes, with what went wrong in between. */
function regularRuns(
  jobId: number,
  everyMinutes: number,
  seconds: number,
  options: { failed?: number[]; skipped?: Record<number, string>; hours?: number } = {},
): PastRun[] {
  const amount = Math.floor(((options.hours ?? 30) * 60) / everyMinutes);
  return Array.from({ length: amount }, (_, index): PastRun => {
    const minutesAgo = index * everyMinutes + 17;
    // Durations that differ, the same at every start of the test.
    const took = Math.round(seconds * (0.8 + ((index * 37) % 50) / 100));
    const code = options.skipped?.[index];
    if (code !== undefined) return { jobId, minutesAgo, outcome: 'skipped', code };
    if (options.failed?.includes(index)) {
      return {
        jobId,
        minutesAgo,
        outcome: 'failed',
        seconds: took * 2,
        code: 'provider_unreachable',
        error: 'The account did not answer within 30 seconds. Check the network of the server.',
      };
    }
    return { jobId, minutesAgo, outcome: 'succeeded', seconds: took };
  });
}

/** A finished execution with a log of so many lines; one in fifty warns, one in a thousand is an error. */
export async function writeLog(app: App, jobId: number, lines: number): Promise<number> {
  return await app.server.platform.database.asSystem(scope, async (tx) => {
    const made = await sql<Written>`
      INSERT INTO job_executions (organization_id, job_id, job_type, trigger, status, requested_by, queued_at,
        started_at, ended_at, timeout_seconds, log_lines)
      SELECT organization_id, id, type, 'manual', 'succeeded', '{"kind":"user","id":1,"label":"Ada Park"}'::jsonb,
        now() - interval '2 hours', now() - interval '2 hours', now() - interval '1 hour', 7200, ${lines}::integer
      FROM jobs WHERE id = ${jobId} RETURNING id`.execute(tx.sql);
    const id = Number(made.rows[0]?.id);
    await sql`
      INSERT INTO execution_log_chunks (execution_id, first_sequence, last_sequence, organization_id, levels, lines)
      SELECT ${id}::bigint, min(n), max(n), (SELECT organization_id FROM jobs WHERE id = ${jobId}),
        jsonb_build_object('info', count(*) FILTER (WHERE n % 50 <> 0),
          'warn', count(*) FILTER (WHERE n % 50 = 0 AND n % 1000 <> 0),
          'error', count(*) FILTER (WHERE n % 1000 = 0)),
        string_agg(jsonb_build_array(n, 1795000000000 + n * 3,
          CASE WHEN n % 1000 = 0 THEN 'error' WHEN n % 50 = 0 THEN 'warn' ELSE 'info' END,
          'Looked at resource ' || n || CASE WHEN n % 1000 = 0 THEN ': the answer was not readable' ELSE '' END)::text,
          chr(10) ORDER BY n)
      FROM generate_series(1, ${lines}::integer) AS n GROUP BY (n - 1) / 1000`.execute(tx.sql);
    return id;
  });
}

/** A colleague who has accepted the invitation; answers their cookie and id. */
export async function joinAs(
  app: App,
  person: { email: string; name: string; role: string },
): Promise<{ cookie: string; id: number }> {
  const { link } = await app.call<{ link: string }>('POST', '/settings/team/invite', {
    email: person.email,
    role: person.role,
  });
  const token = new URL(link).pathname.split('/').pop() ?? '';
  const response = await fetch(`${app.url}/api/v1/invite/${token}/accept`, {
    method: 'POST',
    headers: { 'X-Requested-With': 'infraudit', 'content-type': 'application/json' },
    body: JSON.stringify({ name: person.name, password: 'another horse with a long battery' }),
  });
  if (!response.ok) throw new Error(`accepting the invitation: ${response.status} ${await response.text()}`);
  const cookie = response.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  const team = await app.call<{ members: { user_id: number; email: string }[] }>('GET', '/settings/team');
  const id = team.members.find((member) => member.email === person.email)?.user_id ?? 0;
  return { cookie, id };
}

/** A plan that waits: an execution of the job in `pending_approval`, with its approval. Answers both ids. */
async function writeApproval(
  app: App,
  given: {
    jobId: number;
    createdBy: number;
    createdByName: string;
    assignees: number[];
    steps: number;
    priority?: string;
  },
): Promise<{ id: number; executionId: number }> {
  const resources = await app.call<{
    data: { id: number; name: string; external_id: string; resource_type: string; region: string }[];
  }>('GET', `/resources?type=s3_bucket&per_page=${given.steps}`);
  const plan = {
    summary: `Add the tags owner and env to ${resources.data.length} buckets`,
    targetSystem: `AWS account ${app.sandbox.accountId} (production)`,
    steps: resources.data.map((resource) => ({
      call: 's3:PutBucketTagging',
      target: {
        kind: 'resource',
        id: resource.id,
        name: resource.name,
        externalId: resource.external_id,
        resourceType: resource.resource_type,
        region: resource.region,
        providerId: 1,
      },
      summary: `Add the tags owner and env to ${resource.name}`,
      before: { tags: { team: 'data', costcenter: '4711', project: 'lake' } },
      after: {
        tags: {
          team: 'data',
          costcenter: '4711',
          project: 'lake',
          owner: 'data-platform',
          env: 'production',
        },
      },
    })),
  };
  const hash = 'a1b2c3d4'.repeat(8);
  return await app.server.platform.database.asSystem(scope, async (tx) => {
    const person = JSON.stringify({ kind: 'user', id: given.createdBy, label: given.createdByName });
    const execution = await sql<Written>`
      INSERT INTO job_executions (organization_id, job_id, job_type, trigger, status, phase, requested_by, queued_at,
        started_at, timeout_seconds, plan, plan_hash)
      SELECT organization_id, id, type, 'manual', 'pending_approval', 'prepare', ${person}::jsonb,
        now() - interval '3 hours', now() - interval '3 hours', 3600, ${JSON.stringify(plan)}::jsonb, ${hash}
      FROM jobs WHERE id = ${given.jobId} RETURNING id`.execute(tx.sql);
    const executionId = Number(execution.rows[0]?.id);
    await sql`
      INSERT INTO execution_steps (execution_id, position, organization_id, step, status, idempotency_key, at)
      SELECT ${executionId}::bigint, s.n, e.organization_id, s.step, 'planned', ${executionId} || ':' || s.n, now()
      FROM job_executions e, jsonb_array_elements(e.plan -> 'steps') WITH ORDINALITY AS s(step, n)
      WHERE e.id = ${executionId}`.execute(tx.sql);
    const approval = await sql<Written>`
      INSERT INTO approvals (organization_id, subject_kind, subject_id, title, priority, target_system, justification,
        plan, plan_hash, submitted_by, excluded_user_ids, assignee_ids, submitted_at, expires_at)
      SELECT e.organization_id, 'job_execution', e.id, ${`Tags on production buckets: ${plan.summary}`},
        ${given.priority ?? 'normal'}, ${plan.targetSystem},
        ${'The policy of the organisation asks for owner and env on every bucket; these had neither.'},
        e.plan, e.plan_hash, ${person}::jsonb, ARRAY[${given.createdBy}]::bigint[],
        ${`{${given.assignees.join(',')}}`}::bigint[], now() - interval '3 hours', now() + interval '6 days'
      FROM job_executions e WHERE e.id = ${executionId} RETURNING id`.execute(tx.sql);
    const id = Number(approval.rows[0]?.id);
    await sql`UPDATE job_executions SET approval_id = ${id} WHERE id = ${executionId}`.execute(tx.sql);
    return { id, executionId };
  });
}

export type JobPast = {
  sync: number;
  drift: number;
  weekly: number;
  /** The colleague who asked for what waits, and so may not decide it. */
  colleague: { cookie: string; id: number };
  approval: { id: number; executionId: number };
};

/** Three jobs with more than a day of runs behind them, and a plan that waits for the owner. */
export async function seedJobPast(app: App): Promise<JobPast> {
  const providers = await app.call<{ data: Written[] }>('GET', '/providers');
  const make = async (name: string, type: string, timing: object, more: object = {}) =>
    (await app.call<Written>('POST', '/jobs', { name, type, timing, ...more })).id;
  const sync = await make(
    'Production sync',
    'resource_sync',
    { kind: 'cron', expression: '*/30 * * * *' },
    { configuration: { provider_id: providers.data[0]?.id } },
  );
  const drift = await make('Production drift, hourly', 'drift_detection', {
    kind: 'cron',
    expression: '30 * * * *',
  });
  const weekly = await make('Weekly drift review', 'drift_detection', {
    kind: 'weekly',
    weekday: 1,
    at: '02:30',
  });
  await app.call('PATCH', `/jobs/${drift}`, {
    retry: { attempts: 2, backoff_seconds: 120 },
    blackout: [{ days: [1, 2], from: '09:00', to: '11:00' }],
    depends_on: [{ job_id: sync, within_seconds: 7200 }],
  });
  await app.call('POST', `/jobs/${weekly}/pause`);
  const platform = await app.call<{ data: { id: number; type: string; platform: boolean }[] }>(
    'GET',
    '/jobs',
  );
  const own = (type: string) => platform.data.find((job) => job.platform && job.type === type)?.id ?? 0;
  await writeRuns(app, [
    ...regularRuns(sync, 30, 42, { failed: [5, 21], skipped: { 9: 'overlap', 30: 'blackout' } }),
    ...regularRuns(drift, 60, 700, {
      failed: [2],
      skipped: { 7: 'dependency_not_succeeded', 8: 'dependency_not_succeeded' },
    }),
    ...regularRuns(own('resource_sync'), 360, 95),
    ...regularRuns(own('drift_detection'), 240, 30, { skipped: { 2: 'missed' } }),
  ]);
  const colleague = await joinAs(app, { email: 'cleo@northwind.example', name: 'Cleo Marsh', role: 'admin' });
  const team = await app.call<{ members: { user_id: number; role: string }[] }>('GET', '/settings/team');
  const owner = team.members.find((member) => member.role === 'owner')?.user_id ?? 0;
  const approval = await writeApproval(app, {
    jobId: weekly,
    createdBy: colleague.id,
    createdByName: 'Cleo Marsh',
    assignees: [owner],
    steps: 3,
    priority: 'high',
  });
  return { sync, drift, weekly, colleague, approval };
}
