import { Readable } from 'node:stream';
import { z } from 'zod';
import { notFound } from '../../../core/errors.ts';
import type { JsonObject } from '../../../core/json.ts';
import { personBehind, type Scope } from '../../../core/scope.ts';
import type { Clock } from '../../../platform/clock.ts';
import type { Database } from '../../../platform/db/database.ts';
import { listOfKnown } from '../../../platform/http/list-values.ts';
import { pageAnswer, pageOf, pageParameters, pageWanted } from '../../../platform/http/pages.ts';
import { Answer, Download, defineRoute, type Route } from '../../../platform/http/route.ts';
import { presentTriggered, type Triggered, triggeredSchema } from '../../govern/jobs/index.ts';
import { readContent } from './content.ts';
import { fileNameOf, presentDelivery, presentMyDelivery, presentReport } from './present.ts';
import { mediaTypes, type ReportFormat, reportFormats, reportKinds } from './report.ts';
import { myDeliverySchema, reportDetailSchema, reportParameters, reportSchema } from './schemas.ts';
import { deleteReport, openReport, requireReport } from './service.ts';
import * as store from './store.ts';

const tag = 'Reports';
const idParams = z.object({ id: z.string().regex(/^rpt_[0-9a-f]{24}$/, 'must look like rpt_4f0c…') });

export type ReportRoutesDeps = {
  db: Database;
  clock: Clock;
  triggerReport: (scope: Scope, parameters: JsonObject, trigger: 'manual' | 'api') => Promise<Triggered>;
};

const listQuery = z.strictObject({
  kind: z
    .string()
    .max(200)
    .optional()
    .describe(`One or more of ${reportKinds.join(', ')}.`),
  format: z
    .string()
    .max(200)
    .optional()
    .describe(`One or more of ${reportFormats.join(', ')}.`),
  ...pageParameters,
});

export function reportRoutes(deps: ReportRoutesDeps): Route[] {
  return [
    defineRoute({
      method: 'GET',
      url: '/api/v1/reports',
      operationId: 'listReports',
      summary: 'Reports that were made, newest first',
      tag,
      access: 'view',
      query: listQuery,
      responses: { 200: pageOf(reportSchema) },
      handler: ({ scope, query }) =>
        deps.db.within(scope, async (tx) => {
          const wanted = pageWanted(query);
          const filter = {
            kinds: listOfKnown('kind', query.kind, reportKinds),
            formats: listOfKnown('format', query.format, reportFormats),
          };
          const page = { limit: wanted.perPage, offset: wanted.offset };
          const { rows, total } = await store.listReports(tx, filter, page);
          return pageAnswer(wanted, total, rows.map(presentReport));
        }),
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/reports',
      operationId: 'createReport',
      summary: 'Make a report now',
      description:
        'Answers at once with the run that makes it; the run names the report as its result when it has ended.',
      tag,
      access: 'scan',
      idempotent: true,
      body: reportParameters,
      responses: { 202: triggeredSchema },
      handler: async ({ scope, body, caller }) =>
        presentTriggered(
          await deps.triggerReport(scope, body as JsonObject, caller.viaCookie ? 'manual' : 'api'),
        ),
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/reports/deliveries',
      operationId: 'listReportDeliveries',
      summary: 'To whom reports were delivered, newest first',
      tag,
      access: 'view',
      query: z.strictObject({
        mine: z.enum(['true', 'false']).optional().describe('Only those to you.'),
        ...pageParameters,
      }),
      responses: { 200: pageOf(myDeliverySchema) },
      handler: ({ scope, query, publicUrl }) =>
        deps.db.within(scope, async (tx) => {
          const wanted = pageWanted(query);
          const userId = query.mine === 'true' ? (personBehind(scope.actor) ?? 0) : undefined;
          const page = { limit: wanted.perPage, offset: wanted.offset };
          const { rows, total } = await store.listAllDeliveries(tx, { userId }, page);
          return pageAnswer(
            wanted,
            total,
            rows.map((row) => presentMyDelivery(row, publicUrl)),
          );
        }),
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/reports/:id',
      operationId: 'getReport',
      summary: 'One report with its deliveries',
      tag,
      access: 'view',
      etag: true,
      params: idParams,
      responses: { 200: reportDetailSchema },
      handler: ({ scope, params }) =>
        deps.db.within(scope, async (tx) => {
          const row = await requireReport(tx, params.id);
          const recipients = await store.listDeliveries(tx, params.id);
          return { ...presentReport(row), recipients: recipients.map(presentDelivery) };
        }),
    }),
    downloadRoute(deps),
    defineRoute({
      method: 'POST',
      url: '/api/v1/reports/:id/opened',
      operationId: 'markReportOpened',
      summary: 'Note that you have opened a report that was delivered to you',
      description: 'Only the first time counts; for somebody who is not a recipient nothing happens.',
      tag,
      // A note of their own, as in a profile: who may only read may be a recipient too.
      access: 'authenticated',
      params: idParams,
      responses: { 204: null },
      handler: async ({ scope, params }) => {
        if (scope === null) throw notFound('report');
        await deps.db.within(scope, (tx) => openReport(deps.clock, tx, params.id));
        return new Answer({ status: 204 });
      },
    }),
    defineRoute({
      method: 'DELETE',
      url: '/api/v1/reports/:id',
      operationId: 'deleteReport',
      summary: 'Delete a report for everybody; the audit log keeps its SHA-256',
      tag,
      access: 'manage_settings',
      params: idParams,
      responses: { 204: null },
      handler: async ({ scope, params }) => {
        await deps.db.within(scope, (tx) => deleteReport(tx, params.id));
        return new Answer({ status: 204 });
      },
    }),
  ];
}

function downloadRoute(deps: ReportRoutesDeps): Route {
  return defineRoute({
    method: 'GET',
    url: '/api/v1/reports/:id/download',
    operationId: 'downloadReport',
    summary: 'The document of a report, as it was made',
    description: 'The ETag is the SHA-256 of the document; it never changes.',
    tag,
    access: 'view',
    params: idParams,
    produces: [...new Set(Object.values(mediaTypes).map((type) => type.split(';')[0] ?? type))],
    responses: { 200: null },
    handler: async ({ scope, params, header }) => {
      const row = await deps.db.within(scope, (tx) => requireReport(tx, params.id));
      const etag = `"${row.sha256}"`;
      const headers = { etag, 'cache-control': 'private, no-cache' };
      const known = header('if-none-match')?.split(',') ?? [];
      if (known.some((part) => part.trim().replace(/^W\//, '') === etag)) {
        return new Answer({ status: 304, headers });
      }
      return new Download({
        stream: Readable.from(readContent(deps.db, scope, row), { objectMode: false }),
        contentType: mediaTypes[row.format as ReportFormat],
        fileName: fileNameOf(row),
        headers: { ...headers, 'content-length': String(row.bytes) },
      });
    },
  });
}
