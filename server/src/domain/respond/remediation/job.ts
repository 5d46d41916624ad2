import { z } from 'zod';
import { AppError } from '../../../core/errors.ts';
import type { Json } from '../../../core/json.ts';
import type { PlanStep } from '../../../core/plan.ts';
import type { AnyRemediation, RemediationTarget } from '../../../plugin-kit/define-remediation.ts';
import { defineJob, type JobRun, type JobType } from '../../govern/jobs/index.ts';
import { connectStored, openStoredWriter } from '../../observe/providers/index.ts';
import { type RemediationDeps, remediationById, remediationJobType } from './deps.ts';
import { follower } from './follow.ts';
import { heldBy, mostAtOnce } from './holds.ts';
import { planRemediation } from './plan.ts';
import * as store from './store.ts';
import { verifyRemediation } from './verify.ts';

const remediationParameters = z.strictObject({
  remediation_id: z.number().int().positive().describe('The remediation, which POST /remediation makes.'),
  type: z.string().min(1).max(100).describe('Its kind of change.'),
});
export type RemediationParameters = z.output<typeof remediationParameters>;

/** Plans one remediation, waits for its approval, applies it, and looks whether the finding is gone. */
export function remediationJob(deps: RemediationDeps): JobType {
  return defineJob({
    type: remediationJobType,
    title: 'Remediation',
    description: 'Puts one finding of one resource in order, after approval of exactly that change.',
    aliases: ['remediate'],
    scheduleVariable: null,
    onDemand: true,
    parameters: remediationParameters,
    async check(tx, { remediation_id: id }) {
      const row = await store.getRemediation(tx, id);
      // Its own door makes the record first; another door would run a change that nobody keeps a record of.
      if (row === undefined || !row.active || row.execution_id !== null)
        throw new AppError('conflict', 'a remediation is asked for by POST /remediation, and once');
    },
    sideBySide: {
      most: mostAtOnce,
      holds: (tx, { remediation_id: id }) => heldBy(deps, tx, id),
    },
    actions: {
      prepare: (job) => planRemediation(deps, job),
      inspect: (job, steps) => inspect(deps, job, steps),
      async apply(job, step) {
        const remediation = known(deps, job);
        const { before, after } = step;
        const calls = remediation.callsBetween(before, after);
        const writer = await openStoredWriter(
          deps.providers,
          job.scope,
          step.target.providerId,
          job.signal,
          calls,
        );
        try {
          const { accountId } = await writer.identity();
          const session = writer.acting?.(step.target.region, job.signal);
          await remediation.write(session, targetOf(step, accountId), before, after);
        } finally {
          writer.close();
        }
      },
      undo(step, { type }) {
        const remediation = remediationById(deps, type);
        const back = remediation?.wayBack(step.before, step.after) ?? null;
        if (remediation === undefined || back === null) return null;
        return {
          ...step,
          call: remediation.callsBetween(step.after, back).join(', '),
          summary: `Take back: ${step.summary}`,
          before: step.after,
          after: back,
        };
      },
      verify: (job) => verifyRemediation(deps, job),
      follow: follower(deps),
    },
  });
}

function known(deps: RemediationDeps, { parameters }: JobRun<RemediationParameters>): AnyRemediation {
  const remediation = remediationById(deps, parameters.type);
  if (remediation !== undefined) return remediation;
  throw new AppError('unprocessable', `this version has no remediation ${parameters.type}`);
}

const targetOf = ({ target }: PlanStep, accountId: string): RemediationTarget => ({ ...target, accountId });

async function inspect(
  deps: RemediationDeps,
  job: JobRun<RemediationParameters>,
  steps: PlanStep[],
): Promise<Json[]> {
  const [first] = steps;
  if (first === undefined) return [];
  const remediation = known(deps, job);
  const { row, session } = await connectStored(
    deps.providers,
    job.scope,
    first.target.providerId,
    job.signal,
  );
  try {
    const states: Json[] = [];
    for (const step of steps) {
      const acting = session.acting?.(step.target.region, job.signal);
      states.push(await remediation.read(acting, targetOf(step, row.account_id)));
    }
    return states;
  } finally {
    session.close();
  }
}
