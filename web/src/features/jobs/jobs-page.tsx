import { useQuery } from '@tanstack/react-query';
import { type Item, read } from '../../app/api.ts';
import { paths } from '../../app/paths.ts';
import { StateBadge, Status } from '../../ui/badge.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { Link } from '../../ui/link.tsx';
import { List } from '../../ui/list.tsx';
import { Page } from '../../ui/page.tsx';
import { Sparkline } from '../../ui/sparkline.tsx';
import { Empty } from '../../ui/state.tsx';
import { Countdown, RelativeTime } from '../../ui/time.tsx';
import { count, duration, exact } from '../../ui/words.ts';
import { JobActions } from './job-actions.tsx';
import classes from './jobs.module.css';
import { Timeline } from './timeline.tsx';

export type Job = Item<'listJobs'>;

export function JobsPage() {
  const jobs = useQuery({ ...read('listJobs'), refetchInterval: 10_000 });
  const rows = jobs.data?.data ?? [];
  const failing = rows.filter((job) => job.last_execution?.status === 'failed').length;
  const idle = rows.filter((job) => job.state !== 'scheduled').length;
  return (
    <Page
      title="Jobs"
      state={
        jobs.data === undefined
          ? 'Counting'
          : `${count(rows.length, 'job')}${failing > 0 ? `, ${failing} failed last time` : ''}${
              idle > 0 ? `, ${idle} not running by themselves` : ''
            }`
      }
    >
      {rows.length === 0 ? null : <Timeline jobs={rows} />}
      <List
        query={jobs}
        empty={<Empty title="There are no jobs">The server makes its own at the first start.</Empty>}
      >
        {(jobRows) => (
          <DataTable
            label="Jobs"
            rows={jobRows}
            rowKey={(job) => job.id}
            href={(job) => paths.job(job.id)}
            columns={[
              {
                id: 'name',
                title: 'Job',
                render: (job) => (
                  <span className={classes.two}>
                    <Link href={paths.job(job.id)} style={{ fontWeight: 500 }}>
                      {job.name}
                    </Link>
                    <span className="dim">{job.schedule_words ?? 'no schedule'}</span>
                  </span>
                ),
              },
              { id: 'state', title: 'State', render: (job) => <JobState job={job} /> },
              { id: 'next', title: 'Next run', render: (job) => <NextRun job={job} /> },
              {
                id: 'last',
                title: 'Last run',
                render: (job) =>
                  job.last_execution === null ? (
                    <span className="dim">never</span>
                  ) : (
                    <span className={classes.last}>
                      <Status of={job.last_execution.status} why={job.last_execution.error} />
                      <Link href={paths.execution(job.last_execution.id)}>
                        <RelativeTime at={job.last_execution.started_at ?? job.last_execution.queued_at} />
                      </Link>
                      {job.last_execution.duration_ms === null ? null : (
                        <span className="dim number">{duration(job.last_execution.duration_ms)}</span>
                      )}
                    </span>
                  ),
              },
              { id: 'recent', title: 'Last 20 runs', render: (job) => <Sparkline runs={job.recent} /> },
              { id: 'act', title: 'Act', align: 'right', render: (job) => <JobActions job={job} compact /> },
            ]}
          />
        )}
      </List>
    </Page>
  );
}

export function JobState({ job }: { job: Pick<Job, 'state' | 'state_reason'> }) {
  if (job.state === 'scheduled') return <Status of="scheduled" />;
  return (
    <StateBadge tone={job.state === 'unscheduled' ? 'quiet' : 'warn'} why={job.state_reason}>
      {job.state === 'unscheduled' ? 'Not scheduled' : job.state === 'paused' ? 'Paused' : 'Disabled'}
    </StateBadge>
  );
}

/** Countdown, and the instant in the job's own zone. */
export function NextRun({ job }: { job: Pick<Job, 'next_run_at' | 'time_zone' | 'state_reason'> }) {
  if (job.next_run_at === null) {
    return <span className="dim">{job.state_reason ?? 'none'}</span>;
  }
  return (
    <span className={classes.two}>
      <span>
        in <Countdown to={job.next_run_at} timeZone={job.time_zone} />
      </span>
      <span className="dim number">
        {exact(job.next_run_at, job.time_zone)
          .slice(5)
          .replace(/:\d\d /, ' ')}
      </span>
    </span>
  );
}
