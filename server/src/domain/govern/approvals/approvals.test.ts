import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Plan } from '../../../core/plan.ts';
import { manualClock } from '../../../platform/clock.ts';
import type { OpenDatabase } from '../../../platform/db/open-database.ts';
import { describeOnEachEngine } from '../../../platform/db/testing.ts';
import { announce } from '../../../platform/events/outbox.ts';
import { listAuditEvents } from '../audit-log/index.ts';
import { organizationScope, removeMember } from '../tenancy/index.ts';
import { addTestMember, createTestTenant, type TestTenant } from '../tenancy/testing.ts';
import { presentApprovals } from './present.ts';
import { expiryOf, nextReminder } from './rules.ts';
import {
  type ApprovalsDeps,
  cancelApproval,
  decide,
  planHashOf,
  reassign,
  requestApproval,
} from './service.ts';
import * as store from './store.ts';
import { sweepApprovals } from './sweep.ts';

const hour = 3_600_000;
const plan: Plan = { summary: 'nothing much', targetSystem: 'a system', steps: [] };

describe('the time that a request has', () => {
  const at = new Date('2026-03-02T07:00:00Z');
  it.each([
    ['seven days without a next run', null, '2026-03-09T07:00:00.000Z'],
    ['seven days when the next run is later', '2026-04-01T07:00:00Z', '2026-03-09T07:00:00.000Z'],
    ['up to a minute before the next run', '2026-03-03T07:00:00Z', '2026-03-03T06:59:00.000Z'],
    [
      'most of the time that there is when runs are close',
      '2026-03-02T07:01:00Z',
      '2026-03-02T07:00:54.000Z',
    ],
    ['seven days when the instant has passed', '2026-03-02T06:00:00Z', '2026-03-09T07:00:00.000Z'],
  ])('is %s', (_words, next, expected) => {
    expect(expiryOf(at, next === null ? null : new Date(next)).toISOString()).toBe(expected);
  });

  it('has a reminder after a day, and one a day after that, also when nobody looked for a while', () => {
    expect(nextReminder(at, at).toISOString()).toBe('2026-03-03T07:00:00.000Z');
    const late = new Date(at.getTime() + 60 * hour);
    expect(nextReminder(at, late).toISOString()).toBe('2026-03-05T07:00:00.000Z');
  });
});

describeOnEachEngine('approvals', (open) => {
  let db: OpenDatabase;
  let tenant: TestTenant;
  let approver: Awaited<ReturnType<typeof addTestMember>>;
  let admin: Awaited<ReturnType<typeof addTestMember>>;
  let clock: ReturnType<typeof manualClock>;
  let deps: ApprovalsDeps;
  let decided: string[];
  let onDecided: () => void;
  let subject = 0;

  beforeAll(async () => {
    db = await open();
  });
  beforeEach(async () => {
    clock = manualClock('2026-03-02T07:00:00Z');
    decided = [];
    onDecided = () => undefined;
    deps = {
      db,
      clock,
      announce,
      onDecided: new Map([
        [
          'job_execution',
          async (_tx, approval) => {
            // Requests of other tests come to their end in the same look-out.
            if (approval.organization_id === tenant.organizationId) decided.push(approval.status);
            onDecided();
          },
        ],
      ]),
      describeSubjects: async () => new Map(),
    };
    tenant = await createTestTenant(db, 'Approvals');
    approver = await addTestMember(db, tenant, 'approver');
    admin = await addTestMember(db, tenant, 'admin');
  });

  const request = async (more: Partial<Parameters<typeof requestApproval>[2]> = {}, scope = tenant.scope) => {
    subject += 1;
    return await db.within(scope, (tx) =>
      requestApproval(deps, tx, {
        subject: { kind: 'job_execution', id: subject },
        title: `Plan ${subject}`,
        targetSystem: 'a system',
        justification: 'because',
        plan,
        planHash: planHashOf(plan),
        submittedBy: tx.scope.actor,
        excludedUserIds: [],
        assigneeIds: [approver.id],
        expiresAt: new Date(clock.now().getTime() + 7 * 24 * hour),
        ...more,
      }),
    );
  };
  const read = (id: number) => db.within(tenant.scope, (tx) => store.getApproval(tx, id));
  const events = async () =>
    (
      await db.within(tenant.scope, (tx) =>
        tx.sql.selectFrom('outbox_events').select('type').orderBy('id').execute(),
      )
    ).map(({ type }) => type);
  const audited = async () =>
    (await db.within(tenant.scope, (tx) => listAuditEvents(tx, {}, { perPage: 100, offset: 0 }))).events.map(
      ({ action }) => action,
    );
  const approve = (id: number, scope = approver.scope) =>
    decide(deps, scope, id, { decision: 'approve', planHash: planHashOf(plan) });

  it('that are decided tell their subject, an event and the audit log, or none of them', async () => {
    const id = await request();
    onDecided = () => {
      throw new Error('the subject cannot go on');
    };
    await expect(approve(id)).rejects.toThrow('the subject cannot go on');
    expect(await read(id)).toMatchObject({ status: 'pending', decided_by: null });
    expect(await events()).toEqual(['approval.requested']);
    expect(await audited()).not.toContain('approval.approved');
    onDecided = () => undefined;
    await approve(id);
    expect(await read(id)).toMatchObject({
      status: 'approved',
      decided_by: { kind: 'user', id: approver.id },
    });
    expect(await events()).toEqual(['approval.requested', 'approval.decided']);
    expect(await audited()).toContain('approval.approved');
  });

  it('are for people: neither the system nor somebody who left decides', async () => {
    const id = await request();
    await expect(approve(id, organizationScope(tenant.organizationId, 'a job'))).rejects.toThrow(
      /Only a person/,
    );
    await db.within(tenant.scope, (tx) => removeMember(tx, approver.id, clock.now()));
    await expect(approve(id)).rejects.toThrow(/not a member/);
    expect(await read(id)).toMatchObject({ status: 'pending' });
  });

  it('remind after a day and then daily, and ask administrators after three, once', async () => {
    const id = await request();
    const kinds = async (type: string) => (await events()).filter((event) => event === type).length;
    await sweepApprovals(deps);
    expect(await kinds('approval.reminder')).toBe(0);
    clock.advance(24 * hour);
    await sweepApprovals(deps);
    await sweepApprovals(deps);
    expect(await kinds('approval.reminder')).toBe(1);
    clock.advance(47 * hour);
    await sweepApprovals(deps);
    expect(await kinds('approval.escalated')).toBe(0);
    clock.advance(hour);
    await sweepApprovals(deps);
    await sweepApprovals(deps);
    expect(await kinds('approval.escalated')).toBe(1);
    // The owner asked for it and is not asked to decide.
    expect(await read(id)).toMatchObject({ status: 'pending', assignee_ids: [approver.id, admin.id] });
    await approve(id, admin.scope);
    expect(decided).toEqual(['approved']);
  });

  it('expire and tell their subject, whoever looks first', async () => {
    const id = await request();
    clock.advance(7 * 24 * hour);
    await Promise.all([sweepApprovals(deps), sweepApprovals(deps)]);
    expect(await read(id)).toMatchObject({ status: 'expired', decided_by: { kind: 'system' } });
    expect(decided).toEqual(['expired']);
    expect(await audited()).toContain('approval.expired');
  });

  it('ask administrators at once when nobody who is asked may decide', async () => {
    const viewer = await addTestMember(db, tenant, 'viewer');
    const id = await request({ assigneeIds: [viewer.id] });
    expect(await read(id)).toMatchObject({
      assignee_ids: [viewer.id, admin.id],
      escalated_at: expect.any(Date),
    });
    const other = await request();
    await db.within(tenant.scope, (tx) => removeMember(tx, approver.id, clock.now()));
    await sweepApprovals(deps);
    expect((await read(other))?.assignee_ids).toEqual([approver.id, admin.id]);
    const before = await audited();
    await sweepApprovals(deps);
    expect(await audited()).toEqual(before);
  });

  it('are withdrawn with their subject, once, and without telling it', async () => {
    const id = await request();
    const of = { kind: 'job_execution', id: subject };
    const cancel = () => db.within(tenant.scope, (tx) => cancelApproval(deps, tx, of, 'not needed'));
    expect([await cancel(), await cancel()]).toEqual([true, false]);
    expect(await read(id)).toMatchObject({ status: 'cancelled', decision_reason: 'not needed' });
    expect(decided).toEqual([]);
    await expect(approve(id)).rejects.toMatchObject({ code: 'conflict' });
  });

  it('are handed only to members who may decide this one', async () => {
    const id = await request({ excludedUserIds: [admin.id] });
    for (const wrong of [[admin.id], [tenant.owner.id], [approver.id, 999_999]])
      await expect(reassign(deps, tenant.scope, id, wrong)).rejects.toMatchObject({ code: 'unprocessable' });
    const other = await addTestMember(db, tenant, 'approver');
    await reassign(deps, tenant.scope, id, [other.id, other.id]);
    expect(await read(id)).toMatchObject({ assignee_ids: [other.id] });
    expect(await audited()).toContain('approval.reassigned');
  });

  it('are listed oldest first with their age, by type, assignee, submitter, priority and status', async () => {
    const first = await request();
    clock.advance(hour);
    const second = await request(
      { type: 'remediation', priority: 'high', assigneeIds: [admin.id] },
      approver.scope,
    );
    const list = async (filter: Partial<store.ApprovalFilter>) => {
      const all: store.ApprovalFilter = {
        statuses: ['pending'],
        priorities: undefined,
        types: undefined,
        assigneeId: undefined,
        submitterLabel: undefined,
        submitterId: undefined,
      };
      const { rows, total } = await db.within(tenant.scope, (tx) =>
        store.listApprovals(tx, { ...all, ...filter }, { limit: 10, offset: 0 }),
      );
      expect(total).toBe(rows.length);
      return rows.map(({ id }) => id);
    };
    expect(await list({})).toEqual([first, second]);
    expect(await list({ assigneeId: admin.id })).toEqual([second]);
    expect(await list({ submitterId: tenant.owner.id })).toEqual([first]);
    expect(await list({ submitterLabel: approver.email.toUpperCase() })).toEqual([second]);
    expect(await list({ priorities: ['high'] })).toEqual([second]);
    expect(await list({ types: ['remediation'] })).toEqual([second]);
    expect(await list({ types: ['scheduled_job'] })).toEqual([first]);
    expect(await list({ types: ['remediation', 'scheduled_job'] })).toEqual([first, second]);
    expect(await list({ statuses: ['approved'] })).toEqual([]);
    clock.advance(hour);
    const [view] = await db.within(approver.scope, async (tx) => {
      const row = await store.getApproval(tx, first);
      return await presentApprovals(deps, tx, row === undefined ? [] : [row]);
    });
    expect(view).toMatchObject({
      type: 'scheduled_job',
      age_seconds: 7200,
      can_decide: true,
      cannot_decide_reason: null,
    });
  });
});
