import { Readable } from 'node:stream';
import { z } from 'zod';
import { notFound } from '../../../../core/errors.ts';
import type { Scope } from '../../../../core/scope.ts';
import { pageAnswer, pageOf, pageParameters, pageWanted } from '../../../../platform/http/pages.ts';
import { Answer, Download, defineRoute, type Route } from '../../../../platform/http/route.ts';
import {
  attestationSchema,
  attestationStates,
  attestSchema,
  bodyLimitBytes,
  withdrawSchema,
} from './schemas.ts';
import { type AttestationsDeps, attest, withdrawAttestation } from './service.ts';
import * as store from './store.ts';

const tag = 'Compliance';
const url = '/api/v1/compliance/attestations';
const idParams = z.object({ id: z.coerce.number().int().positive() });

const listQuery = z.strictObject({
  framework_id: z.string().max(64).optional(),
  version: z.string().max(40).optional(),
  requirement_id: z.string().max(64).optional(),
  state: z.enum(attestationStates).optional(),
  ...pageParameters,
});

function present(row: store.AttestationRow, now: Date): z.input<typeof attestationSchema> {
  const { file_name: name, file_type: mediaType, file_bytes: bytes, file_sha256: sha256 } = row;
  const lives = row.valid_until.getTime() > now.getTime();
  return {
    id: row.id,
    framework_id: row.framework_id,
    framework_version: row.framework_version,
    requirement_id: row.requirement_id,
    statement: row.statement,
    state: row.withdrawn_at !== null ? 'withdrawn' : lives ? 'valid' : 'expired',
    attested_by: row.attested_by.label,
    attested_at: row.attested_at.toISOString(),
    valid_until: row.valid_until.toISOString(),
    withdrawn_by: row.withdrawn_by?.label ?? null,
    withdrawn_at: row.withdrawn_at?.toISOString() ?? null,
    withdraw_reason: row.withdraw_reason,
    file:
      name === null || mediaType === null || bytes === null || sha256 === null
        ? null
        : { name, media_type: mediaType, bytes, sha256 },
  };
}

export function attestationRoutes(deps: AttestationsDeps): Route[] {
  const one = (scope: Scope, id: number) =>
    deps.db.within(scope, async (tx) => {
      const row = await store.getAttestation(tx, id);
      if (row === undefined) throw notFound('attestation');
      return present(row, deps.clock.now());
    });

  return [
    defineRoute({
      method: 'GET',
      url,
      operationId: 'listAttestations',
      summary: 'What people attested about requirements that no control can answer, newest first',
      tag,
      access: 'view',
      query: listQuery,
      responses: { 200: pageOf(attestationSchema) },
      handler: ({ scope, query }) =>
        deps.db.within(scope, async (tx) => {
          const wanted = pageWanted(query);
          const now = deps.clock.now();
          const filter = {
            frameworkId: query.framework_id,
            version: query.version,
            requirementId: query.requirement_id,
            state: query.state,
          };
          const page = { limit: wanted.perPage, offset: wanted.offset };
          const { rows, total } = await store.listAttestations(tx, filter, now, page);
          return pageAnswer(
            wanted,
            total,
            rows.map((row) => present(row, now)),
          );
        }),
    }),
    defineRoute({
      method: 'POST',
      url,
      operationId: 'createAttestation',
      summary: 'Attest a requirement at which a person must look',
      description: 'It counts for itself until it ends or is withdrawn, and never as passed.',
      tag,
      access: 'except_compliance',
      idempotent: true,
      bodyLimit: bodyLimitBytes,
      body: attestSchema,
      responses: { 201: attestationSchema },
      handler: async ({ scope, body }) => {
        const id = await attest(deps, scope, {
          frameworkId: body.framework_id,
          version: body.version,
          requirementId: body.requirement_id,
          statement: body.statement,
          validUntil: body.valid_until === undefined ? undefined : new Date(body.valid_until),
          file:
            body.file === undefined
              ? undefined
              : { name: body.file.name, content: Buffer.from(body.file.content_base64, 'base64') },
        });
        return new Answer({ status: 201, body: await one(scope, id) });
      },
    }),
    defineRoute({
      method: 'GET',
      url: `${url}/:id`,
      operationId: 'getAttestation',
      summary: 'One attestation',
      tag,
      access: 'view',
      etag: true,
      params: idParams,
      responses: { 200: attestationSchema },
      handler: ({ scope, params }) => one(scope, params.id),
    }),
    defineRoute({
      method: 'GET',
      url: `${url}/:id/file`,
      operationId: 'downloadAttestationFile',
      summary: 'The file that is attached to an attestation, with its SHA-256 in `x-content-sha256`',
      tag,
      access: 'view',
      params: idParams,
      produces: ['application/octet-stream'],
      responses: { 200: null },
      handler: async ({ scope, params }) => {
        const { row, content } = await deps.db.within(scope, async (tx) => ({
          row: await store.getAttestation(tx, params.id),
          content: await store.readFile(tx, params.id),
        }));
        if (row === undefined) throw notFound('attestation');
        if (content === undefined || row.file_name === null) throw notFound('file of this attestation');
        return new Download({
          stream: Readable.from([content]),
          // Never what a browser would show by itself: it came from somebody else.
          contentType: 'application/octet-stream',
          fileName: row.file_name,
          headers: { 'content-length': String(content.length), 'x-content-sha256': row.file_sha256 ?? '' },
        });
      },
    }),
    defineRoute({
      method: 'DELETE',
      url: `${url}/:id`,
      operationId: 'withdrawAttestation',
      summary: 'Withdraw an attestation; the record of it stays',
      tag,
      access: 'except_compliance',
      params: idParams,
      query: withdrawSchema,
      responses: { 204: null },
      handler: async ({ scope, params, query }) => {
        await withdrawAttestation(deps, scope, params.id, query.reason ?? null);
        return new Answer({ status: 204 });
      },
    }),
  ];
}
