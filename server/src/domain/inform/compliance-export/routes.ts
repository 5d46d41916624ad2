import { Readable } from 'node:stream';
import { z } from 'zod';
import { notFound } from '../../../core/errors.ts';
import { Download, defineRoute, type Route } from '../../../platform/http/route.ts';
import { type AssessmentRow, getAssessment } from '../../assess/compliance/index.ts';
import { type ExportFormat, exportFormats, formatsById } from './formats.ts';
import type { ExportDeps } from './subject.ts';

const tag = 'Compliance';
/** Judging a hundred thousand resources again takes a minute; what takes longer is given up. */
const longestMs = 600_000;

export function complianceExportRoutes(deps: ExportDeps): Route[] {
  return [
    defineRoute({
      method: 'GET',
      url: '/api/v1/compliance/assessments/:id/export',
      operationId: 'exportAssessment',
      summary: 'An assessment as a file',
      description: exportFormats.map((format) => `- \`${format}\`: ${formatsById[format].words}`).join('\n'),
      tag,
      access: 'view',
      limit: { requests: 20, windowSeconds: 60 },
      produces: [
        ...new Set(Object.values(formatsById).map(({ mediaType }) => mediaType.split(';')[0] ?? mediaType)),
      ],
      params: z.object({ id: z.coerce.number().int().positive() }),
      query: z.strictObject({ format: z.enum(exportFormats).default('pdf') }),
      responses: { 200: null },
      handler: async ({ scope, params, query }) => {
        const row = await deps.db.within(scope, (tx) => getAssessment(tx, params.id));
        if (row === undefined) throw notFound('assessment');
        const { write, mediaType } = formatsById[query.format];
        const parts = write(deps, scope, row, AbortSignal.timeout(longestMs));
        // What cannot be written at all is refused before the answer begins.
        const first = await parts.next();
        return new Download({
          stream: Readable.from(following(first, parts)),
          contentType: mediaType,
          fileName: fileNameOf(row, query.format),
        });
      },
    }),
  ];
}

async function* following<T>(first: IteratorResult<T>, rest: AsyncGenerator<T>): AsyncGenerator<T> {
  if (first.done !== true) yield first.value;
  yield* rest;
}

function fileNameOf(row: AssessmentRow, format: ExportFormat): string {
  const day = (row.as_of ?? row.started_at).toISOString().slice(0, 10);
  return `${row.framework_id}-${row.framework_version}-${day}-assessment-${row.id}${formatsById[format].suffix}`;
}
