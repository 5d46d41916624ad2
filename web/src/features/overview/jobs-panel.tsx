import { useQuery } from '@tanstack/react-query';
import { type Answer, read } from '../../app/api.ts';
import { paths } from '../../app/paths.ts';
import { ExecutionProgress } from '../../app/running-jobs.tsx';
import { Status } from '../../ui/badge.tsx';
import { Link } from '../../ui/link.tsx';
import { Section } from '../../ui/page.tsx';
import { ErrorNotice, RowsSkeleton } from '../../ui/state.tsx';
import { RelativeTime } from '../../ui/time.tsx';
import { duration } from '../../ui/words.ts';
import classes from './dashboard.module.css';

/** What runs, and how the last runs ended. */
export function JobsPanel({ running }: { running: Answer<'getStatus'>['running'] }) {
  const executions = useQuery(read('listExecutions', { query: { per_page: 6 } }));
  const ended = (executions.data?.data ?? []).filter((execution) => execution.ended_at !== null).slice(0, 5);
  return (
    <Section title="Jobs" aside={<Link href={paths.jobs()}>All jobs</Link>} padded={false}>
      {executions.data === undefined ? (
        executions.isError ? (
          <ErrorNotice error={executions.error} retry={() => void executions.refetch()} />
        ) : (
          <RowsSkeleton rows={4} />
        )
      ) : (
        <ul className={classes.rows}>
          {running.map((execution) => (
            <li key={execution.id}>
              <div className={classes.grow}>
                <Link href={paths.execution(execution.id)}>{execution.job_name}</Link>
                <ExecutionProgress execution={execution} />
              </div>
            </li>
          ))}
          {ended.map((execution) => (
            <li key={execution.id}>
              <Link className={classes.grow} href={paths.execution(execution.id)}>
                {execution.job_name}
              </Link>
              <span className="dim number">
                {execution.duration_ms === null ? '' : duration(execution.duration_ms)}
              </span>
              <span className="dim" style={{ whiteSpace: 'nowrap' }}>
                <RelativeTime at={execution.ended_at} />
              </span>
              <Status of={execution.status} why={execution.error} />
            </li>
          ))}
          {running.length === 0 && ended.length === 0 ? <li className="dim">No job has run yet.</li> : null}
        </ul>
      )}
    </Section>
  );
}
