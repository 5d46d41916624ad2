import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { read } from '../../app/api.ts';
import { paths } from '../../app/paths.ts';
import { usePermission, useProfile } from '../../app/session.ts';
import { StateBadge, Status, type Tone } from '../../ui/badge.tsx';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { Link } from '../../ui/link.tsx';
import { List } from '../../ui/list.tsx';
import {
  choices,
  type FilterField,
  Filters,
  isFiltered,
  ListPage,
  type ListView,
} from '../../ui/list-page.tsx';
import { Page } from '../../ui/page.tsx';
import { Sparkline } from '../../ui/sparkline.tsx';
import { Empty } from '../../ui/state.tsx';
import { Countdown, RelativeTime } from '../../ui/time.tsx';
import type { UrlState } from '../../ui/url-state.ts';
import { count, duration, sentence } from '../../ui/words.ts';
import { dayAndClock } from '../../ui/zone-time.ts';
import { type Job, JobActions } from './job-actions.tsx';
import classes from './jobs.module.css';
import { Timeline } from './timeline.tsx';

const filterNames = ['state', 'type', 'q'];

export function JobsPage() {
  return <ListPage parameter="jobId" list={JobList} />;
}

/** The filters of the list go along into a detail and back; what belongs to one job does not. */
export function listSearch(search: UrlState): UrlState {
  return Object.fromEntries(
    Object.entries(search).filter(([name]) => [...filterNames, 'window', 'view'].includes(name)),
  );
}

function JobList(view: ListView) {
  const { selected, narrow, compact, search, set } = view;
  const { state, type, q } = search;
  const jobs = useQuery({ ...read('listJobs', { query: { state, type, q } }), refetchInterval: 10_000 });
  const rows = jobs.data?.data ?? [];
  const filtered = isFiltered(search, filterNames);
  const filters = useJobFilters();
  const manage = usePermission('manage_jobs');
  const href = (job: Job) => paths.job(job.id, listSearch(search));
  return (
    <Page
      title="Jobs"
      state={jobs.data === undefined ? 'Counting' : <JobsState jobs={rows} filtered={filtered} />}
      actions={
        narrow || !manage.allowed ? undefined : (
          <Button component={Link} href={paths.newJob()}>
            New job
          </Button>
        )
      }
    >
      {narrow ? null : <Timeline search={search} set={set} />}
      <Filters text="Find a job by name" fields={filters} view={view} />
      <List query={jobs} empty={<NoJobs filtered={filtered} />}>
        {(jobRows) => (
          <DataTable
            label="Jobs"
            rows={jobRows}
            rowKey={(job) => job.id}
            href={href}
            selected={selected}
            narrow={compact}
            columns={columns(href, compact)}
          />
        )}
      </List>
    </Page>
  );
}

function JobsState({ jobs, filtered }: { jobs: Job[]; filtered: boolean }) {
  const failing = jobs.filter((job) => job.last_execution?.status === 'failed').length;
  const waiting = jobs.filter((job) => job.display_status === 'Pending Approval').length;
  const idle = jobs.filter((job) => job.state !== 'scheduled').length;
  const parts = [
    `${count(jobs.length, 'job')}${filtered ? ' in these filters' : ''}`,
    failing > 0 ? `${failing} failed last time` : '',
    waiting > 0 ? `${waiting} waiting for an approval` : '',
    idle > 0 ? `${idle} not running by ${idle === 1 ? 'itself' : 'themselves'}` : '',
  ];
  return <>{parts.filter((part) => part !== '').join(', ')}</>;
}

function useJobFilters(): FilterField[] {
  const types = useQuery({ ...read('listJobTypes'), staleTime: 300_000 });
  return [
    {
      name: 'state',
      label: 'State',
      options: choices(['scheduled', 'paused', 'disabled', 'unscheduled'], (state) =>
        state === 'unscheduled' ? 'Not scheduled' : sentence(state),
      ),
    },
    {
      name: 'type',
      label: 'Type',
      options: (types.data?.data ?? []).map((type) => ({ value: type.type, label: type.title })),
    },
  ];
}

function NoJobs({ filtered }: { filtered: boolean }) {
  if (filtered) return <Empty title="No job fits these filters">Clear a filter to see more.</Empty>;
  return (
    <Empty title="There are no jobs" action={{ label: 'New job', href: paths.newJob() }}>
      The server makes its own at the first start; make others for what should happen regularly.
    </Empty>
  );
}

function columns(href: (job: Job) => string, compact: boolean): Column<Job>[] {
  return [
    {
      id: 'name',
      title: 'Job',
      keep: true,
      render: (job) => (
        <span className={classes.two}>
          <Link href={href(job)} style={{ fontWeight: 500 }}>
            {job.name}
          </Link>
          <span className="dim">
            {compact && job.display_status !== 'Scheduled'
              ? sentence(job.display_status.toLowerCase())
              : job.name === job.type_title
                ? job.schedule_words
                : job.type_title}
          </span>
        </span>
      ),
    },
    { id: 'state', title: 'State', width: 140, render: (job) => <JobState job={job} /> },
    {
      id: 'next',
      title: 'Next run',
      keep: compact,
      width: 150,
      render: (job) => <NextRun job={job} />,
    },
    { id: 'last', title: 'Last run', width: 220, render: (job) => <LastRun job={job} /> },
    { id: 'recent', title: 'Last 20 runs', width: 160, render: (job) => <Sparkline runs={job.recent} /> },
    {
      id: 'act',
      title: '',
      align: 'right',
      width: 200,
      render: (job) => <JobActions job={job} compact />,
    },
  ];
}

function LastRun({ job }: { job: Job }) {
  const last = job.last_execution;
  if (last === null) return <span className="dim">never</span>;
  return (
    <span className={classes.last}>
      <Status of={last.status} why={last.error} />
      <span className={classes.two}>
        <Link href={paths.execution(last.id)}>
          <RelativeTime at={last.started_at ?? last.queued_at} />
        </Link>
        {last.duration_ms === null || last.duration_ms === 0 ? null : (
          <span className="dim number">{duration(last.duration_ms)}</span>
        )}
      </span>
    </span>
  );
}

const statusTones: Record<string, Tone> = {
  scheduled: 'good',
  running: 'busy',
  'pending approval': 'warn',
  paused: 'warn',
  disabled: 'warn',
  'not scheduled': 'quiet',
};

function displayTone(displayStatus: string): Tone {
  return statusTones[displayStatus.toLowerCase()] ?? 'quiet';
}

export function JobState({ job }: { job: Pick<Job, 'display_status' | 'state' | 'state_reason'> }) {
  return (
    <StateBadge
      tone={displayTone(job.display_status)}
      why={job.state === 'scheduled' ? null : job.state_reason}
    >
      {sentence(job.display_status.toLowerCase())}
    </StateBadge>
  );
}

/** Countdown, and the instant in the zone of the organisation. Only the text of the countdown renders again. */
export function NextRun({ job }: { job: Pick<Job, 'next_run_at' | 'time_zone' | 'state'> }) {
  const { organization } = useProfile();
  if (job.next_run_at === null) {
    return <span className="dim">{job.state === 'disabled' ? 'none, disabled' : 'only by hand'}</span>;
  }
  return (
    <span className={`${classes.two} ${classes.once}`}>
      <span>
        {job.state === 'paused' ? <span className="dim">skips </span> : null}in{' '}
        <Countdown to={job.next_run_at} timeZone={job.time_zone} />
      </span>
      <span className="dim number">{dayAndClock(job.next_run_at, organization.time_zone)}</span>
    </span>
  );
}
