import type { Json } from '../../../core/json.ts';
import type { PlanStep } from '../../../core/plan.ts';
import type { AnyRemediation, RemediationTarget } from '../../../plugin-kit/define-remediation.ts';
import type { JobRun } from '../../govern/jobs/index.ts';
import { connectStored, openStoredWriter } from '../../observe/providers/index.ts';
import type { RemediationDeps } from './deps.ts';

/** How the steps of a plan are read and written by the kinds of change that made them. */

const targetOf = ({ target }: PlanStep, accountId: string): RemediationTarget => ({ ...target, accountId });

/** The present state of what each step changes. One session per account. */
export async function readSteps(
  deps: RemediationDeps,
  job: JobRun<unknown>,
  steps: readonly PlanStep[],
  kindOf: (step: PlanStep) => AnyRemediation,
): Promise<Json[]> {
  const states: Json[] = steps.map(() => null);
  for (const providerId of new Set(steps.map(({ target }) => target.providerId))) {
    const { row, session } = await connectStored(deps.providers, job.scope, providerId, job.signal);
    try {
      for (const [index, step] of steps.entries()) {
        if (step.target.providerId !== providerId) continue;
        const acting = session.acting?.(step.target.region, job.signal);
        states[index] = await kindOf(step).read(acting, targetOf(step, row.account_id));
      }
    } finally {
      session.close();
    }
  }
  return states;
}

/** Writes one approved step, through a connection that sends the calls of this change and no others. */
export async function writeStep(
  deps: RemediationDeps,
  job: JobRun<unknown>,
  step: PlanStep,
  kind: AnyRemediation,
): Promise<void> {
  const { before, after, target } = step;
  const calls = kind.callsBetween(before, after);
  const writer = await openStoredWriter(deps.providers, job.scope, target.providerId, job.signal, calls);
  try {
    const { accountId } = await writer.identity();
    await kind.write(
      writer.acting?.(target.region, job.signal, waitsIn(job)),
      targetOf(step, accountId),
      before,
      after,
    );
  } finally {
    writer.close();
  }
}

/** What a change waits for stands in the progress of its run, and in the log. */
const waitsIn =
  ({ report }: Pick<JobRun<unknown>, 'report'>) =>
  (words: string): void => {
    report.log('info', words);
    report.waits?.(words);
  };

/** The step that takes it back; null where there is no way back. Pure. */
export function stepBack(step: PlanStep, kind: AnyRemediation | undefined): PlanStep | null {
  const back = kind?.wayBack(step.before, step.after) ?? null;
  if (kind === undefined || back === null) return null;
  return {
    ...step,
    call: kind.callsBetween(step.after, back).join(', '),
    summary: `Take back: ${step.summary}`,
    before: step.after,
    after: back,
  };
}
