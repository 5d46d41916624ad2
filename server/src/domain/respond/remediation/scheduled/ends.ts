import type { ExecutionRow, StepRow } from '../../../govern/jobs/index.ts';
import type { RemediationRow } from '../store.ts';

/** What the end of a run means for one of its changes, told as the end of a run that made only this one. Pure. */

type Step = Pick<StepRow, 'status' | 'error'>;
type End = Pick<ExecutionRow, 'status' | 'error_code' | 'error' | 'may_have_written'>;

/** Its step was not begun: what ended the whole run ended it too, or a step before it went wrong. */
function notBegun(run: End): End {
  if (run.status === 'skipped' || (run.status === 'cancelled' && !run.may_have_written))
    return { ...run, may_have_written: false };
  return {
    status: 'cancelled',
    error_code: 'not_started',
    error: `not begun, nothing was written: ${run.error ?? 'the run ended before it'}`,
    may_have_written: false,
  };
}

/** Its step was begun, and it is not known to be as the plan says. */
function broken(run: End, step: Step): End {
  return {
    status: 'failed',
    error_code: run.error_code ?? 'step_failed',
    error: step.error ?? run.error ?? 'nobody knows whether the change arrived',
    may_have_written: true,
  };
}

export function endOfChange(
  run: End,
  step: Step | undefined,
  row: Pick<RemediationRow, 'finding_gone' | 'finding_after'>,
): End {
  if (step === undefined || step.status === 'planned' || step.status === 'not_started') return notBegun(run);
  if (step.status !== 'done') return broken(run, step);
  if (row.finding_gone === true)
    return { status: 'succeeded', error_code: null, error: null, may_have_written: true };
  const written = { status: 'failed', may_have_written: true } as const;
  if (row.finding_gone === false) {
    const said = row.finding_after?.message;
    const error = 'the change was made and read back, but the finding is still there';
    return {
      ...written,
      error_code: 'finding_remains',
      error: typeof said === 'string' ? `${error}: ${said}` : error,
    };
  }
  const why = run.error === null ? '' : `: ${run.error}`;
  const error = `the change was made and read back, but nobody knows whether it helped${why}`;
  return { ...written, error_code: 'not_verified', error };
}

/** `step` is that of the way back; a change without one was left as it is. */
export function endOfRollback(run: End, step: Step | undefined): End {
  if (step === undefined) {
    if (run.status !== 'succeeded') return notBegun(run);
    return {
      status: 'skipped',
      error_code: 'nothing_to_undo',
      error: 'changed by somebody else since, so it is left as it is',
      may_have_written: false,
    };
  }
  if (step.status === 'planned' || step.status === 'not_started') return notBegun(run);
  if (step.status === 'done')
    return { status: 'succeeded', error_code: null, error: null, may_have_written: true };
  return broken(run, step);
}
