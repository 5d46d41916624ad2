import { createHash } from 'node:crypto';
import { canonicalJson } from '../../../core/canonical-json.ts';
import { AppError } from '../../../core/errors.ts';
import type { Json } from '../../../core/json.ts';
import type { Scope } from '../../../core/scope.ts';
import type { Tx } from '../../../platform/db/database.ts';
import type { Log } from '../../../platform/log/log.ts';
import { listPublicKeys, openSigner, type SigningDeps } from '../signing/index.ts';
import { recordAudit } from './audit-log.ts';
import { noteOf } from './checkpoint.ts';
import { checkpointNow } from './checkpoints.ts';
import { eventLine } from './event-line.ts';
import {
  type ExportEnd,
  type ExportHead,
  endFormat,
  endText,
  exportVersion,
  headFormat,
} from './export-format.ts';
import { readChain, selectSequenceAt } from './store.ts';
import { hashesOfRange } from './tree.ts';
import { type CheckpointRow, selectLastCheckpoint } from './tree-store.ts';

export type ExportDeps = SigningDeps & { log: Log };
/** The number of an event, or an instant in ISO 8601. */
export type ExportRange = { from?: string | undefined; to?: string | undefined };

const eventsPerPage = 1_000;

/**
 * The lines of an export, streamed. Everything that can be refused is refused before this resolves. When the log
 * does not hold, the last checkpoint before that is exported: what is in there is what was signed.
 */
export async function exportAuditLog(
  deps: ExportDeps,
  scope: Scope,
  range: ExportRange,
): Promise<{ lines: AsyncGenerator<string>; fileName: string }> {
  const { db } = deps;
  await db.within(scope, (tx) =>
    recordAudit(tx, {
      action: 'audit.exported',
      target: { type: 'organization', id: scope.organizationId },
      detail: { from: range.from ?? null, to: range.to ?? null },
    }),
  );
  const checkpoint = await signedPart(deps, scope);
  const { first, last } = await db.within(scope, (tx) => placesOf(tx, range, checkpoint.size));
  const head = await headOf(deps, scope, { checkpoint, first, last });
  const name = `audit-log-${scope.organizationId}-${first}-${last}.jsonl`;
  return { lines: linesOf(deps, scope, head, checkpoint), fileName: name };
}

async function signedPart(deps: ExportDeps, scope: Scope): Promise<CheckpointRow> {
  try {
    const now = await checkpointNow(deps, scope);
    if (now !== undefined) return now;
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'conflict') throw error;
    const last = await deps.db.within(scope, (tx) => selectLastCheckpoint(tx, scope.organizationId));
    if (last === undefined) throw error;
    deps.log.error('an audit log is exported up to its last checkpoint', {
      organizationId: scope.organizationId,
      reason: error.message,
    });
    return last;
  }
  throw new AppError('internal', 'an export recorded no event of itself');
}

async function placesOf(
  tx: Tx,
  { from, to }: ExportRange,
  size: number,
): Promise<{ first: number; last: number }> {
  const organizationId = tx.scope.organizationId;
  const isNumber = (text: string) => /^\d+$/.test(text);
  let first = 1;
  let last = size;
  if (from !== undefined)
    first = isNumber(from) ? Number(from) : await selectSequenceAt(tx, organizationId, 'since', from);
  if (to !== undefined)
    last = Math.min(
      size,
      isNumber(to) ? Number(to) : await selectSequenceAt(tx, organizationId, 'until', to),
    );
  if (first >= 1 && first <= last) return { first, last };
  throw new AppError('unprocessable', 'No event lies in this range', {
    details: [{ path: 'from', message: `must be 1 to ${size}, and not behind to` }],
  });
}

async function headOf(
  { db, clock }: ExportDeps,
  scope: Scope,
  part: { checkpoint: CheckpointRow; first: number; last: number },
): Promise<ExportHead> {
  const { checkpoint, first, last } = part;
  const { organizationId } = scope;
  const keys = await listPublicKeys(db);
  const used = keys.filter(({ keyId, retiredAt }) => retiredAt === null || keyId === checkpoint.key_id);
  const signedBy = keys.find(({ keyId }) => keyId === checkpoint.key_id);
  if (signedBy === undefined) throw new AppError('internal', `the key ${checkpoint.key_id} is missing`);
  return db.within(scope, async (tx) => {
    const hashesIn = async (begin: number, end: number) =>
      (await hashesOfRange(tx, organizationId, { begin, end })).map((hash) =>
        Buffer.from(hash).toString('hex'),
      );
    const { name } = await tx.sql
      .selectFrom('organizations')
      .select('name')
      .where('id', '=', organizationId)
      .executeTakeFirstOrThrow();
    return {
      format: headFormat,
      version: exportVersion,
      exportedAt: clock.now().toISOString(),
      organization: { id: organizationId, name },
      first,
      last,
      checkpoint: noteOf(statementOf(checkpoint), {
        publicKey: signedBy.publicKey,
        signature: checkpoint.signature,
      }),
      keys: used.map(({ keyId, publicKey }) => ({ keyId, publicKey: publicKey.toString('base64') })),
      left: await hashesIn(0, first - 1),
      right: await hashesIn(last, checkpoint.size),
    };
  });
}

export const statementOf = (row: CheckpointRow) => ({
  organizationId: row.organization_id,
  size: row.size,
  rootHash: row.root_hash,
  signedAt: row.signed_at.toISOString(),
});

async function* linesOf(
  deps: ExportDeps,
  scope: Scope,
  head: ExportHead,
  checkpoint: CheckpointRow,
): AsyncGenerator<string> {
  const hash = createHash('sha256');
  const hashed = (text: string): string => {
    hash.update(text, 'utf8');
    return text;
  };
  yield hashed(`${canonicalJson(head as Json)}\n`);
  for (let behind = head.first - 1; behind < head.last; ) {
    const limit = Math.min(eventsPerPage, head.last - behind);
    const page = await deps.db.within(scope, (tx) => readChain(tx, scope.organizationId, behind, limit));
    const wanted = page.filter(({ sequence }) => sequence <= head.last);
    if (wanted.length > 0) yield hashed(wanted.map((event) => `${eventLine(event)}\n`).join(''));
    // A hole is not filled: the reader of the export finds it.
    behind = wanted.length < limit ? head.last : (wanted.at(-1)?.sequence ?? head.last);
  }
  const signer = await openSigner(deps);
  const end: Omit<ExportEnd, 'signature'> = {
    format: endFormat,
    events: head.last - head.first + 1,
    first: head.first,
    last: head.last,
    size: checkpoint.size,
    rootHash: checkpoint.root_hash.toString('hex'),
    sha256: hash.digest('hex'),
    keyId: signer.keyId,
  };
  yield `${canonicalJson({ ...end, signature: signer.sign(endText(end)).toString('hex') } as Json)}\n`;
}
