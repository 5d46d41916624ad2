import { systemScope } from '../../../core/scope.ts';
import type { SystemTx } from '../../../platform/db/database.ts';
import type { Log } from '../../../platform/log/log.ts';
import { openSigner, type SigningDeps } from '../signing/index.ts';
import { contentSha256, type PackageStatement, rootOfRecords, statementText } from './package.ts';
import {
  insertSignature,
  type PackageRow,
  type SealedRecord,
  selectRecords,
  selectUnsigned,
  timeOfDatabase,
} from './store.ts';

const packagesPerSweep = 100;
/** A transaction may commit this long after it sealed; what is older was seen by a sweep before. */
const lateCommitMs = 60 * 60_000;
const why = systemScope('packages of every organisation wait for their signature');

/**
 * Makes the sweep of the worker that signs what was sealed since the last one and answers how many those were. A
 * package whose records do not give its root was changed in between: it is never signed, and the log says so once.
 */
export function evidenceSigning(deps: SigningDeps & { log: Log }): () => Promise<number> {
  const { db, log } = deps;
  const refused = new Set<string>();
  let since = new Date(0);
  return async () => {
    const range = { since, without: [...refused], limit: packagesPerSweep };
    const { waiting, now } = await db.asSystem(why, async (tx) => ({
      now: await timeOfDatabase(tx),
      waiting: await selectUnsigned(tx, range),
    }));
    if (waiting.length === 0) {
      since = new Date(now.getTime() - lateCommitMs);
      return 0;
    }
    const signer = await openSigner(deps);
    let signed = 0;
    for (const row of waiting) {
      const whole = await db.asSystem(why, async (tx) => {
        if (!(await isWhole(tx, row))) return false;
        await insertSignature(tx, {
          packageId: row.id,
          organizationId: row.organization_id,
          keyId: signer.keyId,
          signature: signer.sign(statementText(statementOf(row))),
          signedAt: await timeOfDatabase(tx),
        });
        return true;
      });
      if (whole) signed++;
      else {
        refused.add(row.id);
        log.error('evidence is not signed: its records do not give its root', { package: row.id });
      }
    }
    return signed;
  };
}

async function isWhole(tx: SystemTx, row: PackageRow): Promise<boolean> {
  return isIntact(row, await selectRecords(tx, row.organization_id, row.id));
}

/** Whether the contents give the root that was sealed. */
export function isIntact(row: PackageRow, records: readonly SealedRecord[]): boolean {
  const hashed = records.map(({ kind, content }) => ({ kind, sha256: contentSha256(content) }));
  return records.length === row.records && Buffer.from(rootOfRecords(hashed)).equals(row.root_hash);
}

export function statementOf(row: PackageRow): PackageStatement {
  return {
    id: row.id,
    organizationId: row.organization_id,
    subject: { kind: row.subject_kind, id: row.subject_id },
    records: row.records,
    rootHash: row.root_hash.toString('hex'),
    sealedAt: row.sealed_at.toISOString(),
  };
}
