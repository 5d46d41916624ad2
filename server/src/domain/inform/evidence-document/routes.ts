import { Readable } from 'node:stream';
import { z } from 'zod';
import { Download, defineRoute, type Route } from '../../../platform/http/route.ts';
import { exportEvidence } from '../../govern/evidence/index.ts';
import { getOrganization } from '../../govern/tenancy/index.ts';
import { writePdf } from '../reports/index.ts';
import { type ExportedPackage, evidenceDocument } from './document.ts';

const longestMs = 120_000;

export function evidenceDocumentRoutes(deps: Parameters<typeof exportEvidence>[0]): Route[] {
  return [
    defineRoute({
      method: 'GET',
      url: '/api/v1/evidence/:id/document',
      operationId: 'exportEvidenceDocument',
      summary: 'One package as a PDF to read and to print',
      description:
        'With the hash of every record, the root and the signature. What is verified without this server is the file of `/export`.',
      tag: 'Evidence',
      access: 'view_audit',
      limit: { requests: 20, windowSeconds: 60 },
      produces: ['application/pdf'],
      params: z.object({
        id: z.string().regex(/^evp_[\w-]{24}$/, 'must be the id of a package, such as evp_ and 24 signs'),
      }),
      responses: { 200: null },
      handler: async ({ scope, params }) => {
        const exported = JSON.parse(await exportEvidence(deps, scope, params.id)) as ExportedPackage;
        const { name, time_zone: timeZone } = await deps.db.within(scope, (tx) => getOrganization(tx));
        const document = evidenceDocument(exported, { name, timeZone });
        return new Download({
          stream: Readable.from(writePdf(document, AbortSignal.timeout(longestMs))),
          contentType: 'application/pdf',
          fileName: `${params.id}.pdf`,
        });
      },
    }),
  ];
}
