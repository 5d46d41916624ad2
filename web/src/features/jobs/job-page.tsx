import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { read } from '../../app/api.ts';
import { paths } from '../../app/paths.ts';
import { Status } from '../../ui/badge.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { Filter, FilterBar } from '../../ui/filters.tsx';
import { Link } from '../../ui/link.tsx';
import { List, pagingOf } from '../../ui/list.tsx';
import { Facts, Page, Section } from '../../ui/page.tsx';
import { Sparkline } from '../../ui/sparkline.tsx';
import { BlockSkeleton, Empty, ErrorNotice } from '../../ui/state.tsx';
import { RelativeTime } from '../../ui/time.tsx';
import { useUrlState } from '../../ui/url-state.ts';
import { duration, number, sentence } from '../../ui/words.ts';
import { JobActions } from './job-actions.tsx';
import { JobState, NextRun } from './jobs-page.tsx';

export function JobPage() {
  const { jobId } = useParams({ strict: false }) as { jobId: string };
  const id = Number(jobId);
  const job = useQuery({ ...read('getJob', { path: { id: jobId } }), refetchInterval: 10_000 });
  const above = <Link href={paths.jobs()}>← Jobs</Link>;
  const found = job.data;
  if (found === undefined) {
    return (
      <Page title={`Job ${jobId}`} above={above}>
        {job.isError ? (
          <ErrorNotice error={job.error} retry={() => void job.refetch()} />
        ) : (
          <BlockSkeleton height={200} />
        )}
      </Page>
    );
  }
  return (
    <Page title={found.name} above={above} state={found.description} actions={<JobActions job={found} />}>
      <Section title="Schedule" aside={<JobState job={found} />}>
        <Facts
          items={[
            ['Runs', found.schedule_words ?? found.state_reason ?? 'only by hand'],
            [
              'Expression',
              found.schedule === null ? (
                <span key="x" className="dim">
                  none
                </span>
              ) : (
                <span key="x" className="mono">
                  {found.schedule}
                </span>
              ),
            ],
            ['Time zone', found.time_zone],
            ['Next run', <NextRun key="n" job={found} />],
            ['Last 20 runs', <Sparkline key="s" runs={found.recent} />],
          ]}
        />
      </Section>
      <Executions jobId={id} />
    </Page>
  );
}

const states = ['queued', 'running', 'succeeded', 'failed', 'skipped', 'cancelled'];

function Executions({ jobId }: { jobId: number }) {
  const [search, set] = useUrlState();
  const executions = useQuery({
    ...read('listJobExecutions', {
      path: { id: String(jobId) },
      query: { status: search.status, ...pagingOf(search) },
    }),
    refetchInterval: 10_000,
  });
  return (
    <Section
      title="Executions"
      padded={false}
      aside={
        <FilterBar>
          <Filter
            name="status"
            label="Outcome"
            search={search}
            set={set}
            options={states.map((value) => ({ value, label: sentence(value) }))}
          />
        </FilterBar>
      }
    >
      <List
        framed={false}
        query={executions}
        page={{ search, set }}
        empty={
          <Empty title={search.status === undefined ? 'It has not run yet' : 'No execution has this outcome'}>
            Run it now, or wait for its schedule.
          </Empty>
        }
      >
        {(rows) => (
          <DataTable
            label="Executions"
            rows={rows}
            rowKey={(execution) => execution.id}
            href={(execution) => paths.execution(execution.id)}
            columns={[
              {
                id: 'id',
                title: 'Execution',
                render: (execution) => <Link href={paths.execution(execution.id)}>{execution.id}</Link>,
              },
              {
                id: 'status',
                title: 'Outcome',
                render: (execution) => <Status of={execution.status} why={execution.error} />,
              },
              {
                id: 'started',
                title: 'Started',
                render: (execution) => <RelativeTime at={execution.started_at ?? execution.queued_at} />,
              },
              {
                id: 'took',
                title: 'Took',
                align: 'right',
                render: (execution) =>
                  execution.duration_ms === null ? '–' : duration(execution.duration_ms),
              },
              {
                id: 'trigger',
                title: 'Started by',
                render: (execution) =>
                  execution.trigger === 'schedule'
                    ? 'its schedule'
                    : `${execution.requested_by} (${execution.trigger})`,
              },
              {
                id: 'findings',
                title: 'Findings',
                align: 'right',
                render: (execution) => number(execution.findings_count),
              },
              {
                id: 'note',
                title: 'Note',
                render: (execution) => <span className="dim">{execution.error ?? ''}</span>,
              },
            ]}
          />
        )}
      </List>
    </Section>
  );
}
