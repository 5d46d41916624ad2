import { beforeAll, expect, test } from 'vitest';
import { systemScope } from '../../../core/scope.ts';
import { manualClock } from '../../../platform/clock.ts';
import type { Database } from '../../../platform/db/database.ts';
import { describeOnEachEngine } from '../../../platform/db/testing.ts';
import { createSecretBox } from '../../../platform/secrets/secret-box.ts';
import {
  isSigned,
  keyIdOf,
  listPublicKeys,
  openSigner,
  resealSigningKeys,
  rotateSigningKey,
} from './index.ts';

const old = '11'.repeat(32);
const current = '22'.repeat(32);

describeOnEachEngine('the key of the installation', (open) => {
  let db: Database;
  const clock = manualClock('2026-11-21T12:00:00Z');
  const deps = (key = old, previous: string[] = []) => ({
    db,
    clock,
    secrets: createSecretBox(key, previous),
  });
  beforeAll(async () => {
    db = await open();
  });

  test('is made once, however many processes ask at the same time', async () => {
    const signers = await Promise.all(Array.from({ length: 5 }, () => openSigner(deps())));
    expect(new Set(signers.map(({ keyId }) => keyId)).size).toBe(1);
    expect(await listPublicKeys(db)).toMatchObject([{ keyId: signers[0]?.keyId, retiredAt: null }]);
  });

  test('signs what its public key verifies, and nothing else', async () => {
    const signer = await openSigner(deps());
    const signature = signer.sign('a statement\n');
    expect(keyIdOf(signer.publicKey)).toBe(signer.keyId);
    expect(isSigned(signer.publicKey, 'a statement\n', signature)).toBe(true);
    expect(isSigned(signer.publicKey, 'a statement', signature)).toBe(false);
    expect(isSigned(Buffer.alloc(32), 'a statement\n', signature)).toBe(false);
    expect(isSigned(signer.publicKey, 'a statement\n', signature.subarray(1))).toBe(false);
  });

  test('lies in the database sealed, and cannot be opened with another encryption key', async () => {
    const row = await db.asSystem(systemScope('a suite looks into the table'), (tx) =>
      tx.sql.selectFrom('signing_keys').selectAll().executeTakeFirstOrThrow(),
    );
    expect(row.private_key.toString('latin1')).not.toContain('PRIVATE KEY');
    await expect(openSigner(deps(current))).rejects.toThrow('ENCRYPTION_KEY_PREVIOUS');
  });

  test('is sealed again when the encryption key changes, and stays the same key', async () => {
    const before = await openSigner(deps());
    expect(await resealSigningKeys(deps(current, [old]))).toBe(1);
    expect(await resealSigningKeys(deps(current, [old]))).toBe(0);
    const after = await openSigner(deps(current));
    expect(after.keyId).toBe(before.keyId);
    expect(isSigned(before.publicKey, 'text', after.sign('text'))).toBe(true);
  });

  test('is replaced by another, and its public part is kept', async () => {
    const before = await openSigner(deps(current));
    clock.advance(1000);
    const { keyId, retired } = await rotateSigningKey(deps(current));
    expect(retired).toBe(before.keyId);
    expect((await openSigner(deps(current))).keyId).toBe(keyId);
    const keys = await listPublicKeys(db);
    expect(keys.map((key) => [key.keyId, key.retiredAt === null])).toEqual([
      [keyId, true],
      [before.keyId, false],
    ]);
  });
});
