import { useQuery } from '@tanstack/react-query';
import { read } from '../../app/api.ts';
import { paths } from '../../app/paths.ts';
import { ExecutionProgress } from '../../app/running-jobs.tsx';
import { Status } from '../../ui/badge.tsx';
import { Link } from '../../ui/link.tsx';
import { Section } from '../../ui/page.tsx';
import { ErrorNotice } from '../../ui/state.tsx';
import classes from './approvals.module.css';

const open = new Set(['queued', 'running', 'pending_approval']);

/** What became of the run, while it happens. */
export function FollowRun({ executionId }: { executionId: number }) {
  const execution = useQuery({
    ...read('getExecution', { path: { id: executionId } }),
    refetchInterval: (query) =>
      query.state.data !== undefined && !open.has(query.state.data.status) ? false : 1_500,
  });
  const found = execution.data;
  if (found === undefined) {
    return execution.isError ? (
      <ErrorNotice error={execution.error} title="The run could not be read" />
    ) : null;
  }
  const done = found.steps.filter((step) => step.status === 'done').length;
  return (
    <Section
      title="What became of it"
      aside={<Link href={paths.execution(found.id)}>Open run {found.id}</Link>}
    >
      <div className={classes.follow} aria-live="polite">
        <Status of={found.status} />
        {found.steps.length === 0 ? null : (
          <span className="number">
            {done} of {found.steps.length} changes written and read back
          </span>
        )}
        {found.error === null ? null : <span className={classes.problem}>{found.error}</span>}
        {found.status === 'running' || found.status === 'queued' ? (
          <div className={classes.progress}>
            <ExecutionProgress execution={found} />
          </div>
        ) : null}
      </div>
    </Section>
  );
}
