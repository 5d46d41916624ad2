import { listLatest } from '../../assess/compliance/index.ts';
import { getOrganization } from '../../govern/tenancy/index.ts';
import type { AssessmentDocuments } from '../reports/index.ts';
import { formatsById } from './formats.ts';
import { type ExportDeps, frameworkOf } from './subject.ts';
import { titleOf } from './words.ts';

/** Assessments as scheduled reports: the same bytes as their files have. */
export function assessmentDocuments(deps: ExportDeps): AssessmentDocuments {
  return {
    has: (frameworkId, version) =>
      deps.frameworks.some(
        (framework) =>
          framework.id === frameworkId && (version === undefined || framework.version === version),
      ),
    async newest(scope, { frameworkId, version, format }, signal) {
      const { row, organization } = await deps.db.within(scope, async (tx) => ({
        organization: await getOrganization(tx),
        row: (await listLatest(tx))
          .filter(
            (each) =>
              each.framework_id === frameworkId &&
              (version === undefined || each.framework_version === version),
          )
          .reduce<Awaited<ReturnType<typeof listLatest>>[number] | undefined>(
            (newest, each) => (newest === undefined || each.id > newest.id ? each : newest),
            undefined,
          ),
      }));
      if (row === undefined) {
        const name = version === undefined ? frameworkId : `${frameworkId} ${version}`;
        return {
          code: 'not_assessed_yet',
          nothing: `${name} was not assessed yet, so there is nothing to report; enable it, which assesses it`,
        };
      }
      return {
        title: `${titleOf(frameworkOf(deps, row))}: ${organization.name}`,
        timeZone: organization.time_zone,
        asOf: row.started_at,
        providerIds: row.scope.provider_ids,
        rows: row.total,
        bytes: asBytes(formatsById[format].write(deps, scope, row, signal)),
      };
    },
  };
}

async function* asBytes(parts: AsyncIterable<string | Buffer>): AsyncIterable<Buffer> {
  for await (const part of parts) yield typeof part === 'string' ? Buffer.from(part) : part;
}
