import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Composed, composeForTests } from '../../../../../test/composed.ts';
import { type Scope, systemScope } from '../../../../core/scope.ts';
import { describeOnEachEngine } from '../../../../platform/db/testing.ts';
import { announce } from '../../../../platform/events/outbox.ts';
import { listAuditEvents } from '../../../govern/audit-log/index.ts';
import { addTestMember, createTestTenant, type TestTenant } from '../../../govern/tenancy/testing.ts';
import { decisionProblem, expiryProblem, likeOfGlob } from './rules.ts';
import { acceptedFindings, reopenExceptions, sweepExceptions } from './service.ts';

type View = {
  id: number;
  state: string;
  finding_count: number;
  reopened_count: number;
  decision_problem: string | null;
  findings: { resource_id: number; resource_name: string; now: string; message: string }[];
};

const dayMs = 86_400_000;

describe('the rules of exceptions', () => {
  const now = new Date('2026-03-01T00:00:00Z');

  it('let an exception end within a year', () => {
    expect(expiryProblem(new Date('2027-02-28T00:00:00Z'), now)).toBeNull();
    expect(expiryProblem(now, now)).toContain('future');
    expect(expiryProblem(new Date('2027-03-05T00:00:00Z'), now)).toContain('within a year');
  });

  it('let nobody decide what they asked for, and no machine', () => {
    expect(decisionProblem({ requested_by_user_id: 1 }, { userId: 2, mayApprove: true })).toBeNull();
    expect(decisionProblem({ requested_by_user_id: 1 }, { userId: 1, mayApprove: true })).toContain(
      'Separation of duties',
    );
    expect(decisionProblem({ requested_by_user_id: 1 }, { userId: null, mayApprove: true })).toContain(
      'person',
    );
    expect(decisionProblem({ requested_by_user_id: 1 }, { userId: 2, mayApprove: false })).toContain(
      'approve',
    );
  });

  it('read a pattern of names as it is written', () => {
    expect(likeOfGlob('sandbox-*')).toBe('sandbox-%');
    expect(likeOfGlob('a_b%c?')).toBe('a\\_b\\%c_');
  });
});

describeOnEachEngine('exceptions', (open) => {
  let app: Composed;
  let now: Date;
  let tenant: TestTenant;
  let requester: { scope: Scope };
  let approver: { scope: Scope };
  let provider: number;
  let made = 0;
  const clock = { now: () => now };

  beforeAll(async () => {
    now = new Date('2026-03-01T00:00:00Z');
    app = await composeForTests(await open(), { clock });
  });
  afterAll(async () => await app?.stop());
  beforeEach(async () => {
    now = new Date('2026-03-01T00:00:00Z');
    tenant = await createTestTenant(app.db, 'Acme');
    requester = await addTestMember(app.db, tenant, 'requester');
    approver = await addTestMember(app.db, tenant, 'approver');
    provider = await insert('providers', {
      type: 'aws',
      name: 'main',
      account_id: '123456789012',
      auth_method: 'access_keys',
      status: 'synced',
      settings: '{}',
    });
  });

  async function insert(table: string, values: Record<string, unknown>): Promise<number> {
    return await app.db.asSystem(systemScope('the test fills the inventory'), async (tx) => {
      const row = await tx.sql
        .insertInto(table as never)
        .values({ organization_id: tenant.organizationId, ...values } as never)
        .returning('id' as never)
        .executeTakeFirstOrThrow();
      return (row as { id: number }).id;
    });
  }

  /** A resource with a finding of the control. */
  async function failing(
    name: string,
    more: { tags?: object; region?: string; status?: string; control?: string } = {},
  ): Promise<number> {
    made += 1;
    const region = more.region ?? 'eu-west-1';
    const scope_id = await insert('inventory_scopes', { provider_id: provider, source: `${made}`, region });
    const resource = await insert('resources', {
      provider_id: provider,
      scope_id,
      external_id: `arn:${name}:${made}`,
      name,
      type: 's3_bucket',
      region,
      status: 'active',
      tags: JSON.stringify(more.tags ?? {}),
      content_hash: 'a',
      version_id: 0,
      first_seen_at: now,
      last_seen_at: now,
      changed_at: now,
    });
    await insert('compliance_findings', {
      provider_id: provider,
      resource_id: resource,
      control_id: more.control ?? 'aws-s3-bucket-versioned',
      control_version: 1,
      status: more.status ?? 'fail',
      severity: 'high',
      message: `${name} is not good.`,
      evidence: JSON.stringify({ Status: 'Suspended' }),
      fingerprint: `first ${resource}`,
      version_id: 1,
      first_seen_at: now,
      changed_at: now,
    });
    return resource;
  }
  const change = (resource: number, set: Record<string, unknown>) =>
    app.db.asSystem(systemScope('the test judges again'), (tx) =>
      tx.sql
        .updateTable('compliance_findings')
        .set(set as never)
        .where('resource_id', '=', resource)
        .execute(),
    );

  const inDays = (days: number) => new Date(now.getTime() + days * dayMs).toISOString();
  const call = <T = View>(operationId: string, scope: Scope, input: object = {}) =>
    app.call<T>(operationId, { scope, ...input });
  const ask = (target: object, more: object = {}, scope = requester.scope) =>
    call('requestException', scope, {
      body: {
        control_id: 'aws-s3-bucket-versioned',
        reason: 'A scratch bucket that is emptied every night.',
        owner: 'Data team',
        expires_at: inDays(90),
        ...target,
        ...more,
      },
    });
  const decide = (operationId: string, id: number, scope: Scope, body?: object) =>
    call(operationId, scope, { params: { id: String(id) }, ...(body === undefined ? {} : { body }) });
  const approve = (id: number, scope = approver.scope) => decide('approveException', id, scope);
  const get = (id: number) => call('getException', tenant.scope, { params: { id: String(id) } });
  const accepted = async (at = now, of = tenant) =>
    (await app.db.within(of.scope, (tx) => acceptedFindings(tx, at))).map((row) => row.resource_id);
  const reopen = () => app.db.within(tenant.scope, (tx) => reopenExceptions({ clock, announce }, tx));
  const announced = async () => {
    const rows = await app.db.within(tenant.scope, (tx) =>
      tx.sql
        .selectFrom('outbox_events')
        .select(['type', 'payload'])
        .where('type', 'like', 'compliance.exception%')
        .orderBy('id')
        .execute(),
    );
    return rows.map(({ type, payload }) => `${type} ${(payload as { state: string }).state}`);
  };
  const audited = async () => {
    const { events } = await app.db.within(tenant.scope, (tx) =>
      listAuditEvents(tx, {}, { perPage: 50, offset: 0 }),
    );
    return events
      .filter(({ action }) => action.startsWith('exception.'))
      .map(({ action, outcome }) => `${action} ${outcome}`)
      .reverse();
  };

  it('accepts what was asked for when another person approves it, and never before', async () => {
    const resource = await failing('scratch');
    const asked = await ask({ resource_id: resource });
    expect(asked).toMatchObject({
      state: 'requested',
      control_title: 'S3 bucket keeps versions of its objects',
      resource_name: 'scratch',
      finding_count: 1,
      findings: [{ resource_id: resource, now: 'same', message: 'scratch is not good.' }],
    });
    expect(await accepted()).toEqual([]);
    expect(await approve(asked.id)).toMatchObject({ state: 'active' });
    expect(await accepted()).toEqual([resource]);
    expect(await announced()).toEqual([
      'compliance.exception_requested requested',
      'compliance.exception_decided active',
    ]);
    expect(await audited()).toEqual(['exception.requested succeeded', 'exception.approved succeeded']);
  });

  it('is not approved by whoever asked, whatever their role', async () => {
    const resource = await failing('scratch');
    const asked = await ask({ resource_id: resource }, {}, approver.scope);
    await expect(approve(asked.id, approver.scope)).rejects.toMatchObject({
      code: 'forbidden',
      message: expect.stringContaining('Separation of duties'),
    });
    await expect(
      decide('rejectException', asked.id, approver.scope, { note: 'no, not this' }),
    ).rejects.toMatchObject({
      code: 'forbidden',
    });
    expect(await approve(asked.id, tenant.scope)).toMatchObject({ state: 'active' });
  });

  it('rejected accepts nothing, and is decided once', async () => {
    const resource = await failing('scratch');
    const { id } = await ask({ resource_id: resource });
    expect(await decide('rejectException', id, approver.scope, { note: 'switch it on' })).toMatchObject({
      state: 'rejected',
      decision_note: 'switch it on',
    });
    await expect(approve(id)).rejects.toMatchObject({ code: 'conflict' });
    expect(await accepted()).toEqual([]);
    expect(await audited()).toEqual(['exception.requested succeeded', 'exception.rejected denied']);
  });

  it('takes what fails by a pattern of names, tags and region', async () => {
    const one = await failing('sandbox-1', { tags: { env: 'test' } });
    await failing('sandbox-2', { tags: { env: 'prod' } });
    await failing('other', { tags: { env: 'test' } });
    await failing('sandbox-3', { tags: { env: 'test' }, region: 'us-east-1' });
    await failing('sandbox-4', { tags: { env: 'test' }, status: 'unknown' });
    await failing('sandbox-5', { tags: { env: 'test' }, control: 'aws-s3-bucket-encrypted' });
    const asked = await ask({ name_pattern: 'sandbox-*', tags: { env: 'test' }, region: 'eu-west-1' });
    expect(asked.findings.map(({ resource_id }) => resource_id)).toEqual([one]);
  });

  it('does not take what fails later by the same pattern', async () => {
    const first = await failing('sandbox-1');
    const { id } = await ask({ name_pattern: 'sandbox-*' });
    await approve(id);
    const second = await failing('sandbox-2');
    expect(await accepted()).toEqual([first]);
    expect((await ask({ name_pattern: 'sandbox-*' })).findings).toMatchObject([{ resource_id: second }]);
  });

  it('is refused where nothing fails, where the outcome is unknown, and where it was accepted already', async () => {
    const unknown = await failing('hidden', { status: 'unknown' });
    await expect(ask({ resource_id: unknown })).rejects.toMatchObject({ code: 'unprocessable' });
    const resource = await failing('scratch');
    await ask({ resource_id: resource });
    await expect(ask({ resource_id: resource })).rejects.toMatchObject({ code: 'conflict' });
    await expect(ask({ resource_id: resource }, { expires_at: inDays(400) })).rejects.toMatchObject({
      details: [{ path: 'expires_at' }],
    });
    await expect(ask({})).rejects.toThrow('say what is accepted');
  });

  it('opens again when the accepted evidence changes', async () => {
    const resource = await failing('scratch');
    const { id } = await ask({ resource_id: resource });
    await approve(id);
    expect(await reopen()).toBe(0);
    await change(resource, { fingerprint: 'other' });
    expect(await reopen()).toBe(1);
    expect(await get(id)).toMatchObject({
      state: 'reopened',
      reopened_count: 1,
      findings: [{ now: 'changed' }],
    });
    expect(await accepted()).toEqual([]);
    expect(await announced()).toContain('compliance.exception_reopened reopened');
    expect(await audited()).toContain('exception.reopened succeeded');
    expect(await reopen()).toBe(0);
    await change(resource, { fingerprint: `first ${resource}` });
    expect(await accepted()).toEqual([]);
  });

  it('of several findings goes on for those whose evidence is the same', async () => {
    const one = await failing('sandbox-1');
    const two = await failing('sandbox-2');
    const { id } = await ask({ name_pattern: 'sandbox-*' });
    await approve(id);
    await change(one, { fingerprint: 'other' });
    await reopen();
    expect(await get(id)).toMatchObject({ state: 'active', finding_count: 2, reopened_count: 1 });
    expect(await accepted()).toEqual([two]);
  });

  it('stays while nobody can look or while it passes, for the same evidence', async () => {
    const resource = await failing('scratch');
    const { id } = await ask({ resource_id: resource });
    await approve(id);
    await change(resource, { status: 'unknown', fingerprint: 'unseen' });
    expect(await reopen()).toBe(0);
    await change(resource, { status: 'fail', fingerprint: `first ${resource}`, resolved_at: now });
    expect(await reopen()).toBe(0);
    expect(await get(id)).toMatchObject({ state: 'active', findings: [{ now: 'gone' }] });
  });

  it('is not approved when the evidence is not what was asked for any more', async () => {
    const resource = await failing('scratch');
    const { id } = await ask({ resource_id: resource });
    await change(resource, { fingerprint: 'other' });
    await expect(approve(id)).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('not what was asked for'),
    });
    await change(resource, { resolved_at: now });
    await expect(approve(id)).rejects.toMatchObject({ code: 'conflict' });
  });

  it('expires by itself, also before anybody decided', async () => {
    const one = await failing('one');
    const two = await failing('two');
    const active = await ask({ resource_id: one }, { expires_at: inDays(10) });
    await approve(active.id);
    const waiting = await ask({ resource_id: two }, { expires_at: inDays(5) });
    const before = now;
    now = new Date(now.getTime() + 11 * dayMs);
    expect(await accepted()).toEqual([]);
    expect(await accepted(before)).toEqual([one]);
    expect(await get(active.id)).toMatchObject({ state: 'expired' });
    await expect(approve(waiting.id)).rejects.toMatchObject({ code: 'conflict' });
    await sweepExceptions({ db: app.db, clock, announce });
    expect((await audited()).filter((line) => line.startsWith('exception.expired'))).toHaveLength(2);
    expect(await announced()).toContain('compliance.exception_ended expired');
  });

  it('can be revoked, and taken back before it is decided', async () => {
    const resource = await failing('scratch');
    const { id } = await ask({ resource_id: resource });
    await approve(id);
    expect(
      await decide('revokeException', id, requester.scope, { reason: 'it is versioned soon' }),
    ).toMatchObject({
      state: 'revoked',
    });
    expect(await accepted()).toEqual([]);
    await expect(decide('revokeException', id, requester.scope)).rejects.toMatchObject({ code: 'conflict' });
    const again = await ask({ resource_id: resource });
    expect(await decide('revokeException', again.id, requester.scope)).toMatchObject({ state: 'revoked' });
  });

  it('belongs to one organisation', async () => {
    const resource = await failing('scratch');
    const { id } = await ask({ resource_id: resource });
    await approve(id);
    const other = await createTestTenant(app.db, 'Other');
    expect(await accepted(now, other)).toEqual([]);
    for (const operation of ['getException', 'approveException', 'revokeException'])
      await expect(decide(operation, id, other.scope)).rejects.toMatchObject({ code: 'not_found' });
    await expect(ask({ resource_id: resource }, {}, other.scope)).rejects.toMatchObject({
      code: 'not_found',
    });
    await expect(ask({ name_pattern: '*' }, {}, other.scope)).rejects.toMatchObject({
      code: 'unprocessable',
    });
    const { data } = await call<{ data: View[] }>('listExceptions', other.scope, { query: {} });
    expect(data).toEqual([]);
  });

  it('is listed by state, control and resource', async () => {
    const one = await failing('one');
    const two = await failing('two');
    const first = await ask({ resource_id: one });
    await approve(first.id);
    const second = await ask({ resource_id: two });
    const list = async (query: object) =>
      (await call<{ data: View[] }>('listExceptions', tenant.scope, { query })).data.map(({ id }) => id);
    expect(await list({})).toEqual([second.id, first.id]);
    expect(await list({ state: 'active' })).toEqual([first.id]);
    expect(await list({ resource_id: two })).toEqual([second.id]);
    expect(await list({ control_id: 'aws-s3-bucket-encrypted' })).toEqual([]);
  });
});
