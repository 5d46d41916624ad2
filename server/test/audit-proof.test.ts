import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { merkleTree } from '../src/core/merkle.ts';
import { recordAudits } from '../src/domain/govern/audit-log/index.ts';
import { sealEvidence } from '../src/domain/govern/evidence/index.ts';
import { checkEvidence, exportCheck, publicKeyOf } from '../src/main/offline.ts';
import { describeOnEachEngine } from '../src/platform/db/testing.ts';
import { type Call, type SuiteServer, type SuiteTenant, startSuiteServer } from './running-server.ts';

const tree = merkleTree((data) => createHash('sha256').update(data).digest());
const bytes = (hex: string) => Buffer.from(hex, 'hex');
const get = async (call: Call, path: string) => call({ method: 'GET', operationId: path }, `/api/v1${path}`);
// biome-ignore lint/suspicious/noExplicitAny: answers are looked into as a stranger would, without our types.
const json = async (call: Call, path: string): Promise<any> => {
  const { status, text } = await get(call, path);
  expect(status, text).toBe(200);
  return JSON.parse(text);
};

describeOnEachEngine('proofs over HTTP', (_open, engine) => {
  let suite: SuiteServer;
  let acme: SuiteTenant;

  beforeAll(async () => {
    suite = await startSuiteServer(engine === 'pglite' ? 'pglite' : 'postgres');
    acme = await suite.tenant('Acme');
    await grow(acme, 30);
  });
  afterAll(() => suite?.stop());

  const grow = (tenant: SuiteTenant, count: number) =>
    suite.database.within(tenant.scope, (tx) =>
      recordAudits(
        tx,
        Array.from({ length: count }, (_, id) => ({
          action: 'drift.detected' as const,
          target: { type: 'drift', id },
        })),
      ),
    );

  test('a proof of an event leads from its leaf to the signed root, by the published algorithm', async () => {
    const answer = await json(acme.call, '/audit/events/7/proof');
    expect(answer).toMatchObject({ sequence: 7, verified: true });
    const { leaf, leaf_hash, proof, checkpoint } = answer;
    expect(JSON.parse(leaf)).toMatchObject({ sequence: 7, action: 'drift.detected' });
    expect(Buffer.from(tree.leafHash(Buffer.from(leaf))).toString('hex')).toBe(leaf_hash);
    const claim = { index: 6, size: checkpoint.size, leaf: bytes(leaf_hash), proof: proof.map(bytes) };
    expect(tree.verifyInclusion({ ...claim, root: bytes(checkpoint.root_hash) })).toBe(true);
    const root = Buffer.from(checkpoint.root_hash, 'hex').toString('base64');
    expect(checkpoint.note).toContain(`\n${checkpoint.size}\n${root}\n`);
    expect(await get(acme.call, '/audit/events/99999/proof')).toMatchObject({ status: 404 });
    expect(await get(acme.call, '/audit/events/0/proof')).toMatchObject({ status: 400 });
  });

  test('the log is proved to have only grown between two checkpoints', async () => {
    await json(acme.call, '/audit/events/7/proof');
    const before = await json(acme.call, '/audit/checkpoints/latest');
    await grow(acme, 20);
    await get(acme.call, `/audit/events/${before.size + 20}/proof`);
    const after = await json(acme.call, '/audit/checkpoints/latest');
    expect(after.size).toBeGreaterThan(before.size);
    const answer = await json(acme.call, `/audit/consistency?from=${before.size}&to=${after.size}`);
    expect(answer).toMatchObject({
      from_root: before.root_hash,
      to_root: after.root_hash,
      verified: true,
    });
    const { from, to, from_root, to_root, proof } = answer;
    const roots = { fromRoot: bytes(from_root), toRoot: bytes(to_root), proof: proof.map(bytes) };
    expect(tree.verifyConsistency({ from, to, ...roots })).toBe(true);
    const all = await json(acme.call, '/audit/checkpoints?per_page=50');
    expect(all.data[0]).toEqual(after);
    expect(await get(acme.call, '/audit/consistency?from=5&to=2')).toMatchObject({ status: 422 });
    expect(await get(acme.call, '/audit/consistency?from=1&to=99999')).toMatchObject({ status: 422 });
  });

  test('an export is proved with the key that the server names, and refused with another', async () => {
    const [key] = await json(acme.call, '/audit/keys');
    expect(key).toMatchObject({ algorithm: 'ed25519', retired_at: null });
    const { status, text } = await get(acme.call, '/audit/export?from=5&to=12');
    expect(status).toBe(200);
    for (const typed of [key.public_key, key.verifier_key]) {
      const check = exportCheck([publicKeyOf(typed) ?? Buffer.alloc(0)]);
      check.write(Buffer.from(text));
      expect(check.end()).toMatchObject({ intact: true, first: 5, last: 12, keyId: key.key_id });
    }
    expect(await get(acme.call, '/audit/export?from=yesterday')).toMatchObject({ status: 400 });
    expect(await get(acme.call, '/audit/export?from=99999')).toMatchObject({ status: 422 });
  });

  test('an organisation without a checkpoint has none to show', async () => {
    const other = await suite.tenant('Empty');
    expect(await get(other.call, '/audit/checkpoints/latest')).toMatchObject({ status: 404 });
    expect(await json(other.call, '/audit/checkpoints')).toMatchObject({ data: [], meta: { total: 0 } });
  });

  test('evidence is shown, exported and proved to those who may read the audit log', async () => {
    const id = await suite.database.within(acme.scope, (tx) =>
      sealEvidence(tx, {
        subject: { kind: 'job_execution', id: 5 },
        records: [{ kind: 'execution_log', content: ['done'] }],
      }),
    );
    expect(await json(acme.call, `/evidence/${id}`)).toMatchObject({ id, intact: true });
    const { text } = await get(acme.call, `/evidence/${id}/export`);
    expect(checkEvidence(Buffer.from(text))).toMatchObject({ intact: true, id });
    expect(await json(acme.call, `/evidence/${id}`)).toMatchObject({
      signature: { key_id: expect.any(String) },
    });
    const auditor = await suite.member(acme, 'auditor');
    const requester = await suite.member(acme, 'requester');
    for (const path of [`/evidence/${id}`, '/audit/checkpoints', '/audit/keys', '/audit/export']) {
      expect((await get(auditor, path)).status).toBe(200);
      expect((await get(requester, path)).status).toBe(403);
    }
  });
});
