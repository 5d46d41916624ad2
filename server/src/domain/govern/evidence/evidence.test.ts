import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { canonicalJson } from '../../../core/canonical-json.ts';
import type { Json } from '../../../core/json.ts';
import { systemScope } from '../../../core/scope.ts';
import { manualClock } from '../../../platform/clock.ts';
import type { Database } from '../../../platform/db/database.ts';
import { describeOnEachEngine } from '../../../platform/db/testing.ts';
import { createLog } from '../../../platform/log/log.ts';
import { createSecretBox } from '../../../platform/secrets/secret-box.ts';
import { listAuditEvents } from '../audit-log/index.ts';
import { createTestTenant, type TestTenant } from '../tenancy/testing.ts';
import { checkEvidence } from './check.ts';
import { evidenceSigning, exportEvidence, findEvidence, listEvidence, sealEvidence } from './index.ts';

const records = [
  { kind: 'approval_record', content: { approved_by: 'ada@example.org', plan_hash: 'a'.repeat(64) } },
  { kind: 'execution_log', content: ['line 1', 'used ia_live_abcdefghijklmnopqrstuvwxyz123', 'line 3'] },
  { kind: 'validation_result', content: { verified: true, before: null, count: 1.5, secret: 'x' } },
];

describeOnEachEngine('evidence', (open) => {
  let database: Database;
  const lines: string[] = [];
  const log = createLog({ level: 'info', format: 'json', secrets: [], write: (line) => lines.push(line) });
  const parts = () => ({
    db: database,
    clock: manualClock('2026-11-21T12:00:00Z'),
    secrets: createSecretBox('11'.repeat(32)),
    log,
  });
  beforeAll(async () => {
    database = await open();
  });

  const seal = (tenant: TestTenant, id = 41) =>
    database.within(tenant.scope, (tx) =>
      sealEvidence(tx, { subject: { kind: 'job_execution', id }, records }),
    );
  const tamper = (statement: string, table = 'evidence_records') =>
    database.asSystem(systemScope('a suite damages evidence'), async (tx) => {
      await sql.raw(`ALTER TABLE ${table} DISABLE TRIGGER USER`).execute(tx.sql);
      await sql.raw(statement).execute(tx.sql);
      await sql.raw(`ALTER TABLE ${table} ENABLE TRIGGER USER`).execute(tx.sql);
    });

  test('a sealed package is found by its subject, with its records and without their secrets', async () => {
    const tenant = await createTestTenant(database, 'Sealed');
    const id = await seal(tenant);
    expect(id).toMatch(/^evp_[\w-]{24}$/);
    const found = await database.within(tenant.scope, (tx) => findEvidence(tx, id));
    expect(found).toMatchObject({
      id,
      subject: { kind: 'job_execution', id: '41' },
      sealed_by: { kind: 'user', id: tenant.owner.id },
      intact: true,
      signature: null,
      records: [
        { kind: 'approval_record', content: records[0]?.content },
        { kind: 'execution_log', content: ['line 1', 'used [redacted]', 'line 3'] },
        { kind: 'validation_result', content: { verified: true, count: 1.5, secret: '[redacted]' } },
      ],
    });
    const { packages, total } = await database.within(tenant.scope, (tx) =>
      listEvidence(tx, { subject_kind: 'job_execution', subject_id: '41' }, { perPage: 10, offset: 0 }),
    );
    expect([packages.map((row) => row.id), total]).toEqual([[id], 1]);
    const none = await database.within(tenant.scope, (tx) =>
      listEvidence(tx, { subject_id: '42' }, { perPage: 10, offset: 0 }),
    );
    expect(none).toEqual({ packages: [], total: 0 });
  });

  test('sealing commits together with its audit event, which carries the root', async () => {
    const tenant = await createTestTenant(database, 'Audited');
    const id = await seal(tenant);
    const { events } = await database.within(tenant.scope, (tx) =>
      listAuditEvents(tx, { action: 'evidence.sealed' }, { perPage: 5, offset: 0 }),
    );
    const found = await database.within(tenant.scope, (tx) => findEvidence(tx, id));
    expect(events).toMatchObject([
      { target: { type: 'evidence', id }, detail: { root_hash: found.root_hash, subject: { id: '41' } } },
    ]);
  });

  test('the worker signs it, and the export is verified without the server', async () => {
    const tenant = await createTestTenant(database, 'Signed');
    const id = await seal(tenant);
    expect(await evidenceSigning(parts())()).toBeGreaterThan(0);
    const text = await exportEvidence(parts(), tenant.scope, id);
    const answer = checkEvidence(Buffer.from(text));
    expect(answer).toMatchObject({ intact: true, id, records: 3, problems: [] });
    const bytes = Buffer.from(text);
    for (let at = 0; at < bytes.length; at++) {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] as number) ^ (1 << (at % 8));
      expect(checkEvidence(changed).intact).toBe(false);
    }
    const lines = JSON.parse(text) as { records: unknown[] };
    const swapped = canonicalJson({ ...lines, records: lines.records.toReversed() } as Json);
    expect(checkEvidence(Buffer.from(`${swapped}\n`)).problems[0]).toContain('moved');
    expect(checkEvidence(bytes, [Buffer.alloc(32, 1)]).problems[0]).toContain('not the one that you gave');
    expect(await evidenceSigning(parts())()).toBe(0);
  });

  test('an export signs what is not signed yet', async () => {
    const tenant = await createTestTenant(database, 'At once');
    const text = await exportEvidence(parts(), tenant.scope, await seal(tenant));
    expect(checkEvidence(Buffer.from(text))).toMatchObject({ intact: true });
  });

  test('what was changed before it was signed is never signed, and the log says so once', async () => {
    const tenant = await createTestTenant(database, 'Changed');
    const id = await seal(tenant);
    await tamper(
      `UPDATE evidence_records SET content = '"forged"' WHERE package_id = '${id}' AND position = 2`,
    );
    const sweep = evidenceSigning(parts());
    await sweep();
    await sweep();
    expect(lines.filter((line) => line.includes(id))).toHaveLength(1);
    const found = await database.within(tenant.scope, (tx) => findEvidence(tx, id));
    expect(found).toMatchObject({ signature: null, intact: false });
    await expect(exportEvidence(parts(), tenant.scope, id)).rejects.toThrow('do not give its root');
  });

  test('the database refuses to change or delete it', async () => {
    const tenant = await createTestTenant(database, 'Refused');
    await seal(tenant);
    const asOwner = (statement: string) =>
      database.asSystem(systemScope('a suite tries'), (tx) => sql.raw(statement).execute(tx.sql));
    const asTenant = (statement: string) =>
      database.within(tenant.scope, (tx) => sql.raw(statement).execute(tx.sql));
    for (const table of ['evidence_packages', 'evidence_records'])
      await expect(asOwner(`DELETE FROM ${table}`)).rejects.toThrow('append-only');
    await expect(asTenant('DELETE FROM evidence_packages')).rejects.toThrow('append-only');
    await expect(asTenant('DELETE FROM evidence_records')).rejects.toThrow('permission denied');
    await expect(asOwner(`UPDATE evidence_records SET kind = 'x'`)).rejects.toThrow('append-only');
  });

  test('another organisation does not find it', async () => {
    const a = await createTestTenant(database, 'A');
    const b = await createTestTenant(database, 'B');
    const id = await seal(a);
    await expect(database.within(b.scope, (tx) => findEvidence(tx, id))).rejects.toThrow('not found');
    await expect(exportEvidence(parts(), b.scope, id)).rejects.toThrow('not found');
    const { total } = await database.within(b.scope, (tx) =>
      listEvidence(tx, {}, { perPage: 10, offset: 0 }),
    );
    expect(total).toBe(0);
  });

  test('evidence without a record, or with one that is too large, is refused', async () => {
    const tenant = await createTestTenant(database, 'Bounds');
    const subject = { kind: 'job_execution', id: 1 };
    const sealing = (content: string[]) =>
      database.within(tenant.scope, (tx) =>
        sealEvidence(tx, { subject, records: content.map((text) => ({ kind: 'log', content: text })) }),
      );
    await expect(sealing([])).rejects.toThrow('1 to 256 records');
    await expect(sealing(['x'.repeat(17 * 1024 * 1024)])).rejects.toThrow('larger than');
  });
});

describe('an export of evidence', () => {
  test('that is no export is answered with what is wrong', () => {
    expect(checkEvidence(Buffer.from('{"a":1}\n'))).toMatchObject({ intact: false });
    expect(checkEvidence(Buffer.from([0xff, 0x0a])).problems[0]).toContain('UTF-8');
    expect(checkEvidence(Buffer.from('{')).problems[0]).toContain('JSON');
  });
});
