import { AppError, notFound } from '../../../core/errors.ts';
import { defineJob, type JobType } from '../../govern/jobs/index.ts';
import { listProviders } from '../../observe/providers/index.ts';
import { type MakeDeps, makeReport, requireMembers } from './make.ts';
import { reportParameters } from './schemas.ts';

/** Makes a report of a kind in a format, keeps it and delivers it to members. */
export function reportGenerationJob(deps: MakeDeps): JobType {
  return defineJob({
    type: 'report_generation',
    title: 'Report',
    description:
      'Writes a report of the inventory, of drift, of an assessment or of what the jobs did, and delivers it.',
    aliases: ['report', 'reports'],
    scheduleVariable: null,
    onDemand: true,
    parameters: reportParameters,
    async check(
      tx,
      { provider_id: providerId, recipients, framework_id: framework, framework_version: version },
    ) {
      if (providerId !== undefined && !(await listProviders(tx)).some(({ id }) => id === providerId))
        throw notFound('provider');
      if (framework !== undefined && !deps.assessments.has(framework, version)) {
        const message = `There is no framework ${framework}${version === undefined ? '' : ` ${version}`}`;
        const path = deps.assessments.has(framework, undefined) ? 'framework_version' : 'framework_id';
        throw new AppError('unprocessable', message, { details: [{ path, message }] });
      }
      await requireMembers(tx, recipients);
    },
    run: ({ executionId, scope, parameters, signal, report }) =>
      makeReport(deps, { executionId, scope, parameters, signal, report }),
  });
}
