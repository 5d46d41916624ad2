import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { systemScope } from '../../../core/scope.ts';
import type { Database } from '../../../platform/db/database.ts';
import { describeOnEachEngine } from '../../../platform/db/testing.ts';
import { createTestTenant, type TestTenant } from '../tenancy/testing.ts';
import { storableDetail, withoutSecrets } from './detail.ts';
import {
  type AuditEntry,
  listAuditEvents,
  recordAudit,
  recordAudits,
  recordSystemAudit,
  verifyAuditLog,
  verifyChain,
} from './index.ts';

const connected = (id: number): AuditEntry => ({
  action: 'provider.connected',
  target: { type: 'provider', id },
  detail: { name: `account ${id}`, regions: ['eu-central-1'], nested: { a: 1.5, ü: null } },
  requestId: `request-${id}`,
});

/** Changes the log behind its back, as somebody with the owner's rights could. */
async function tamper(database: Database, statement: string): Promise<void> {
  await database.asSystem(systemScope('a suite damages the log'), async (tx) => {
    await sql`ALTER TABLE audit_events DISABLE TRIGGER USER`.execute(tx.sql);
    await sql.raw(statement).execute(tx.sql);
    await sql`ALTER TABLE audit_events ENABLE TRIGGER USER`.execute(tx.sql);
  });
}

describeOnEachEngine('the audit log', (open) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
  });

  async function tenantWithEvents(name: string, count: number): Promise<TestTenant> {
    const tenant = await createTestTenant(database, name);
    for (let id = 1; id <= count; id++) {
      await database.within(tenant.scope, (tx) => recordAudit(tx, connected(id)));
    }
    return tenant;
  }

  test('an event carries who, what, where, with which outcome, and the hash of the one before', async () => {
    const tenant = await tenantWithEvents('Contents', 1);
    const { events, total } = await database.within(tenant.scope, (tx) =>
      listAuditEvents(tx, {}, { perPage: 20, offset: 0 }),
    );
    expect(total).toBe(2);
    expect(events[0]).toMatchObject({
      sequence: 2,
      action: 'provider.connected',
      actor: { kind: 'user', id: tenant.owner.id, label: tenant.owner.email },
      target: { type: 'provider', id: '1' },
      outcome: 'succeeded',
      detail: { name: 'account 1', nested: { a: 1.5, ü: null } },
      request_id: 'request-1',
      previous_hash: events[1]?.hash,
    });
    expect(events[1]?.previous_hash).toBe('0'.repeat(64));
  });

  test('an untouched chain verifies, page by page, and names its head', async () => {
    const tenant = await createTestTenant(database, 'Long');
    const places = await database.within(tenant.scope, (tx) =>
      recordAudits(
        tx,
        Array.from({ length: 2_100 }, (_, index) => connected(index)),
      ),
    );
    const expected = {
      verified: true,
      events: 2_101,
      head: places.at(-1),
      checkpoints: { verified: 0, last: null },
      problem: null,
    };
    expect(await verifyAuditLog(database, tenant.scope)).toEqual(expected);
    expect(await database.within(tenant.scope, verifyChain)).toEqual(expected);
  });

  test('what a rolled back transaction recorded does not exist', async () => {
    const tenant = await tenantWithEvents('Rolled back', 1);
    await expect(
      database.within(tenant.scope, async (tx) => {
        await recordAudit(tx, connected(2));
        throw new Error('the change failed');
      }),
    ).rejects.toThrow('the change failed');
    expect(await verifyAuditLog(database, tenant.scope)).toMatchObject({ verified: true, events: 2 });
  });

  test('transactions at the same time take different places', async () => {
    const tenant = await createTestTenant(database, 'Crowd');
    await Promise.all(
      Array.from({ length: 25 }, (_, id) =>
        database.within(tenant.scope, (tx) => recordAudit(tx, connected(id))),
      ),
    );
    expect(await verifyAuditLog(database, tenant.scope)).toMatchObject({ verified: true, events: 26 });
  });

  test('the system records what belongs to no scope', async () => {
    const tenant = await createTestTenant(database, 'System');
    await database.asSystem(systemScope('sign-in'), (tx) =>
      recordSystemAudit(tx, tenant.organizationId, {
        action: 'sign_in.failed',
        target: { type: 'user', id: 1 },
        outcome: 'denied',
      }),
    );
    const { events } = await database.within(tenant.scope, (tx) =>
      listAuditEvents(tx, { outcome: 'denied' }, { perPage: 5, offset: 0 }),
    );
    expect(events).toMatchObject([{ actor: { kind: 'system', id: null, label: 'sign-in' } }]);
  });

  const damages: [string, string, number][] = [
    ['the action', `UPDATE audit_events SET action = 'provider.disconnected' WHERE`, 3],
    ['the instant, by a microsecond', `UPDATE audit_events SET at = at + interval '1 microsecond' WHERE`, 3],
    ['the kind of actor', `UPDATE audit_events SET actor_kind = 'api_key' WHERE`, 3],
    ['the id of the actor', `UPDATE audit_events SET actor_id = actor_id + 1 WHERE`, 3],
    ['the actor', `UPDATE audit_events SET actor_id = NULL WHERE`, 3],
    ['the name of the actor', `UPDATE audit_events SET actor_label = actor_label || ' ' WHERE`, 3],
    ['the type of target', `UPDATE audit_events SET target_type = 'resource' WHERE`, 3],
    ['the id of the target', `UPDATE audit_events SET target_id = '999' WHERE`, 3],
    ['the outcome', `UPDATE audit_events SET outcome = 'failed' WHERE`, 3],
    ['the detail', `UPDATE audit_events SET detail = jsonb_set(detail, '{nested,a}', '1.6') WHERE`, 3],
    ['the request id', `UPDATE audit_events SET request_id = NULL WHERE`, 3],
    ['the hash', `UPDATE audit_events SET hash = overlay(hash placing 'x' from 1 for 1) WHERE`, 3],
    ['the previous hash', `UPDATE audit_events SET previous_hash = repeat('0', 64) WHERE`, 3],
    ['by removal', 'DELETE FROM audit_events WHERE', 3],
    ['its place', 'UPDATE audit_events SET sequence = 99 WHERE', 3],
  ];
  test.each(damages)('a changed event is found and named: %s', async (_what, statement, sequence) => {
    const tenant = await tenantWithEvents('Damaged', 4);
    await tamper(
      database,
      `${statement} organization_id = ${tenant.organizationId} AND sequence = ${sequence}`,
    );
    expect(await verifyAuditLog(database, tenant.scope)).toMatchObject({
      verified: false,
      events: sequence - 1,
      problem: { sequence },
    });
  });

  test('two events that changed places are found', async () => {
    const tenant = await tenantWithEvents('Swapped', 4);
    const move = (from: number, to: number) =>
      `UPDATE audit_events SET sequence = ${to} WHERE organization_id = ${tenant.organizationId} AND sequence = ${from}`;
    await tamper(database, move(2, 99));
    await tamper(database, move(4, 2));
    await tamper(database, move(99, 4));
    const answer = await verifyAuditLog(database, tenant.scope);
    expect(answer).toMatchObject({ verified: false, problem: { sequence: 2 } });
  });

  test('a removed end, an added end and a wrong head are found', async () => {
    const cut = await tenantWithEvents('Cut', 3);
    await tamper(
      database,
      `DELETE FROM audit_events WHERE organization_id = ${cut.organizationId} AND sequence = 4`,
    );
    expect((await verifyAuditLog(database, cut.scope)).problem).toEqual({
      sequence: 4,
      message: 'event 4 is missing',
    });

    const added = await tenantWithEvents('Added', 3);
    await tamper(
      database,
      `INSERT INTO audit_events SELECT organization_id, 5, at, action, actor_kind, actor_id, actor_label, target_type,
         target_id, outcome, detail, request_id, previous_hash, hash
       FROM audit_events WHERE organization_id = ${added.organizationId} AND sequence = 4`,
    );
    expect((await verifyAuditLog(database, added.scope)).problem).toMatchObject({ sequence: 5 });

    const head = await tenantWithEvents('Head', 3);
    await tamper(
      database,
      `UPDATE audit_chains SET hash = repeat('a', 64) WHERE organization_id = ${head.organizationId}`,
    );
    expect((await verifyAuditLog(database, head.scope)).problem).toMatchObject({ sequence: 4 });
  });

  test('the database refuses to change or delete an event, for the tenant and for the owner of the table', async () => {
    const tenant = await tenantWithEvents('Refused', 1);
    const inTenant = (statement: string) =>
      database.within(tenant.scope, (tx) => sql.raw(statement).execute(tx.sql));
    const asOwner = (statement: string) =>
      database.asSystem(systemScope('a suite tries'), (tx) => sql.raw(statement).execute(tx.sql));
    await expect(inTenant(`UPDATE audit_events SET action = 'x'`)).rejects.toThrow('permission denied');
    await expect(inTenant('DELETE FROM audit_events')).rejects.toThrow('permission denied');
    await expect(asOwner(`UPDATE audit_events SET action = 'x'`)).rejects.toThrow('append-only');
    await expect(asOwner('DELETE FROM audit_events')).rejects.toThrow('append-only');
    await expect(asOwner('TRUNCATE audit_events')).rejects.toThrow('append-only');
  });

  test('filters narrow the list, and text is text even with the signs of patterns', async () => {
    const tenant = await tenantWithEvents('Filters', 3);
    await database.within(tenant.scope, (tx) =>
      recordAudits(tx, [
        { action: 'drift.resolved', target: { type: 'drift', id: 7 }, detail: { note: '100% sure_thing' } },
        { action: 'execution.failed', target: { type: 'execution', id: 9 }, outcome: 'failed' },
      ]),
    );
    const count = async (filter: Parameters<typeof listAuditEvents>[1]) =>
      (await database.within(tenant.scope, (tx) => listAuditEvents(tx, filter, { perPage: 10, offset: 0 })))
        .total;
    expect(await count({})).toBe(6);
    expect(await count({ action: 'drift.resolved' })).toBe(1);
    expect(await count({ action: 'provider' })).toBe(3);
    expect(await count({ action: 'provider.*' })).toBe(3);
    expect(await count({ actor: `user:${tenant.owner.id}` })).toBe(6);
    expect(await count({ actor: 'api_key:1' })).toBe(0);
    expect(await count({ target_type: 'provider', target_id: '2' })).toBe(1);
    expect(await count({ outcome: 'failed,skipped' })).toBe(1);
    expect(await count({ q: '100%' })).toBe(1);
    expect(await count({ q: '%' })).toBe(1);
    expect(await count({ q: 'sure_thing' })).toBe(1);
    expect(await count({ from: '2999-01-01T00:00:00Z' })).toBe(0);
    expect(await count({ to: '2999-01-01T00:00:00Z' })).toBe(6);
    const last = await database.within(tenant.scope, (tx) =>
      listAuditEvents(tx, {}, { perPage: 4, offset: 4 }),
    );
    expect(last.events.map((event) => event.sequence)).toEqual([2, 1]);
  });

  test('one organisation never sees the log of another', async () => {
    const a = await tenantWithEvents('A', 2);
    const b = await tenantWithEvents('B', 5);
    const { total } = await database.within(a.scope, (tx) =>
      listAuditEvents(tx, {}, { perPage: 50, offset: 0 }),
    );
    expect(total).toBe(3);
    const raw = await database.within(a.scope, (tx) =>
      sql<{ organization_id: number }>`SELECT DISTINCT organization_id FROM audit_events`.execute(tx.sql),
    );
    expect(raw.rows).toEqual([{ organization_id: a.organizationId }]);
    expect(b.organizationId).not.toBe(a.organizationId);
  });
});

describe('what an audit event may hold', () => {
  test('secrets are redacted by the name of their key, ids of secrets stay', () => {
    expect(
      storableDetail({
        password: 'x',
        secret_access_key: 'y',
        accessKey: 'z',
        access_key_id: 'AKIAEXAMPLE',
        token: 't',
        token_id: 4,
        nested: [{ client_secret: 's', clientSecretValue: 'v', name: 'n' }],
        has_password: true,
      }),
    ).toEqual({
      password: '[redacted]',
      secret_access_key: '[redacted]',
      accessKey: '[redacted]',
      access_key_id: 'AKIAEXAMPLE',
      token: '[redacted]',
      token_id: 4,
      nested: [{ client_secret: '[redacted]', clientSecretValue: '[redacted]', name: 'n' }],
      has_password: true,
    });
  });

  test('secrets are redacted by their shape', () => {
    const detail = storableDetail({
      note: `key ia_live_${'a'.repeat(40)}`,
      header: 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl',
      file: '-----BEGIN RSA PRIVATE KEY-----',
    });
    expect(new Set(Object.values(detail))).toEqual(new Set(['[redacted]']));
  });

  test('of what is kept whole only the secret itself is taken out', () => {
    const key = '-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIAAA\n-----END PRIVATE KEY-----';
    const long = 'x'.repeat(9_000);
    expect(
      withoutSecrets({
        log: [`before ${key} after`, `used ia_live_${'a'.repeat(40)} twice ia_live_${'b'.repeat(40)}`, long],
        broken: '-----BEGIN RSA PRIVATE KEY----- cut',
        token: 'abc',
        nul: 'a\u0000b',
        count: 3,
      }),
    ).toEqual({
      log: ['before [redacted] after', 'used [redacted] twice [redacted]', long],
      broken: '[redacted] cut',
      token: '[redacted]',
      nul: 'a\ufffdb',
      count: 3,
    });
  });

  test('text that a database cannot hold is replaced, endless text is cut', () => {
    expect(storableDetail({ nul: 'a\u0000b', half: '\ud800', long: 'x'.repeat(9_000) })).toEqual({
      nul: 'a\ufffdb',
      half: '\ufffd',
      long: `${'x'.repeat(4_000)}…`,
    });
  });
});
