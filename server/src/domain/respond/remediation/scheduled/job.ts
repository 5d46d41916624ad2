import { AppError, notFound } from '../../../../core/errors.ts';
import type { PlanStep } from '../../../../core/plan.ts';
import type { AnyRemediation } from '../../../../plugin-kit/define-remediation.ts';
import { defineJob, type JobType } from '../../../govern/jobs/index.ts';
import { listProviders } from '../../../observe/providers/index.ts';
import { readSteps, stepBack, writeStep } from '../act.ts';
import { type RemediationDeps, remediationById } from '../deps.ts';
import { scheduledFollower } from './follow.ts';
import { scheduledParameters } from './parameters.ts';
import { planScheduled } from './plan.ts';
import { verifyScheduled } from './verify.ts';

/**
 * Puts the worst open findings of its scope in order, several in one run. Each run has a plan of its own, and each
 * plan is decided by a person.
 */
export function scheduledRemediationJob(deps: RemediationDeps): JobType {
  const kindOf = (step: PlanStep): AnyRemediation => {
    const kind = step.kind === undefined ? undefined : remediationById(deps, step.kind);
    if (kind !== undefined) return kind;
    throw new AppError('unprocessable', `this version has no remediation ${step.kind}`);
  };
  return defineJob({
    type: 'scheduled_remediation',
    title: 'Scheduled remediation',
    description:
      'Plans changes for the worst open findings in its scope, asks once for all of them, applies them one after the other, and looks whether each finding is gone. Standing policies do not decide its plans.',
    aliases: ['remediations', 'scheduled-remediation'],
    scheduleVariable: null,
    // Some changes take minutes each, and they are made one after the other.
    timeoutSeconds: 14_400,
    parameters: scheduledParameters,
    async check(tx, { provider_ids: wanted, remediations }) {
      for (const [index, id] of remediations.entries()) {
        if (remediationById(deps, id) !== undefined) continue;
        const problem = { path: `remediations.${index}`, message: `${id} is no kind of change` };
        throw new AppError(
          'invalid_input',
          `${problem.path}: ${problem.message}; infraudit remediation types lists them`,
          { details: [problem] },
        );
      }
      const known = new Set((await listProviders(tx)).map(({ id }) => id));
      if (wanted.some((id) => !known.has(id))) throw notFound('provider');
    },
    async unavailable(tx, { provider_ids: wanted }) {
      const connected = (await listProviders(tx)).filter(({ disconnected_at: gone }) => gone === null);
      const some = connected.some(({ id }) => wanted.length === 0 || wanted.includes(id));
      return some ? null : 'no account of its scope is connected';
    },
    actions: {
      prepare: (job) => planScheduled(deps, job),
      inspect: (job, steps) => readSteps(deps, job, steps, kindOf),
      apply: (job, step) => writeStep(deps, job, step, kindOf(step)),
      undo: (step) => stepBack(step, step.kind === undefined ? undefined : remediationById(deps, step.kind)),
      verify: (job, done) => verifyScheduled(deps, job, done),
      follow: scheduledFollower(deps),
    },
  });
}
