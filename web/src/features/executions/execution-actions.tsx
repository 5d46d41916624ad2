import { useState } from 'react';
import { useAct } from '../../app/act.tsx';
import { paths } from '../../app/paths.ts';
import { ActButton } from '../../ui/act-button.tsx';
import { Confirm } from '../../ui/confirm.tsx';
import { useGo } from '../../ui/link.tsx';
import { count } from '../../ui/words.ts';
import type { Execution } from './execution-page.tsx';
import { isOpen } from './log-window.ts';

/** Stop what is open, try again what did not succeed, take back what was done. */
export function ExecutionActions({ execution }: { execution: Execution }) {
  const go = useGo();
  const [undoing, setUndoing] = useState(false);
  // What acts has a plan; whoever only reads may not start it again.
  const permission = execution.phase === 'run' ? 'scan' : 'manage_jobs';
  const cancel = useAct('cancelExecution', {
    refreshes: ['getExecution', 'getStatus', 'listJobs'],
    done: (answer) => (isOpen(answer.status) ? 'Asked to stop. It ends at the next safe point.' : 'Stopped.'),
  });
  const retry = useAct('retryExecution', {
    refreshes: ['listJobs', 'listExecutions', 'getStatus'],
    done: (answer) => `Run ${answer.id} tries it again.`,
    after: (answer) => go(paths.execution(answer.id)),
  });
  const undo = useAct('undoExecution', {
    refreshes: ['listJobs', 'listExecutions', 'getStatus'],
    done: (answer) => `Run ${answer.id} prepares the way back.`,
    after: (answer) => go(paths.execution(answer.id)),
  });
  const path = { id: execution.id };
  const done = execution.steps.filter((step) => step.status === 'done').length;
  if (isOpen(execution.status)) {
    return (
      <ActButton
        permission={permission}
        variant="default"
        loading={cancel.isPending}
        onClick={() => cancel.mutate({ path })}
      >
        Stop
      </ActButton>
    );
  }
  return (
    <>
      {done > 0 ? (
        <ActButton permission="manage_jobs" variant="default" onClick={() => setUndoing(true)}>
          Undo
        </ActButton>
      ) : null}
      {execution.status === 'succeeded' ? null : (
        <ActButton
          permission={permission}
          variant="default"
          loading={retry.isPending}
          onClick={() => retry.mutate({ path })}
        >
          Try again
        </ActButton>
      )}
      <Confirm
        opened={undoing}
        title={`Undo run ${execution.id}`}
        act="Prepare the way back"
        busy={undo.isPending}
        onClose={() => setUndoing(false)}
        onConfirm={() => undo.mutate({ path })}
      >
        <p>
          A new run plans how to take back {count(done, 'change')}. It reads the present state first, waits
          for an approval like any other plan, and leaves alone what somebody has changed since.
        </p>
      </Confirm>
    </>
  );
}
