import { useQuery } from '@tanstack/react-query';
import { type Item, read } from '../../app/api.ts';
import { paths } from '../../app/paths.ts';
import { Status } from '../../ui/badge.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { ClearFilters, Filter, FilterBar } from '../../ui/filters.tsx';
import { Link } from '../../ui/link.tsx';
import { List, pagingOf } from '../../ui/list.tsx';
import { Empty } from '../../ui/state.tsx';
import { RelativeTime } from '../../ui/time.tsx';
import { useUrlState } from '../../ui/url-state.ts';
import { duration, number, sentence } from '../../ui/words.ts';
import type { JobDetail } from './job-page.tsx';
import { executionStatuses, skipReason, startedBy, triggers } from './job-words.ts';
import classes from './jobs.module.css';

type Execution = Item<'listExecutions'>;

const filterNames = ['status', 'trigger'];

/** Every run there ever was, also the ones that were skipped. */
export function HistoryTab({ job }: { job: JobDetail }) {
  const [search, set] = useUrlState();
  const executions = useQuery({
    ...read('listExecutions', {
      query: { job_id: job.id, status: search.status, trigger: search.trigger, ...pagingOf(search) },
    }),
    refetchInterval: 10_000,
  });
  const filtered = filterNames.some((name) => (search[name] ?? '') !== '');
  return (
    <div className={classes.stack}>
      <FilterBar>
        <Filter
          name="status"
          label="Outcome"
          search={search}
          set={set}
          options={executionStatuses.map((value) => ({ value, label: sentence(value) }))}
        />
        <Filter
          name="trigger"
          label="Started by"
          search={search}
          set={set}
          options={triggers.map((value) => ({ value, label: triggerTitles[value] ?? sentence(value) }))}
        />
        <ClearFilters names={filterNames} search={search} set={set} />
      </FilterBar>
      <List
        query={executions}
        page={{ search, set }}
        empty={
          <Empty title={filtered ? 'No run fits these filters' : 'It has not run yet'}>
            {filtered ? 'Clear a filter to see more.' : 'Run it now, or wait for its schedule.'}
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
                title: 'Run',
                width: 64,
                render: (execution) => <Link href={paths.execution(execution.id)}>{execution.id}</Link>,
              },
              {
                id: 'status',
                title: 'Outcome',
                width: '38%',
                render: (execution) => (
                  <span className={classes.outcome}>
                    <span>
                      <Status of={execution.status} />
                    </span>
                    {noteOf(execution) === '' ? null : <span className="dim">{noteOf(execution)}</span>}
                  </span>
                ),
              },
              {
                id: 'started',
                title: 'Began',
                render: (execution) => (
                  <span className={classes.once}>
                    <RelativeTime at={execution.started_at ?? execution.queued_at} />
                  </span>
                ),
              },
              {
                id: 'took',
                title: 'Took',
                align: 'right',
                render: (execution) =>
                  execution.duration_ms === null || execution.status === 'skipped' ? (
                    '–'
                  ) : (
                    <span className={classes.once}>{duration(execution.duration_ms)}</span>
                  ),
              },
              {
                id: 'trigger',
                title: 'Started by',
                render: (execution) => <span className={classes.once}>{startedBy(execution)}</span>,
              },
              {
                id: 'findings',
                title: 'Findings',
                align: 'right',
                width: 70,
                render: (execution) => number(execution.findings_count),
              },
            ]}
          />
        )}
      </List>
    </div>
  );
}

function noteOf(execution: Execution): string {
  if (execution.status === 'skipped') return sentence(skipReason(execution.error_code));
  return execution.error ?? '';
}

const triggerTitles: Record<string, string> = {
  schedule: 'Its schedule',
  manual: 'A person',
  api: 'The API',
  system: 'The product',
  retry: 'A retry',
  undo: 'An undo',
};
