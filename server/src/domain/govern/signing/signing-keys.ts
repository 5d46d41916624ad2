import { AppError } from '../../../core/errors.ts';
import { systemScope } from '../../../core/scope.ts';
import type { Clock } from '../../../platform/clock.ts';
import type { Database, SystemTx } from '../../../platform/db/database.ts';
import type { SecretBox } from '../../../platform/secrets/contract.ts';
import { keyIdOf, newKeyPair, signatureOf } from './ed25519.ts';

export type SigningDeps = { db: Database; secrets: SecretBox; clock: Clock };

/** Signs in the name of the installation. */
export type Signer = {
  keyId: string;
  publicKey: Buffer;
  /** 64 bytes. The text says what kind of statement it is, so none can be passed off as another. */
  sign(text: string): Buffer;
};

export type PublicKey = { keyId: string; publicKey: Buffer; createdAt: Date; retiredAt: Date | null };

const why = systemScope('signing keys belong to the installation, not to an organisation');
const contextOf = (keyId: string): string => `signing_key:${keyId}`;

/** The key that signs now; the first call of an installation makes it. */
export async function openSigner(deps: SigningDeps): Promise<Signer> {
  return deps.db.asSystem(why, async (tx) => {
    const current = await selectCurrent(tx);
    if (current === undefined) await insertKey(deps, tx);
    const row = current ?? (await selectCurrent(tx));
    if (row === undefined) throw new AppError('internal', 'the signing key was not made');
    const privateKey = deps.secrets.open(
      { ciphertext: row.private_key, keyId: row.private_key_sealed_by },
      contextOf(row.id),
    );
    return {
      keyId: row.id,
      publicKey: row.public_key,
      sign: (text) => signatureOf(privateKey, text),
    };
  });
}

/** Retires the key that signs now and makes another. What was signed stays verifiable: public keys are kept. */
export async function rotateSigningKey(
  deps: SigningDeps & {
    /** In the same transaction: whoever keeps a record of it. */
    rotated?: (tx: SystemTx, keys: { keyId: string; retired: string | null }) => Promise<void>;
  },
): Promise<{ keyId: string; retired: string | null }> {
  return deps.db.asSystem(why, async (tx) => {
    const current = await selectCurrent(tx);
    if (current !== undefined) {
      await tx.sql
        .updateTable('signing_keys')
        .set({ retired_at: deps.clock.now() })
        .where('id', '=', current.id)
        .execute();
    }
    const keys = { keyId: await insertKey(deps, tx), retired: current?.id ?? null };
    await deps.rotated?.(tx, keys);
    return keys;
  });
}

/** Seals the private keys again with the current key of the secret box. Answers how many. */
export async function resealSigningKeys(deps: Omit<SigningDeps, 'clock'>): Promise<number> {
  const { db, secrets } = deps;
  return db.asSystem(why, async (tx) => {
    const rows = await tx.sql
      .selectFrom('signing_keys')
      .select(['id', 'private_key', 'private_key_sealed_by'])
      .where('private_key_sealed_by', '!=', secrets.currentKeyId)
      .forUpdate()
      .execute();
    for (const row of rows) {
      const sealed = { ciphertext: row.private_key, keyId: row.private_key_sealed_by };
      const again = secrets.seal(secrets.open(sealed, contextOf(row.id)), contextOf(row.id));
      await tx.sql
        .updateTable('signing_keys')
        .set({ private_key: again.ciphertext, private_key_sealed_by: again.keyId })
        .where('id', '=', row.id)
        .execute();
    }
    return rows.length;
  });
}

/** Every key that ever signed, newest first. */
export async function listPublicKeys(db: Database): Promise<PublicKey[]> {
  const rows = await db.asSystem(why, (tx) =>
    tx.sql
      .selectFrom('signing_keys')
      .select(['id', 'public_key', 'created_at', 'retired_at'])
      .orderBy('created_at', 'desc')
      .execute(),
  );
  return rows.map((row) => ({
    keyId: row.id,
    publicKey: row.public_key,
    createdAt: row.created_at,
    retiredAt: row.retired_at,
  }));
}

function selectCurrent(tx: SystemTx) {
  return tx.sql.selectFrom('signing_keys').selectAll().where('retired_at', 'is', null).executeTakeFirst();
}

async function insertKey({ secrets, clock }: SigningDeps, tx: SystemTx): Promise<string> {
  const { publicKey, privateKey } = newKeyPair();
  const id = keyIdOf(publicKey);
  const sealed = secrets.seal(privateKey, contextOf(id));
  await tx.sql
    .insertInto('signing_keys')
    .values({
      id,
      public_key: publicKey,
      private_key: sealed.ciphertext,
      private_key_sealed_by: sealed.keyId,
      created_at: clock.now(),
    })
    // Another process was faster: its key is as good.
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return id;
}
