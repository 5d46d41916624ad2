import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Composed, composeForTests } from '../../../../test/composed.ts';
import { type Severity, severities } from '../../../core/severity.ts';
import { describeOnEachEngine } from '../../../platform/db/testing.ts';
import { announce } from '../../../platform/events/outbox.ts';
import { verifyAuditLog } from '../../govern/audit-log/index.ts';
import { createTestTenant, type TestTenant } from '../../govern/tenancy/testing.ts';
import { closeLedger, openLedger } from './ledger.ts';
import { changeAlert } from './people.ts';
import { raiseAlert, settleAlert, worsen } from './service.ts';
import { lockByFingerprints } from './store.ts';
import {
  type Condition,
  conditions,
  dayMs,
  type ExpectedAlerts,
  expectStep,
  type Step,
} from './testing/expected-life.ts';
import { lookAtTimes } from './timers.ts';

const hourMs = 3_600_000;
const of = fc.constantFrom(...conditions);
const severity = fc.constantFrom(...severities);
const one = <D extends Step['does']>(...names: D[]) => fc.constantFrom(...names);
const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    { weight: 5, arbitrary: fc.record({ does: one('raise'), of, severity, event: fc.nat(9) }) },
    { weight: 2, arbitrary: fc.record({ does: one('worsen'), of, severity }) },
    { weight: 4, arbitrary: fc.record({ does: one('settle'), of, late: fc.boolean() }) },
    { weight: 2, arbitrary: fc.record({ does: one('mute'), of, days: fc.integer({ min: 1, max: 3 }) }) },
    { weight: 5, arbitrary: fc.record({ does: one('acknowledge', 'resolve', 'unmute', 'assign'), of }) },
    { weight: 4, arbitrary: fc.record({ does: one('pass'), hours: fc.constantFrom(0.1, 1, 30) }) },
    { weight: 2, arbitrary: fc.record({ does: one('look') }) },
  ),
  { minLength: 10, maxLength: 40 },
);

type Row = {
  fingerprint: string;
  status: string;
  severity: Severity;
  occurrences: number;
  muted_until: Date | null;
  assigned: boolean;
  announce_due_at: Date | null;
  history: string[];
  audited: string[];
  told: { type: string; change: string | null; status: string; severity: string; at: string }[];
};

describeOnEachEngine('any sequence of what happens to alerts', (openDatabase) => {
  let app: Composed;
  const time = { now: new Date() };
  const clock = { now: () => time.now };
  const deps = { announce, clock };

  beforeAll(async () => {
    app = await composeForTests(await openDatabase(), { clock });
  });
  afterAll(async () => await app?.stop());

  async function happens({ scope, owner }: TestTenant, step: Step): Promise<void> {
    if (step.does === 'pass') {
      time.now = new Date(time.now.getTime() + step.hours * hourMs);
      return;
    }
    if (step.does === 'look') {
      await lookAtTimes({ db: app.db, ...deps });
      return;
    }
    await app.db.within(scope, async (tx) => {
      const [alert] = await lockByFingerprints(tx, [step.of]);
      const at = clock.now();
      if (step.does === 'raise') {
        await raiseAlert(deps, tx, {
          fingerprint: step.of,
          type: 'performance',
          severity: step.severity,
          title: `The ${step.of} is broken`,
          description: 'Somebody saw it.',
          source: { kind: 'manual', id: owner.id, name: 'Ada' },
          evidence: null,
          condition: null,
          at,
          outboxEventId: step.event + 1,
        });
      } else if (step.does === 'settle' && alert !== undefined) {
        await settleAlert(deps, tx, {
          fingerprint: step.of,
          at: step.late ? new Date(alert.last_at.getTime() - 1) : at,
          note: 'it works again',
          evidence: null,
          outboxEventId: null,
          covers: () => true,
        });
      } else if (step.does === 'worsen' && alert !== undefined) {
        const ledger = openLedger();
        const note = 'it is worse';
        await worsen(tx, ledger, alert, { severity: step.severity, at, note, worsenedAt: at });
        await closeLedger(deps, tx, ledger);
      }
    });
    if (step.does === 'raise' || step.does === 'settle' || step.does === 'worsen') return;
    const id = await idOf(scope, step.of);
    if (id === undefined) return;
    const note = null;
    const acts = {
      mute: {
        action: 'mute',
        until: new Date(time.now.getTime() + ('days' in step ? step.days : 0) * dayMs),
        note,
      },
      assign: { action: 'assign', assignee: 'me' },
      acknowledge: { action: 'acknowledge', note },
      resolve: { action: 'resolve', note },
      unmute: { action: 'unmute', note },
    } as const;
    await changeAlert({ db: app.db, ...deps }, scope, id, acts[step.does]).catch((error: unknown) => {
      if ((error as { code?: string }).code !== 'unprocessable') throw error;
    });
  }

  const idOf = (scope: TestTenant['scope'], fingerprint: Condition) =>
    app.db.within(scope, async (tx) => (await lockByFingerprints(tx, [fingerprint]))[0]?.id);

  const rows = (scope: TestTenant['scope']) =>
    app.db.within(
      scope,
      async (tx) =>
        (
          await sql<Row>`
            SELECT a.fingerprint, a.status, a.severity, a.occurrences, a.muted_until, a.assignee_id IS NOT NULL AS assigned,
              a.announce_due_at,
              (SELECT jsonb_agg(e.kind ORDER BY e.id) FROM alert_events e WHERE e.alert_id = a.id) AS history,
              (SELECT jsonb_agg(replace(u.action, 'alert.', '') ORDER BY u.sequence) FROM audit_events u
                WHERE u.organization_id = a.organization_id AND u.target_type = 'alert' AND u.target_id = a.id::text) AS audited,
              (SELECT coalesce(jsonb_agg(jsonb_build_object('type', o.type, 'change', o.payload->>'change',
                  'status', o.payload->>'status', 'severity', o.payload->>'severity') ORDER BY o.id), '[]')
                FROM outbox_events o WHERE o.organization_id = a.organization_id AND o.type LIKE 'alert.%'
                  AND (o.payload->>'alert_id')::bigint = a.id) AS told
            FROM alerts a WHERE a.organization_id = ${scope.organizationId}::bigint ORDER BY a.id`.execute(
            tx.sql,
          )
        ).rows,
    );

  it('leaves one alert per condition, as the rules of its life say, with all of its history, audited and announced', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (sequence) => {
        time.now = new Date('2026-05-01T00:00:00Z');
        const tenant = await createTestTenant(app.db, 'Any');
        const expected: ExpectedAlerts = new Map();
        for (const step of sequence) {
          await happens(tenant, step);
          expectStep(expected, step, time.now.getTime());
        }
        const found = await rows(tenant.scope);
        expect(
          found.map((row) => ({ ...row, muted_until: row.muted_until?.getTime() ?? null })),
        ).toMatchObject(
          [...expected].map(([fingerprint, { mutedUntil, counted: _counted, ...alert }]) => ({
            ...alert,
            fingerprint,
            muted_until: mutedUntil,
          })),
        );
        // Every change of somebody's is in the audit log; that it happened once more is not a change.
        for (const { history, audited } of found)
          expect(audited).toEqual(history.filter((kind) => kind !== 'occurred'));
        const living = [...expected.values()].filter(({ status }) => status !== 'resolved');
        const count = (fits: (alert: (typeof living)[number]) => boolean) => living.filter(fits).length;
        expect(await app.call('getAlertSummary', { scope: tenant.scope })).toMatchObject({
          open: count(({ status }) => status === 'open'),
          acknowledged: count(({ status }) => status === 'acknowledged'),
          muted: count(({ mutedUntil }) => mutedUntil !== null && mutedUntil > time.now.getTime()),
          by_severity: Object.fromEntries(
            severities.map((each) => [each, count((alert) => alert.severity === each)]),
          ),
          assigned_to_me: count(({ assigned }) => assigned),
        });
        // Whatever was held back has been said when its hour is over: what was said last is how it is.
        time.now = new Date(time.now.getTime() + 2 * hourMs);
        await lookAtTimes({ db: app.db, ...deps });
        for (const { status, severity: worstSeen, announce_due_at, told } of await rows(tenant.scope)) {
          expect(announce_due_at).toBeNull();
          expect(told[0]?.type).toBe('alert.created');
          const said = told.findLast(
            ({ type, change }) => type !== 'alert.updated' || change === 'reopened' || change === 'worsened',
          );
          expect(said?.type === 'alert.resolved').toBe(status === 'resolved');
          if (status !== 'resolved') expect(told.at(-1)).toMatchObject({ status, severity: worstSeen });
        }
        expect(await verifyAuditLog(app.db, tenant.scope)).toMatchObject({ verified: true });
      }),
      { seed: 20_260_501, numRuns: 20 },
    );
  });
});
