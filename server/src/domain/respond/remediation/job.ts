import { z } from 'zod';
import { AppError } from '../../../core/errors.ts';
import type { AnyRemediation } from '../../../plugin-kit/define-remediation.ts';
import { defineJob, type JobRun, type JobType } from '../../govern/jobs/index.ts';
import { readSteps, stepBack, writeStep } from './act.ts';
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
    ownDoor: 'POST /remediation',
    // AWS takes up to half an hour to change a cluster; then the resource is collected again.
    timeoutSeconds: 2700,
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
      inspect: (job, steps) => readSteps(deps, job, steps, () => known(deps, job)),
      apply: (job, step) => writeStep(deps, job, step, known(deps, job)),
      undo: (step, { type }) => stepBack(step, remediationById(deps, type)),
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
