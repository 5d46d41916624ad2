import { useAct } from '../../app/act.tsx';
import type { OperationId } from '../../app/api.ts';
import { paths } from '../../app/paths.ts';
import { ActButton } from '../../ui/act-button.tsx';
import { useGo } from '../../ui/link.tsx';
import classes from './jobs.module.css';
import type { Job } from './jobs-page.tsx';

const touched: OperationId[] = ['listJobs', 'getJob', 'listJobExecutions', 'getStatus'];

/** Run now, whatever the schedule says; disable and enable. */
export function JobActions({
  job,
  compact = false,
}: {
  job: Pick<Job, 'id' | 'name' | 'state'>;
  compact?: boolean;
}) {
  const go = useGo();
  const run = useAct('triggerJob', {
    refreshes: touched,
    done: (answer) => answer.message,
    after: (answer) => go(paths.execution(answer.execution_id)),
  });
  const disable = useAct('disableJob', {
    refreshes: touched,
    done: () => `${job.name} no longer runs by itself.`,
  });
  const enable = useAct('enableJob', {
    refreshes: touched,
    done: () => `${job.name} runs on its schedule again.`,
  });
  const size = compact ? 'compact' : 'sm';
  return (
    <span className={classes.actions}>
      {job.state === 'disabled' ? (
        <ActButton
          permission="manage_jobs"
          size={size}
          variant="default"
          loading={enable.isPending}
          onClick={() => enable.mutate({ path: { id: String(job.id) } })}
        >
          Enable
        </ActButton>
      ) : (
        <ActButton
          permission="manage_jobs"
          size={size}
          variant="default"
          loading={disable.isPending}
          onClick={() => disable.mutate({ path: { id: String(job.id) } })}
        >
          Disable
        </ActButton>
      )}
      <ActButton
        permission="scan"
        size={size}
        variant={compact ? 'default' : 'filled'}
        loading={run.isPending}
        onClick={() => run.mutate({ path: { id: String(job.id) }, body: {} })}
      >
        Run now
      </ActButton>
    </span>
  );
}
