import type { Answer } from '../../app/api.ts';
import { paths } from '../../app/paths.ts';
import { StateBadge, Status } from '../../ui/badge.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { Link } from '../../ui/link.tsx';
import { Empty } from '../../ui/state.tsx';
import { duration, number } from '../../ui/words.ts';
import { dayAndClock } from '../../ui/zone-time.ts';
import { skipReason } from './job-words.ts';

type Row = {
  key: number;
  jobId: number;
  name: string;
  at: number;
  status: string | null;
  executionId: number | null;
  took: number | null;
  note: string;
};

const most = 300;

/** What the picture shows, in words: newest past run last, then what comes. */
export function TimelineTable({ timeline }: { timeline: Answer<'getJobTimeline'> }) {
  const zone = timeline.time_zone;
  const all = timeline.jobs
    .flatMap((job): Omit<Row, 'key'>[] => [
      ...job.runs.map((run) => ({
        jobId: job.id,
        name: job.name,
        at: Date.parse(run.start),
        status: run.status,
        executionId: run.execution_id,
        took: run.end === null ? null : Date.parse(run.end) - Date.parse(run.start),
        note: run.status === 'skipped' ? skipReason(run.reason) : (run.reason ?? ''),
      })),
      ...job.upcoming.map((run) => ({
        jobId: job.id,
        name: job.name,
        at: Date.parse(run.instant),
        status: null,
        executionId: null,
        took: null,
        note: run.clock_change === null ? '' : run.clock_change.replaceAll('_', ' '),
      })),
    ])
    .sort((a, b) => a.at - b.at);
  const now = Date.now();
  // Around now, because that is where people look first.
  const next = all.findIndex((row) => row.at > now);
  const start = Math.max(0, Math.min((next < 0 ? all.length : next) - most / 2, all.length - most));
  const rows = all.slice(start, start + most).map((row, key) => ({ ...row, key }));
  if (rows.length === 0) {
    return <Empty title="Nothing ran and nothing is due">Give a job a schedule, or run one now.</Empty>;
  }
  return (
    <div style={{ maxHeight: 430, overflowY: 'auto' }}>
      <DataTable
        label="Timeline"
        rows={rows}
        rowKey={(row) => row.key}
        columns={[
          {
            id: 'at',
            title: `Begin (${zone})`,
            width: 170,
            render: (row) => <span className="number">{dayAndClock(row.at, zone)}</span>,
          },
          { id: 'job', title: 'Job', render: (row) => <Link href={paths.job(row.jobId)}>{row.name}</Link> },
          {
            id: 'outcome',
            title: 'Outcome',
            render: (row) =>
              row.status === null ? (
                <StateBadge tone="quiet">Due</StateBadge>
              ) : row.executionId === null ? (
                <Status of={row.status} />
              ) : (
                <Link href={paths.execution(row.executionId)}>
                  <Status of={row.status} />
                </Link>
              ),
          },
          {
            id: 'took',
            title: 'Took',
            align: 'right',
            render: (row) => (row.took === null ? '–' : duration(row.took)),
          },
          { id: 'note', title: 'Note', render: (row) => <span className="dim">{row.note}</span> },
        ]}
      />
      {all.length > most ? (
        <p className="dim" style={{ padding: '8px 12px', fontSize: 12 }}>
          The {number(most)} around now, of {number(all.length)}. A shorter window shows all of its own.
        </p>
      ) : null}
    </div>
  );
}
