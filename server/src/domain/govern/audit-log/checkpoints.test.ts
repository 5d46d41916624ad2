import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { systemScope } from '../../../core/scope.ts';
import { manualClock } from '../../../platform/clock.ts';
import type { Database } from '../../../platform/db/database.ts';
import { describeOnEachEngine } from '../../../platform/db/testing.ts';
import { createLog } from '../../../platform/log/log.ts';
import { createSecretBox } from '../../../platform/secrets/secret-box.ts';
import { isSigned, listPublicKeys, rotateSigningKey } from '../signing/index.ts';
import { createTestTenant, type TestTenant } from '../tenancy/testing.ts';
import { recordKeyReplaced } from './audit-log.ts';
import { hashOfEvent } from './chain.ts';
import { checkpointText, noteOf, parseNote } from './checkpoint.ts';
import { checkpointing, checkpointNow, proveConsistency, proveInclusion } from './checkpoints.ts';
import { auditTree, leafOf } from './event-line.ts';
import { exportAuditLog, statementOf } from './export.ts';
import { exportCheck } from './export-check.ts';
import { recordAudits, verifyAuditLog } from './index.ts';
import { readChain } from './store.ts';

const why = systemScope('a suite damages the log');

describeOnEachEngine('checkpoints of the audit log', (open) => {
  let database: Database;
  const clock = manualClock('2026-11-21T12:00:00Z');
  const lines: string[] = [];
  const log = createLog({ level: 'info', format: 'json', secrets: [], write: (line) => lines.push(line) });
  const deps = () => ({ db: database, clock, secrets: createSecretBox('11'.repeat(32)), log });
  beforeAll(async () => {
    database = await open();
  });

  const grow = (tenant: TestTenant, count: number) =>
    database.within(tenant.scope, (tx) =>
      recordAudits(
        tx,
        Array.from({ length: count }, (_, id) => ({
          action: 'provider.connected' as const,
          target: { type: 'provider', id },
          detail: { name: `account ${id} – ü`, nested: { a: 1.5, b: null } },
        })),
      ),
    );
  async function tenantWith(name: string, events: number): Promise<TestTenant> {
    const tenant = await createTestTenant(database, name);
    await grow(tenant, events - 1);
    return tenant;
  }
  async function rootOf(tenant: TestTenant, size: number): Promise<Uint8Array> {
    const events = await database.within(tenant.scope, (tx) => readChain(tx, tenant.organizationId, 0, size));
    return auditTree.rootOf(events.map(leafOf));
  }
  /** Changes an event and everything behind it, so that the chain fits again: what its owner could do. */
  async function rewrite(tenant: TestTenant, sequence: number): Promise<void> {
    const { organizationId } = tenant;
    await database.asSystem(why, async (tx) => {
      await sql`ALTER TABLE audit_events DISABLE TRIGGER USER`.execute(tx.sql);
      const events = await readChain(tx, organizationId, sequence - 1, 10_000);
      let previousHash = events[0]?.previousHash ?? '';
      for (const event of events) {
        const changed = {
          ...event,
          action: event.sequence === sequence ? 'provider.disconnected' : event.action,
        };
        const hash = hashOfEvent(previousHash, changed);
        await tx.sql
          .updateTable('audit_events')
          .set({ action: changed.action, previous_hash: previousHash, hash })
          .where('organization_id', '=', organizationId)
          .where('sequence', '=', event.sequence)
          .execute();
        previousHash = hash;
      }
      await tx.sql
        .updateTable('audit_chains')
        .set({ hash: previousHash })
        .where('organization_id', '=', organizationId)
        .execute();
      await sql`ALTER TABLE audit_events ENABLE TRIGGER USER`.execute(tx.sql);
    });
  }
  async function exported(tenant: TestTenant, range: { from?: string; to?: string } = {}) {
    const { lines: parts } = await exportAuditLog(deps(), tenant.scope, range);
    let text = '';
    for await (const part of parts) text += part;
    const check = exportCheck();
    check.write(Buffer.from(text));
    return { text, answer: check.end() };
  }

  test('a checkpoint covers every event, with the root that the events give and a signature of its text', async () => {
    const tenant = await tenantWith('Signed', 5);
    const row = await checkpointNow(deps(), tenant.scope);
    if (row === undefined) throw new Error('no checkpoint');
    expect(row).toMatchObject({ size: 5, organization_id: tenant.organizationId });
    expect(row.root_hash.equals(Buffer.from(await rootOf(tenant, 5)))).toBe(true);
    const [key] = await listPublicKeys(database);
    expect(key?.keyId).toBe(row.key_id);
    expect(isSigned(key?.publicKey as Buffer, checkpointText(statementOf(row)), row.signature)).toBe(true);
    const note = noteOf(statementOf(row), { publicKey: key?.publicKey as Buffer, signature: row.signature });
    expect(parseNote(note)).toMatchObject({ keyId: row.key_id, checkpoint: { size: 5 } });
    expect(note.split('\n')[0]).toBe(`infraudit/audit-log/organization-${tenant.organizationId}`);
  });

  test('without new events there is no new one', async () => {
    const tenant = await tenantWith('Quiet', 3);
    const first = await checkpointNow(deps(), tenant.scope);
    clock.advance(1000);
    expect(await checkpointNow(deps(), tenant.scope)).toEqual(first);
  });

  test('over growth of every kind the root stays that of all events', async () => {
    const tenant = await tenantWith('Growing', 2);
    let size = 2;
    for (const more of [1, 252, 1, 1, 300, 212, 700]) {
      await grow(tenant, more);
      size += more;
      const row = await checkpointNow(deps(), tenant.scope);
      expect(row?.size).toBe(size);
      expect(row?.root_hash.equals(Buffer.from(await rootOf(tenant, size)))).toBe(true);
    }
    expect(await verifyAuditLog(database, tenant.scope)).toMatchObject({
      verified: true,
      events: size,
      checkpoints: { verified: 7, last: { size } },
    });
    for (const sequence of [1, 2, 255, 256, 257, 512, 700, size]) {
      expect(await proveInclusion(deps(), tenant.scope, sequence)).toMatchObject({ verified: true });
    }
    for (const [from, to] of [
      [1, size],
      [256, 512],
      [255, 557],
      [size, size],
    ] as const) {
      const proof = await database.within(tenant.scope, (tx) =>
        proveConsistency(tx, tenant.organizationId, from, to),
      );
      expect(proof).toMatchObject({ verified: true });
    }
    await expect(
      database.within(tenant.scope, (tx) => proveConsistency(tx, tenant.organizationId, 1, size + 1)),
    ).rejects.toThrow(`<= ${size}`);
  });

  test('the worker signs what grew, a quarter of an hour after the last one', async () => {
    const tenant = await tenantWith('Sweep', 4);
    const sweep = checkpointing(deps());
    await sweep();
    const sizes = async () =>
      (
        await database.within(tenant.scope, (tx) =>
          tx.sql.selectFrom('audit_checkpoints').select('size').orderBy('size').execute(),
        )
      ).map((row) => row.size);
    expect(await sizes()).toEqual([4]);
    await grow(tenant, 2);
    await sweep();
    expect(await sizes()).toEqual([4]);
    clock.advance(15 * 60_000);
    await sweep();
    expect(await sizes()).toEqual([4, 6]);
  });

  test('an event that was altered with its whole chain is found by the checkpoint, and never signed again', async () => {
    const tenant = await tenantWith('Rewritten', 300);
    await checkpointNow(deps(), tenant.scope);
    await rewrite(tenant, 100);
    const answer = await verifyAuditLog(database, tenant.scope);
    expect(answer).toMatchObject({ verified: false, problem: { sequence: 100 } });
    expect(answer.problem?.message).toContain('event 100 is not the one that was signed');
    expect(await proveInclusion(deps(), tenant.scope, 100)).toMatchObject({ verified: false });
    expect((await exported(tenant)).answer).toMatchObject({ intact: false, problems: [{ kind: 'root' }] });

    const recent = await tenantWith('Rewritten at the end', 20);
    await checkpointNow(deps(), recent.scope);
    await rewrite(recent, 7);
    await grow(recent, 1);
    await expect(checkpointNow(deps(), recent.scope)).rejects.toThrow('do not give the root that was signed');
    clock.advance(16 * 60_000);
    const sweep = checkpointing(deps());
    await sweep();
    await sweep();
    expect(lines.filter((line) => line.includes(`"organizationId":${recent.organizationId}`))).toHaveLength(
      1,
    );
    const late = await verifyAuditLog(database, recent.scope);
    expect(late.problem).toMatchObject({ sequence: 1 });
    expect(late.problem?.message).toContain('events 1 to 20 are not those');
  });

  test('events that were signed and are gone with their head are missed', async () => {
    const tenant = await tenantWith('Cut', 10);
    await checkpointNow(deps(), tenant.scope);
    await database.asSystem(why, async (tx) => {
      await sql`ALTER TABLE audit_events DISABLE TRIGGER USER`.execute(tx.sql);
      const of = sql`organization_id = ${tenant.organizationId}`;
      await sql`DELETE FROM audit_events WHERE ${of} AND sequence > 8`.execute(tx.sql);
      await sql`UPDATE audit_chains SET sequence = 8,
        hash = (SELECT hash FROM audit_events WHERE ${of} AND sequence = 8) WHERE ${of}`.execute(tx.sql);
      await sql`ALTER TABLE audit_events ENABLE TRIGGER USER`.execute(tx.sql);
    });
    const { problem } = await verifyAuditLog(database, tenant.scope);
    expect(problem).toMatchObject({ sequence: 9 });
    expect(problem?.message).toContain('events 9 to 10 were signed');
  });

  test('a forged checkpoint is found by its signature', async () => {
    const tenant = await tenantWith('Forged', 10);
    await checkpointNow(deps(), tenant.scope);
    await rewrite(tenant, 3);
    const root = Buffer.from(await rootOf(tenant, 10));
    await database.asSystem(why, async (tx) => {
      await sql`ALTER TABLE audit_checkpoints DISABLE TRIGGER USER`.execute(tx.sql);
      await tx.sql
        .updateTable('audit_checkpoints')
        .set({ root_hash: root })
        .where('organization_id', '=', tenant.organizationId)
        .execute();
      await sql`ALTER TABLE audit_checkpoints ENABLE TRIGGER USER`.execute(tx.sql);
    });
    const { problem } = await verifyAuditLog(database, tenant.scope);
    expect(problem?.message).toContain('signature of the checkpoint of event 10 does not fit');
  });

  test('an export is verified from the first to the last event, and in every part', async () => {
    const tenant = await tenantWith('Exported', 600);
    const whole = await exported(tenant);
    expect(whole.answer).toMatchObject({ intact: true, first: 1, last: 601, events: 601, size: 601 });
    expect(whole.text).toContain('"action":"audit.exported"');
    for (const [from, to] of [
      [1, 1],
      [2, 3],
      [17, 300],
      [256, 257],
      [257, 512],
      [600, 601],
    ] as const) {
      const part = await exported(tenant, { from: String(from), to: String(to) });
      expect(part.answer).toMatchObject({ intact: true, first: from, last: to, events: to - from + 1 });
    }
    const since = await exported(tenant, { from: '2000-01-01T00:00:00Z', to: '2999-01-01T00:00:00Z' });
    expect(since.answer).toMatchObject({ intact: true, first: 1, last: 608 });
    await expect(exported(tenant, { from: '9999' })).rejects.toThrow('No event lies in this range');
    await expect(exported(tenant, { from: '2999-01-01T00:00:00Z' })).rejects.toThrow('No event');
  });

  test('a rotated key signs what comes, and the former one still proves what was', async () => {
    const tenant = await tenantWith('Rotated', 5);
    const before = await checkpointNow(deps(), tenant.scope);
    clock.advance(1000);
    const { retired, keyId } = await rotateSigningKey({ ...deps(), rotated: recordKeyReplaced });
    expect(retired).toBe(before?.key_id);
    const replaced = await database.within(tenant.scope, (tx) =>
      tx.sql
        .selectFrom('audit_events')
        .select(['target_id', 'detail'])
        .where('action', '=', 'signing_key.replaced')
        .execute(),
    );
    expect(replaced).toEqual([{ target_id: keyId, detail: { retired } }]);
    await grow(tenant, 1);
    expect((await checkpointNow(deps(), tenant.scope))?.key_id).toBe(keyId);
    expect(await verifyAuditLog(database, tenant.scope)).toMatchObject({
      verified: true,
      checkpoints: { verified: 2 },
    });
    expect((await exported(tenant)).answer).toMatchObject({ intact: true, keyId });
    const keys = await listPublicKeys(database);
    expect(keys.map((key) => key.retiredAt === null)).toEqual([true, false]);
  });

  test('the database refuses to change or delete a checkpoint, and the tenant sees no key', async () => {
    const tenant = await tenantWith('Refused', 3);
    await checkpointNow(deps(), tenant.scope);
    await expect(
      database.asSystem(why, (tx) => sql`DELETE FROM audit_checkpoints`.execute(tx.sql)),
    ).rejects.toThrow('append-only');
    const inTenant = (statement: string) =>
      database.within(tenant.scope, (tx) => sql.raw(statement).execute(tx.sql));
    await expect(inTenant('DELETE FROM audit_checkpoints')).rejects.toThrow('permission denied');
    await expect(inTenant('UPDATE audit_tree_tiles SET height = 1')).rejects.toThrow('permission denied');
    await expect(inTenant('SELECT * FROM signing_keys')).rejects.toThrow('permission denied');
  });

  test('one organisation never sees the checkpoints of another', async () => {
    const a = await tenantWith('A', 300);
    const b = await tenantWith('B', 3);
    await checkpointNow(deps(), a.scope);
    await checkpointNow(deps(), b.scope);
    for (const table of ['audit_checkpoints', 'audit_tree_tiles']) {
      const { rows } = await database.within(b.scope, (tx) =>
        sql<{ organization_id: number }>`SELECT DISTINCT organization_id FROM ${sql.table(table)}`.execute(
          tx.sql,
        ),
      );
      expect(rows.filter((row) => row.organization_id !== b.organizationId)).toEqual([]);
    }
  });
});
