import { Readable } from 'node:stream';
import { z } from 'zod';
import { AppError, notFound } from '../../../core/errors.ts';
import { pageAnswer, pageOf, pageParameters, pageWanted } from '../../../platform/http/pages.ts';
import { Download, defineRoute, type Route } from '../../../platform/http/route.ts';
import { listPublicKeys, type PublicKey } from '../signing/index.ts';
import { noteOf, verifierKey } from './checkpoint.ts';
import { proveConsistency, proveInclusion } from './checkpoints.ts';
import { type ExportDeps, exportAuditLog, statementOf } from './export.ts';
import {
  checkpointSchema,
  consistencyProofSchema,
  consistencyQuerySchema,
  exportQuerySchema,
  inclusionProofSchema,
  sequenceSchema,
  signingKeySchema,
} from './schemas.ts';
import { type CheckpointRow, selectCheckpoints, selectLastCheckpoint } from './tree-store.ts';

const tag = 'Audit log';
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

/** What proves the log to somebody who does not trust this server. */
export function checkpointRoutes(deps: ExportDeps): Route[] {
  const { db } = deps;
  return [
    defineRoute({
      method: 'GET',
      url: '/api/v1/audit/checkpoints',
      operationId: 'listAuditCheckpoints',
      summary: 'Signed statements about the log, largest first',
      tag,
      access: 'view_audit',
      query: z.object(pageParameters),
      responses: { 200: pageOf(checkpointSchema) },
      handler: async ({ query, scope }) => {
        const wanted = pageWanted(query);
        const keys = await listPublicKeys(db);
        const range = { limit: wanted.perPage, offset: wanted.offset };
        const { rows, total } = await db.within(scope, (tx) =>
          selectCheckpoints(tx, scope.organizationId, range),
        );
        return pageAnswer(
          wanted,
          total,
          rows.map((row) => presentCheckpoint(row, keys)),
        );
      },
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/audit/checkpoints/latest',
      operationId: 'getLatestAuditCheckpoint',
      summary: 'The newest signed statement about the log',
      tag,
      access: 'view_audit',
      responses: { 200: checkpointSchema },
      handler: async ({ scope }) => {
        const row = await db.within(scope, (tx) => selectLastCheckpoint(tx, scope.organizationId));
        if (row === undefined) throw notFound('A checkpoint');
        return presentCheckpoint(row, await listPublicKeys(db));
      },
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/audit/events/:sequence/proof',
      operationId: 'proveAuditEvent',
      summary: 'Proof that an event is part of the signed log',
      tag,
      access: 'view_audit',
      limit: { requests: 120, windowSeconds: 60 },
      params: sequenceSchema,
      responses: { 200: inclusionProofSchema },
      handler: async ({ params, scope }) => {
        const proved = await proveInclusion(deps, scope, params.sequence);
        if (proved === undefined) throw notFound('Event');
        return {
          sequence: params.sequence,
          leaf: proved.line,
          leaf_hash: hex(proved.leafHash),
          proof: proved.proof.map(hex),
          checkpoint: presentCheckpoint(proved.checkpoint, await listPublicKeys(db)),
          verified: proved.verified,
        };
      },
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/audit/consistency',
      operationId: 'proveAuditConsistency',
      summary: 'Proof that the log only grew between two sizes',
      tag,
      access: 'view_audit',
      limit: { requests: 120, windowSeconds: 60 },
      query: consistencyQuerySchema,
      responses: { 200: consistencyProofSchema },
      handler: async ({ query: { from, to }, scope }) => {
        const proved = await db.within(scope, (tx) => proveConsistency(tx, scope.organizationId, from, to));
        const { fromRoot, toRoot, proof, verified } = proved;
        return { from, to, from_root: hex(fromRoot), to_root: hex(toRoot), proof: proof.map(hex), verified };
      },
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/audit/keys',
      operationId: 'listAuditKeys',
      summary: 'Public keys of this installation, newest first: those that sign and those that signed',
      tag,
      access: 'view_audit',
      responses: { 200: z.array(signingKeySchema) },
      handler: async () =>
        (await listPublicKeys(db)).map((key) => ({
          key_id: key.keyId,
          algorithm: 'ed25519' as const,
          public_key: key.publicKey.toString('base64'),
          verifier_key: verifierKey(key.publicKey),
          created_at: key.createdAt.toISOString(),
          retired_at: key.retiredAt?.toISOString() ?? null,
        })),
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/audit/export',
      operationId: 'exportAuditLog',
      summary: 'The log, or a part of it, as a file that is verified without this server',
      description: 'JSON Lines, streamed. `infraudit audit verify FILE` checks it.',
      tag,
      access: 'view_audit',
      limit: { requests: 10, windowSeconds: 60 },
      produces: ['application/jsonl'],
      query: exportQuerySchema,
      responses: { 200: null },
      handler: async ({ query, scope }) => {
        const { lines, fileName } = await exportAuditLog(deps, scope, query);
        return new Download({ stream: Readable.from(lines), contentType: 'application/jsonl', fileName });
      },
    }),
  ];
}

function presentCheckpoint(row: CheckpointRow, keys: readonly PublicKey[]): z.infer<typeof checkpointSchema> {
  const key = keys.find(({ keyId }) => keyId === row.key_id);
  if (key === undefined) throw new AppError('internal', `the key ${row.key_id} is missing`);
  const statement = statementOf(row);
  return {
    size: row.size,
    root_hash: hex(row.root_hash),
    signed_at: statement.signedAt,
    key_id: row.key_id,
    note: noteOf(statement, { publicKey: key.publicKey, signature: row.signature }),
  };
}
