import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { type Composed, composeForTests } from '../../../../test/composed.ts';
import type { Severity } from '../../../core/severity.ts';
import { describeOnEachEngine } from '../../../platform/db/testing.ts';
import { announce } from '../../../platform/events/outbox.ts';
import { createTestTenant, type TestTenant } from '../../govern/tenancy/testing.ts';
import { raiseAlert } from './service.ts';

describeOnEachEngine('the inbox', (openDatabase) => {
  let app: Composed;
  let tenant: TestTenant;
  const time = { now: new Date() };

  beforeAll(async () => {
    app = await composeForTests(await openDatabase(), { clock: { now: () => time.now } });
  });
  afterAll(async () => await app?.stop());
  beforeEach(async () => {
    time.now = new Date('2026-05-01T00:00:00Z');
    tenant = await createTestTenant(app.db, 'Acme');
  });

  /** One minute after the one before it. */
  const raise = async (title: string, severity: Severity, firstCheck = false): Promise<string> => {
    time.now = new Date(time.now.getTime() + 60_000);
    const deps = { announce, clock: { now: () => time.now } };
    const { id } = await app.db.within(tenant.scope, (tx) =>
      raiseAlert(deps, tx, {
        fingerprint: title,
        type: 'compliance',
        severity,
        title,
        description: title,
        source: { kind: 'control', id: 0, key: title, name: title },
        evidence: null,
        condition: null,
        firstCheck,
        at: time.now,
        outboxEventId: null,
      }),
    );
    return String(id);
  };
  const call = <T>(operation: string, input: object = {}) =>
    app.call<T>(operation, { scope: tenant.scope, ...input });
  const titles = async (query: object = {}) =>
    (await call<{ data: { title: string }[] }>('listAlerts', { query })).data.map(({ title }) => title);

  it('shows first what is new and bad, then the rest of what is new, then what failed since the first check', async () => {
    const taken = await raise('taken, critical', 'critical');
    const quiet = await raise('quiet, critical', 'critical');
    await raise('old, critical', 'critical');
    await raise('new, low', 'low');
    await raise('new, high', 'high');
    await raise('first, high', 'high', true);
    await raise('first, critical', 'critical', true);
    await raise('first, high, later', 'high', true);
    const settled = await raise('first and taken, high', 'high', true);
    await raise('newer, medium', 'medium');
    for (const id of [taken, settled]) await call('acknowledgeAlert', { params: { id } });
    await call('muteAlert', { params: { id: quiet } });
    const inOrder = [
      'old, critical',
      'new, high',
      'newer, medium',
      'new, low',
      'first, critical',
      'first, high, later',
      'first, high',
      'first and taken, high',
      'quiet, critical',
      'taken, critical',
    ];
    expect(await titles()).toEqual(inOrder);
    expect(await titles({ order: 'asc' })).toEqual(inOrder.toReversed());
    expect((await titles({ sort: 'last_occurred_at' }))[0]).toBe('newer, medium');
    expect((await titles({ sort: 'severity' }))[0]).toBe('first, critical');
    expect(await titles({ first_check: 'true', status: 'open' })).toEqual([
      'first, critical',
      'first, high, later',
      'first, high',
    ]);
    expect(await titles({ first_check: 'false' })).toHaveLength(6);
    expect(await call('getAlertSummary')).toMatchObject({ open: 8, first_check: 4 });
    const page = { per_page: '4', page: '2' };
    expect(await titles(page)).toEqual(inOrder.slice(4, 8));
  });
});
