import { z } from 'zod';
import { notFound } from '../../../core/errors.ts';
import { getAssessment } from '../../assess/compliance/index.ts';
import { defineJob, type JobType } from '../../govern/jobs/index.ts';
import type { RecommendationsDeps } from './deps.ts';
import { generate } from './generate.ts';
import { unitsOf } from './select-units.ts';
import { wordPending } from './wording/word-pending.ts';

const parameters = z.strictObject({
  assessment_id: z.number().int().positive().optional(),
  /** Makes none: lets the language model word what is there. */
  wording_only: z.boolean().optional(),
});

/** Makes recommendations of all that is found, or of an assessment, and lets a language model word them. */
export function recommendationJob(deps: RecommendationsDeps): JobType {
  return defineJob({
    type: 'recommendation',
    title: 'Recommendations',
    description:
      'Makes recommendations of what fails, drifts or could be cheaper, and brings those that are there up to date.',
    aliases: ['recommendations'],
    scheduleVariable: null,
    onDemand: true,
    parameters,
    async check(tx, { assessment_id: id }) {
      if (id !== undefined && (await getAssessment(tx, id)) === undefined) throw notFound('assessment');
    },
    async run({ executionId, scope, parameters: given, signal, report }) {
      let made = 0;
      if (given.wording_only !== true) {
        const asked =
          given.assessment_id === undefined ? ('everything' as const) : { assessmentId: given.assessment_id };
        const units = await deps.db.within(scope, async (tx) => [
          ...(await unitsOf(deps, tx, asked)),
          ...(await unitsOf(deps, tx, 'stale')),
        ]);
        for (const [place, unit] of units.entries()) {
          report.progress('making recommendations', place, units.length);
          const sum = await generate(deps, scope, [unit], signal);
          report.count('created', sum.created);
          report.count('updated', sum.updated);
          report.count('unchanged', sum.unchanged);
          report.count('resolved', sum.resolved);
          made += sum.created;
        }
      }
      const worded = await wordPending(deps, scope, executionId, signal);
      report.count('worded', worded.worded);
      if (worded.refused > 0) report.count('words_refused', worded.refused);
      if (worded.note !== null) report.log(worded.asked > 0 ? 'warn' : 'info', `Words: ${worded.note}`);
      return { status: 'succeeded', findings: made };
    },
  });
}
