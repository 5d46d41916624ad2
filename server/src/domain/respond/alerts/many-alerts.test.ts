import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { systemClock } from '../../../platform/clock.ts';
import type { OpenDatabase } from '../../../platform/db/open-database.ts';
import { describeOnEachEngine } from '../../../platform/db/testing.ts';
import { type Subscriber, startDispatcher } from '../../../platform/events/dispatcher.ts';
import { announce } from '../../../platform/events/outbox.ts';
import { silentLog } from '../../../platform/log/log.ts';
import type { Queue } from '../../../platform/queue/contract.ts';
import { openQueue } from '../../../platform/queue/open-queue.ts';
import { verifyAuditLog } from '../../govern/audit-log/index.ts';
import { createTestTenant, type TestTenant } from '../../govern/tenancy/testing.ts';
import { driftAlerts } from './drift-alerts.ts';
import { alertQueues } from './subscribers.ts';

const findings = 3000;

describeOnEachEngine('thousands of drifts at once', (open) => {
  let db: OpenDatabase;
  let queue: Queue;
  let tenant: TestTenant;

  beforeAll(async () => {
    db = await open();
    queue = await openQueue({ database: db, log: silentLog, names: alertQueues });
    tenant = await createTestTenant(db, 'Large');
    await fill();
  });
  afterAll(async () => await queue?.stop(0));

  const run = (statement: ReturnType<typeof sql>) =>
    db.within(tenant.scope, (tx) => statement.execute(tx.sql));
  const org = () => sql`${tenant.organizationId}::bigint`;

  /** So many resources, each with one open drift. */
  async function fill(): Promise<void> {
    await run(sql`
      WITH provider AS (
        INSERT INTO providers (organization_id, type, name, account_id, auth_method, status)
        VALUES (${org()}, 'aws', 'Acme', '1', 'role', 'synced') RETURNING id
      ), scope AS (
        INSERT INTO inventory_scopes (organization_id, provider_id, source, region)
        SELECT ${org()}, id, 's3_bucket', 'global' FROM provider RETURNING id, provider_id
      ), resource AS (
        INSERT INTO resources (organization_id, provider_id, scope_id, external_id, name, type, region, status,
          content_hash, version_id, first_seen_at, last_seen_at, changed_at)
        SELECT ${org()}, s.provider_id, s.id, 'bucket-' || n, 'bucket-' || n, 's3_bucket', 'global', 'active', '', 0,
          now(), now(), now() FROM scope s, generate_series(1, ${findings}::int) n RETURNING id, provider_id
      )
      INSERT INTO drifts (organization_id, provider_id, resource_id, attribute, type, severity, severity_rule, status,
        summary, baseline_version_id, current_version_id, changes, detected_at, last_seen_at)
      SELECT ${org()}, provider_id, id, 'PublicAccessBlockConfiguration', 'security', 'critical', 'public', 'detected',
        'BlockPublicAcls changed from true to false', 0, 0, '[]', now(), now() FROM resource`);
  }
  const tell = (type: string) =>
    run(sql`INSERT INTO outbox_events (organization_id, type, payload)
      SELECT ${org()}, ${type}, jsonb_build_object('drift_id', id) FROM drifts WHERE organization_id = ${org()}
      ORDER BY id`);

  /** Dispatches until every alert has the state, and says how long it took. */
  async function dispatched(status: string): Promise<number> {
    const [subscriber] = [driftAlerts({ db, clock: systemClock, announce })] as [Subscriber];
    const startedAt = performance.now();
    const dispatcher = await startDispatcher({
      database: db,
      queue,
      clock: systemClock,
      log: silentLog,
      subscribers: [subscriber],
    });
    for (;;) {
      const { rows } = await db.within(tenant.scope, (tx) =>
        sql<{ count: number }>`SELECT count(*)::int AS count FROM alerts
          WHERE organization_id = ${org()} AND status = ${status}`.execute(tx.sql),
      );
      if ((rows[0]?.count ?? 0) >= findings) break;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    await dispatcher.stop();
    return performance.now() - startedAt;
  }
  const facts = async () => {
    const { rows } = await db.within(tenant.scope, (tx) =>
      sql<Record<string, number>>`
        SELECT (SELECT count(DISTINCT fingerprint)::int FROM alerts WHERE organization_id = ${org()}) AS alerts,
          (SELECT max(occurrences)::int FROM alerts WHERE organization_id = ${org()}) AS most,
          (SELECT count(*)::int FROM alert_events WHERE organization_id = ${org()}) AS changes,
          (SELECT count(*)::int FROM outbox_events WHERE organization_id = ${org()} AND type = 'alert.created') AS created,
          (SELECT count(*)::int FROM outbox_events WHERE organization_id = ${org()} AND type = 'alert.resolved') AS resolved`.execute(
        tx.sql,
      ),
    );
    return rows[0];
  };

  it('become alerts without loss, each announced and audited once, and end the same way', async () => {
    await tell('drift.detected');
    const raisedMs = await dispatched('open');
    expect(await facts()).toEqual({
      alerts: findings,
      most: 1,
      changes: findings,
      created: findings,
      resolved: 0,
    });
    await run(sql`UPDATE drifts SET status = 'resolved', resolved_at = now(), resolution_reason = 'reverted'
      WHERE organization_id = ${org()}`);
    await tell('drift.resolved');
    const endedMs = await dispatched('resolved');
    expect(await facts()).toEqual({
      alerts: findings,
      most: 1,
      changes: findings * 2,
      created: findings,
      resolved: findings,
    });
    expect(await verifyAuditLog(db, tenant.scope)).toMatchObject({ verified: true });
    const perSecond = (ms: number) => Math.round(findings / (ms / 1000));
    console.info(
      `${db.engine}: ${findings} drifts raised at ${perSecond(raisedMs)}/s, ended at ${perSecond(endedMs)}/s`,
    );
  });
});
