import { Readable } from 'node:stream';
import type { Scope } from '../../../core/scope.ts';
import { pageAnswer, pageOf, pageParameters, pageWanted } from '../../../platform/http/pages.ts';
import { Download, defineRoute, type Route } from '../../../platform/http/route.ts';
import type { SigningDeps } from '../signing/index.ts';
import { exportedEvidenceSchema } from './check.ts';
import { exportEvidence, findEvidence, listEvidence } from './evidence.ts';
import {
  changeEvidenceSettingsSchema,
  evidenceFilterSchema,
  evidenceIdSchema,
  evidencePackageSchema,
  evidenceSchema,
  evidenceSettingsSchema,
} from './schemas.ts';
import { changeEvidenceSettings, countEvidence, readEvidenceSettings } from './settings.ts';

const tag = 'Evidence';

export function evidenceRoutes(deps: SigningDeps): Route[] {
  const { db } = deps;
  const settings = (scope: Scope) =>
    db.within(scope, async (tx) => {
      const { retentionDays, updatedAt, updatedBy } = await readEvidenceSettings(tx);
      const { packages, past } = await countEvidence(tx);
      return {
        retention_days: retentionDays,
        packages,
        past_retention: past,
        updated_at: updatedAt?.toISOString() ?? null,
        updated_by: updatedBy,
      };
    });
  return [
    defineRoute({
      method: 'GET',
      url: '/api/v1/evidence',
      operationId: 'listEvidence',
      summary: 'Sealed packages of evidence, newest first',
      tag,
      access: 'view_audit',
      query: evidenceFilterSchema.extend(pageParameters),
      responses: { 200: pageOf(evidencePackageSchema) },
      handler: async ({ query, scope }) => {
        const wanted = pageWanted(query);
        const { packages, total } = await db.within(scope, (tx) => listEvidence(tx, query, wanted));
        return pageAnswer(wanted, total, packages);
      },
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/evidence/:id',
      operationId: 'getEvidence',
      summary: 'One package with its records, and whether they still give the root that was sealed',
      tag,
      access: 'view_audit',
      params: evidenceIdSchema,
      responses: { 200: evidenceSchema },
      handler: async ({ params, scope }) => db.within(scope, (tx) => findEvidence(tx, params.id)),
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/evidence/:id/export',
      operationId: 'exportEvidence',
      summary: 'One package as a file that is verified without this server',
      description: 'One line of canonical JSON. `infraudit evidence verify` checks it.',
      tag,
      access: 'view_audit',
      limit: { requests: 60, windowSeconds: 60 },
      params: evidenceIdSchema,
      responses: { 200: exportedEvidenceSchema },
      handler: async ({ params, scope }) =>
        new Download({
          stream: Readable.from([await exportEvidence(deps, scope, params.id)]),
          contentType: 'application/json',
          fileName: `${params.id}.json`,
        }),
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/settings/evidence',
      operationId: 'getEvidenceSettings',
      summary: 'How long evidence is kept',
      tag,
      access: 'view_audit',
      responses: { 200: evidenceSettingsSchema },
      handler: ({ scope }) => settings(scope),
    }),
    defineRoute({
      method: 'PUT',
      url: '/api/v1/settings/evidence',
      operationId: 'changeEvidenceSettings',
      summary: 'Change how long evidence is kept that is sealed from now on',
      tag,
      access: 'manage_settings',
      body: changeEvidenceSettingsSchema,
      responses: { 200: evidenceSettingsSchema },
      handler: async ({ scope, body }) => {
        await changeEvidenceSettings(deps, scope, { retentionDays: body.retention_days });
        return await settings(scope);
      },
    }),
  ];
}
