import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { systemScope } from '../../../core/scope.ts';
import { manualClock } from '../../../platform/clock.ts';
import type { Database } from '../../../platform/db/database.ts';
import { describeOnEachEngine } from '../../../platform/db/testing.ts';
import { createSecretBox } from '../../../platform/secrets/secret-box.ts';
import { listAuditEvents } from '../audit-log/index.ts';
import { createTestTenant, type TestTenant } from '../tenancy/testing.ts';
import { evidenceRetention, exportEvidence, findEvidence, listEvidence, sealEvidence } from './index.ts';
import { changeEvidenceSettingsSchema } from './schemas.ts';
import { changeEvidenceSettings, countEvidence, readEvidenceSettings } from './settings.ts';

const dayMs = 86_400_000;

describeOnEachEngine('how long evidence is kept', (open) => {
  let database: Database;
  const clock = manualClock('2026-11-21T12:00:00Z');
  beforeAll(async () => {
    database = await open();
  });

  const seal = (tenant: TestTenant, id = 41) =>
    database.within(tenant.scope, (tx) =>
      sealEvidence(tx, {
        subject: { kind: 'job_execution', id },
        records: [{ kind: 'approval_record', content: { approved_by: 'ada@example.org' } }],
      }),
    );
  const promise = (tenant: TestTenant, retentionDays: number) =>
    changeEvidenceSettings({ db: database, clock }, tenant.scope, { retentionDays });
  const find = (tenant: TestTenant, id: string) =>
    database.within(tenant.scope, (tx) => findEvidence(tx, id));
  const daysOf = async (tenant: TestTenant, id: string) => {
    const { sealed_at, retain_until } = await find(tenant, id);
    return (Date.parse(retain_until) - Date.parse(sealed_at)) / dayMs;
  };
  const audited = async (tenant: TestTenant, action: string) =>
    (
      await database.within(tenant.scope, (tx) => listAuditEvents(tx, { action }, { perPage: 9, offset: 0 }))
    ).events.map(({ target, detail }) => ({ target, detail }));
  /** As if it had been sealed so many days before its time is over. */
  const age = (id: string, daysLeft: number) =>
    database.asSystem(systemScope('a suite lets evidence grow old'), async (tx) => {
      await sql.raw('ALTER TABLE evidence_packages DISABLE TRIGGER USER').execute(tx.sql);
      await sql`
        UPDATE evidence_packages SET sealed_at = now() - interval '70000 hours',
          retain_until = now() + ${daysLeft}::int * interval '24 hours' WHERE id = ${id}`.execute(tx.sql);
      await sql.raw('ALTER TABLE evidence_packages ENABLE TRIGGER USER').execute(tx.sql);
    });
  const remove = (tenant: TestTenant, limit = 500) =>
    database.within(tenant.scope, (tx) => evidenceRetention.remove(tx, limit));

  test('is seven years until an organisation says otherwise, which counts for what is sealed later', async () => {
    const tenant = await createTestTenant(database, 'Promises');
    const first = await seal(tenant);
    expect(await daysOf(tenant, first)).toBe(2555);
    await promise(tenant, 365);
    const second = await seal(tenant);
    expect([await daysOf(tenant, first), await daysOf(tenant, second)]).toEqual([2555, 365]);
    await promise(tenant, 4000);
    expect([await daysOf(tenant, second), await daysOf(tenant, await seal(tenant))]).toEqual([365, 4000]);
    const settings = await database.within(tenant.scope, readEvidenceSettings);
    expect(settings).toMatchObject({ retentionDays: 4000, updatedAt: clock.now() });
    expect(await audited(tenant, 'evidence.settings_changed')).toMatchObject([
      { detail: { before: { retention_days: 365 }, after: { retention_days: 4000 } } },
      { detail: { before: { retention_days: 2555 }, after: { retention_days: 365 } } },
    ]);
    const [sealed] = await audited(tenant, 'evidence.sealed');
    expect(sealed?.detail).toHaveProperty('retain_until');
  });

  test('is a year at least, also for the database', async () => {
    const tenant = await createTestTenant(database, 'A year');
    expect(changeEvidenceSettingsSchema.safeParse({ retention_days: 364 }).error?.issues[0]?.message).toBe(
      'must be at least 365 days',
    );
    await expect(promise(tenant, 364)).rejects.toThrow('evidence_settings');
    await expect(
      database.within(tenant.scope, (tx) =>
        tx.sql
          .insertInto('evidence_packages')
          .values({
            id: 'evp_short',
            organization_id: tenant.organizationId,
            subject_kind: 'job_execution',
            subject_id: '1',
            records: 1,
            root_hash: Buffer.alloc(32),
            sealed_at: new Date(0),
            sealed_by: '{}',
            retain_until: new Date(364 * dayMs),
          })
          .execute(),
      ),
    ).rejects.toThrow('evidence_packages_kept_a_year');
  });

  test('ends by the job of retention: the package is gone whole, and its root stays in the audit log', async () => {
    const tenant = await createTestTenant(database, 'Over');
    const [over, kept] = [await seal(tenant, 1), await seal(tenant, 2)];
    const { root_hash: root } = await find(tenant, over);
    await exportEvidence(
      { db: database, clock, secrets: createSecretBox('11'.repeat(32)) },
      tenant.scope,
      over,
    );
    await age(over, -1);
    await age(kept, 1);
    expect(await database.within(tenant.scope, countEvidence)).toEqual({ packages: 2, past: 1 });
    expect(await database.within(tenant.scope, (tx) => evidenceRetention.count(tx))).toBe(1);
    expect([await remove(tenant), await remove(tenant)]).toEqual([1, 0]);
    const left = await database.within(tenant.scope, async (tx) => ({
      packages: (await listEvidence(tx, {}, { perPage: 9, offset: 0 })).packages.map(({ id }) => id),
      records: await tx.sql.selectFrom('evidence_records').select('package_id').execute(),
      signatures: await tx.sql.selectFrom('evidence_signatures').select('package_id').execute(),
    }));
    expect(left).toEqual({ packages: [kept], records: [{ package_id: kept }], signatures: [] });
    await expect(find(tenant, over)).rejects.toThrow('not found');
    expect(await audited(tenant, 'evidence.removed')).toMatchObject([
      {
        target: { type: 'evidence', id: over },
        detail: { root_hash: root, subject: { kind: 'job_execution', id: '1' }, records: 1 },
      },
    ]);
  });

  test('is a package at a time when so few are asked for, and of one organisation', async () => {
    const [tenant, other] = [
      await createTestTenant(database, 'Few'),
      await createTestTenant(database, 'Others'),
    ];
    for (const id of [1, 2]) await age(await seal(tenant, id), -id);
    await age(await seal(other), -9);
    expect([await remove(tenant, 1), await remove(tenant, 1), await remove(tenant, 1)]).toEqual([1, 1, 0]);
    expect(await database.within(other.scope, countEvidence)).toEqual({ packages: 1, past: 1 });
  });

  test('cannot be shortened by anybody: the database refuses to change the time, or to take a part away', async () => {
    const tenant = await createTestTenant(database, 'Refused');
    const id = await seal(tenant);
    const asTenant = (statement: string) =>
      database.within(tenant.scope, (tx) => sql.raw(statement).execute(tx.sql));
    const asOwner = (statement: string) =>
      database.asSystem(systemScope('a suite tries'), (tx) => sql.raw(statement).execute(tx.sql));
    const shorten = `UPDATE evidence_packages SET retain_until = sealed_at + interval '8760 hours' WHERE id = '${id}'`;
    await expect(asTenant(shorten)).rejects.toThrow('permission denied');
    await expect(asOwner(shorten)).rejects.toThrow('append-only');
    await expect(asTenant(`DELETE FROM evidence_packages WHERE id = '${id}'`)).rejects.toThrow('append-only');
    await age(id, -1);
    await expect(asOwner(`DELETE FROM evidence_records WHERE package_id = '${id}'`)).rejects.toThrow(
      'append-only',
    );
    expect(await remove(tenant)).toBe(1);
  });
});
