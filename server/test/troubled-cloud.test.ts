import { type Sandbox, startSandbox } from '@infraudit/sandbox';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Answer, type LiveServer, startLiveServer } from './live-server.ts';

type Gap = { source: string; reason: string; permission?: string; message: string };

/** Every secret of the account that went through the product. */
function secretsOf(sandbox: Sandbox): string[] {
  return [sandbox.credentials.secretAccessKey, encodeURIComponent(sandbox.credentials.secretAccessKey)];
}

describe('a cloud that makes trouble', () => {
  let sandbox: Sandbox;
  let live: LiveServer;
  let providerId: number;
  let total: number;

  beforeAll(async () => {
    sandbox = await startSandbox();
    live = await startLiveServer({ INFRAUDIT_ALLOW_AMBIENT_CREDENTIALS: 'false' });
  });
  afterAll(async () => {
    await live?.stop();
    await sandbox?.stop();
  });
  afterEach(() => sandbox.faults.clear());

  const connect = (more: object = {}): Promise<Answer> =>
    live.call('POST', '/api/v1/providers/aws/connect', {
      name: 'Acme',
      ...sandbox.credentials,
      endpointUrl: sandbox.endpoint,
      ...more,
    });
  const sync = () => live.call('POST', `/api/v1/providers/${providerId}/sync`);
  const synced = async () => await live.finished((await sync()).json.execution_id);
  const detected = async () =>
    await live.finished((await live.call('POST', '/api/v1/drifts/detect', {})).json.execution_id);
  const count = async (filter: string): Promise<number> =>
    (await live.call('GET', `/api/v1/resources?per_page=1${filter}`)).json.meta.total;
  const none = { accessKeyId: undefined, secretAccessKey: undefined };
  const role = () => ({
    ...none,
    method: 'assume_role',
    roleArn: sandbox.role.arn,
    externalId: sandbox.role.externalId,
    sourceAccessKeyId: sandbox.credentials.accessKeyId,
    sourceSecretAccessKey: sandbox.credentials.secretAccessKey,
  });

  describe('is not connected', () => {
    it.each<[string, () => object, string | null, string, number]>([
      ['with an unknown key', () => ({ accessKeyId: `AKIA${'A'.repeat(16)}` }), null, 'accessKeyId', 422],
      ['with a wrong secret', () => ({ secretAccessKey: 'x'.repeat(40) }), null, 'secretAccessKey', 422],
      ['with a key that is none', () => ({ accessKeyId: 'nonsense' }), null, 'accessKeyId', 400],
      ['without a secret', () => ({ secretAccessKey: undefined }), null, 'secretAccessKey', 400],
      ['in a region that does not exist', () => ({ region: 'mars-north-1' }), null, 'region', 400],
      [
        'by a role of somebody else',
        () => ({ ...role(), externalId: 'not-the-one' }),
        null,
        'externalId',
        422,
      ],
      ['when its identity check is denied', () => ({}), 'sts:GetCallerIdentity', 'method', 422],
      ['with fields of two methods', () => ({ method: 'default_chain' }), null, 'secretAccessKey', 400],
      [
        'by a profile of the server',
        () => ({ ...none, method: 'profile', profile: 'x' }),
        null,
        'method',
        403,
      ],
    ])('%s', async (_, more, denied, field, status) => {
      if (denied !== null) sandbox.faults.deny(denied);
      const answer = await connect(more());
      expect(answer.status, answer.text).toBe(status);
      expect(answer.json).toMatchObject({ code: expect.any(String), requestId: expect.any(String) });
      const problem = answer.json.details.find((detail: { path: string }) =>
        detail.path.toLowerCase().includes(field.toLowerCase()),
      );
      expect(problem?.message, answer.text).toMatch(/\w+ \w+/);
      expect((await live.call('GET', '/api/v1/providers')).json.data).toEqual([]);
    });
  });

  it('is read whole when it makes none, and a second request joins the running sync', async () => {
    const answer = await connect();
    expect(answer.status).toBe(201);
    providerId = answer.json.id;
    const twin = await sync();
    expect(twin.status).toBe(202);
    expect(twin.json).toMatchObject({
      duplicate: true,
      execution_id: answer.json.running_execution_id,
      job_id: answer.json.running_execution_id,
      message: expect.stringContaining('no second one was started'),
    });
    const execution = await live.finished(twin.json.execution_id);
    expect(execution).toMatchObject({ status: 'succeeded', error: null, job_type: 'resource_sync' });
    total = execution.counts.created;
    expect(await count('')).toBe(total);
    expect((await live.call('GET', '/api/v1/coverage')).json).toMatchObject({ percent: 100, gaps: [] });
  });

  it('denies, throttles, fails, cuts off and babbles, and each is said and nothing is lost', async () => {
    sandbox.faults.deny('s3:GetBucketPublicAccessBlock');
    sandbox.faults.deny('ec2:DescribeVolumes');
    sandbox.faults.throttle('lambda:ListFunctions', 10_000);
    sandbox.faults.error500('dynamodb:ListTables', 10_000);
    sandbox.faults.truncate('sqs:ListQueues');
    sandbox.faults.malformed('sns:ListTopics');
    const execution = await synced();
    expect(execution).toMatchObject({ status: 'succeeded', job_type: 'resource_sync' });
    expect(execution.counts.deleted ?? 0).toBe(0);
    expect(await count('&status=deleted')).toBe(0);
    expect(await count('')).toBe(total);

    const coverage = (await live.call('GET', '/api/v1/coverage')).json;
    expect(coverage.percent).toBeLessThan(100);
    const reasons = new Set((coverage.gaps as Gap[]).map((gap) => `${gap.source} ${gap.reason}`));
    expect([...reasons].sort()).toEqual([
      'dynamodb_table failed',
      'ebs_volume denied',
      // Its block devices are described by the same call.
      'ec2_instance denied',
      'lambda_function throttled',
      's3_bucket denied',
      'sns_topic failed',
      'sqs_queue failed',
    ]);
    const permissions = new Set((coverage.gaps as Gap[]).flatMap((gap) => gap.permission ?? []));
    expect(permissions).toContain('s3:GetBucketPublicAccessBlock');
    expect(permissions).toContain('ec2:DescribeVolumes');
    expect((await live.call('GET', `/api/v1/providers/${providerId}`)).json.status).toBe('partial');

    const detection = await detected();
    expect(detection).toMatchObject({ status: 'succeeded', findings_count: 0 });
    expect(detection.counts.with_unknown_parts).toBeGreaterThan(0);
  });

  it('takes the keys away, and every resource stays as it was last seen', async () => {
    sandbox.faults.deny('sts:GetCallerIdentity');
    const execution = await synced();
    expect(execution).toMatchObject({ status: 'failed', error: expect.stringContaining('Acme') });
    const provider = (await live.call('GET', `/api/v1/providers/${providerId}`)).json;
    expect(provider).toMatchObject({ status: 'error', error_message: expect.any(String) });
    expect(await count('&status=deleted')).toBe(0);
    expect(await count('')).toBe(total);
    const detection = await detected();
    expect(detection.counts).toMatchObject({ evaluated: total, accounts_not_current: 1 });
    expect(detection.log.map((line: { message: string }) => line.message).join('\n')).toContain(
      'Acme could not be synced',
    );
  });

  it('takes the role away, and the sync says which role', async () => {
    const replaced = await live.call('PUT', `/api/v1/providers/${providerId}/credentials`, {
      ...role(),
      endpointUrl: sandbox.endpoint,
    });
    expect(replaced.status, replaced.text).toBe(200);
    sandbox.faults.deny('sts:AssumeRole');
    const execution = await synced();
    expect(execution).toMatchObject({ status: 'failed', error: expect.stringContaining('role') });
    expect(await count('&status=deleted')).toBe(0);
    expect(await count('')).toBe(total);
  });

  it('lets temporary credentials end in between, and new ones are fetched', async () => {
    sandbox.faults.expireSessions();
    await new Promise((resolve) => setTimeout(resolve, 5));
    const execution = await synced();
    expect(execution).toMatchObject({ status: 'succeeded' });
    expect(await count('')).toBe(total);
  });

  describe('changes, and a live stream', () => {
    type Message = { id: string | undefined; event: string; data: Record<string, unknown> };

    /** Reads until `enough` says so, then leaves. */
    async function listen(
      lastEventId: string | undefined,
      enough: (messages: Message[]) => boolean,
      meanwhile: () => Promise<unknown>,
    ): Promise<Message[]> {
      const { json } = await live.call('POST', '/api/v1/auth/stream-ticket');
      const leave = new AbortController();
      const response = await fetch(`${live.url}/api/ws/drifts?ticket=${json.ticket}`, {
        headers: lastEventId === undefined ? {} : { 'last-event-id': lastEventId },
        signal: leave.signal,
      });
      expect(response.headers.get('content-type')).toContain('text/event-stream');
      const work = meanwhile();
      const messages: Message[] = [];
      let text = '';
      for await (const chunk of response.body ?? []) {
        text += Buffer.from(chunk).toString();
        const blocks = text.split('\n\n');
        text = blocks.pop() ?? '';
        messages.push(...blocks.flatMap(messageOf));
        if (enough(messages)) break;
      }
      leave.abort();
      await work;
      return messages;
    }

    function messageOf(block: string): Message[] {
      const field = (name: string) =>
        block
          .split('\n')
          .find((line) => line.startsWith(`${name}: `))
          ?.slice(name.length + 2);
      const data = field('data');
      if (data === undefined) return [];
      return [{ id: field('id'), event: field('event') ?? '', data: JSON.parse(data) }];
    }
    const kind = (messages: Message[], event: string) => messages.filter((each) => each.event === event);

    it('tells each drift once, and again to those who come back with the last id they saw', async () => {
      sandbox.applyChanges();
      expect((await synced()).status).toBe('succeeded');
      const heard = await listen(
        undefined,
        (messages) => kind(messages, 'drift_detected').length >= 7,
        detected,
      );
      expect(heard[0]).toMatchObject({ event: 'connected' });
      const drifts = kind(heard, 'drift_detected');
      expect(drifts).toHaveLength(7);
      expect(new Set(drifts.map(({ data }) => data.severity))).toEqual(
        new Set(['critical', 'high', 'medium', 'low']),
      );
      const third = drifts[2]?.id;
      const replayed = await listen(
        third,
        (messages) => kind(messages, 'drift_detected').length >= 4,
        async () => undefined,
      );
      expect(kind(replayed, 'drift_detected').map(({ id }) => id)).toEqual(
        drifts.slice(3).map(({ id }) => id),
      );
    });

    it('does not let in those without a ticket, nor twice with one', async () => {
      const without = await fetch(`${live.url}/api/ws/drifts`);
      expect(without.status).toBe(401);
      await without.body?.cancel();
      const { json } = await live.call('POST', '/api/v1/auth/stream-ticket');
      const leave = new AbortController();
      const first = await fetch(`${live.url}/api/ws/drifts?ticket=${json.ticket}`, { signal: leave.signal });
      expect(first.status).toBe(200);
      leave.abort();
      const second = await fetch(`${live.url}/api/ws/drifts?ticket=${json.ticket}`);
      expect(second.status).toBe(401);
      await second.body?.cancel();
    });

    it('who made the changes is told where the trail can be read', async () => {
      const { data } = (await live.call('GET', '/api/v1/drifts?per_page=100')).json;
      const known = data.filter(
        (drift: { attribution: { state: string } }) => drift.attribution?.state === 'known',
      );
      expect(known.length).toBeGreaterThan(4);
      for (const drift of data) expect(drift.attribution).not.toBeNull();
    });

    it('and the missing permission is named where it cannot', async () => {
      sandbox.revertChanges();
      await synced();
      await detected();
      sandbox.applyChanges(['open-ssh']);
      sandbox.faults.deny('cloudtrail:LookupEvents');
      await synced();
      const execution = await detected();
      expect(execution).toMatchObject({ status: 'succeeded', counts: { opened: 1 } });
      const [drift] = (await live.call('GET', '/api/v1/drifts')).json.data;
      expect(drift).toMatchObject({
        severity: 'high',
        attribution: { state: 'unavailable', permission: 'cloudtrail:LookupEvents' },
      });
    });
  });

  it('is measured under the published names', async () => {
    const metrics = (await live.call('GET', '/metrics')).text;
    for (const [name, labels] of [
      ['infraudit_http_requests_total', 'method="GET",path="/api/v1/executions/:id",status="200"'],
      ['infraudit_http_request_duration_seconds_count', 'method="GET",path="/api/v1/executions/:id"'],
      ['infraudit_job_executions_total', 'job_type="resource_sync",status="succeeded"'],
      ['infraudit_job_executions_total', 'job_type="resource_sync",status="failed"'],
      ['infraudit_job_duration_seconds_count', 'job_type="drift_detection"'],
      ['infraudit_job_last_success_timestamp', 'job_type="drift_detection"'],
      ['infraudit_drifts_total', 'severity="high",status="detected"'],
      ['infraudit_providers_total', 'type="aws",status="synced"'],
      ['infraudit_resources_total', 'provider_type="aws"'],
    ] as const) {
      expect(metrics).toMatch(new RegExp(`^${name}\\{${labels.replaceAll(/[/.]/g, '\\$&')}\\} [1-9]`, 'm'));
    }
    for (const name of [
      'infraudit_db_connections_open',
      'infraudit_db_connections_idle',
      'infraudit_db_query_duration_seconds_count',
    ])
      expect(metrics).toMatch(new RegExp(`^${name} \\d`, 'm'));
  });

  it('leaves a whole audit log, and no secret in anything that was said or stored', async () => {
    const verification = await live.call('GET', '/api/v1/audit-events/verify');
    expect(verification.json).toMatchObject({ verified: true });
    for (const path of [
      '/api/v1/audit-events?per_page=100',
      '/api/v1/providers',
      `/api/v1/providers/${providerId}`,
      `/api/v1/providers/${providerId}/syncs`,
      '/api/v1/executions?per_page=100',
    ])
      expect((await live.call('GET', path)).status).toBe(200);
    const executions = (await live.call('GET', '/api/v1/executions?per_page=100')).json.data;
    for (const { id } of executions) await live.call('GET', `/api/v1/executions/${id}`);
    const said = live.said();
    for (const secret of secretsOf(sandbox)) expect(said.includes(secret)).toBe(false);
    expect(said).not.toContain('"code":"internal"');
  });
});

describe('a cloud that hangs', () => {
  let sandbox: Sandbox;
  let live: LiveServer;

  beforeAll(async () => {
    sandbox = await startSandbox();
    live = await startLiveServer({ JOB_TIMEOUT_SECONDS: '5' });
  });
  afterAll(async () => {
    await live?.stop();
    await sandbox?.stop();
  });

  it('ends the run when its time is over, really stops the work, and loses nothing', async () => {
    sandbox.faults.hang('ec2:DescribeInstances');
    const provider = await live.call('POST', '/api/v1/providers/aws/connect', {
      name: 'Acme',
      ...sandbox.credentials,
      endpointUrl: sandbox.endpoint,
    });
    // Nothing was seen yet, so there is no number.
    expect((await live.call('GET', '/api/v1/coverage')).json).toMatchObject({ percent: null });
    const execution = await live.finished(provider.json.running_execution_id);
    const coverage = (await live.call('GET', '/api/v1/coverage')).json;
    expect(coverage.total).toBeGreaterThan(100);
    expect(coverage.percent).toBeLessThan(100);
    expect((coverage.gaps as Gap[]).map((gap) => gap.source)).toContain('ec2_instance');
    expect(execution).toMatchObject({
      status: 'failed',
      error_code: 'timed_out',
      error: 'timed out after 5 s',
    });
    const calls = sandbox.requests.length;
    await new Promise((resolve) => setTimeout(resolve, 1500));
    expect(sandbox.requests.length).toBe(calls);
    const after = (await live.call('GET', `/api/v1/providers/${provider.json.id}`)).json;
    expect(after).toMatchObject({ status: 'error', running_execution_id: null });
    const { json } = await live.call('GET', '/api/v1/resources?status=deleted');
    expect(json.meta.total).toBe(0);
    expect((await live.call('GET', '/api/v1/audit-events/verify')).json).toMatchObject({ verified: true });
  });

  it('can be cancelled', async () => {
    const { json } = await live.call('GET', '/api/v1/providers');
    const { execution_id } = (await live.call('POST', `/api/v1/providers/${json.data[0].id}/sync`)).json;
    const cancelled = await live.call('POST', `/api/v1/executions/${execution_id}/cancel`);
    expect(cancelled.status).toBe(202);
    expect((await live.finished(execution_id)).status).toBe('cancelled');
  });
});
