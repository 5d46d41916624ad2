import { Button, Tooltip } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type Item, read } from '../../app/api.ts';
import { paths } from '../../app/paths.ts';
import { Status } from '../../ui/badge.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { Link, useFollow } from '../../ui/link.tsx';
import { Section } from '../../ui/page.tsx';
import { BlockSkeleton, ErrorNotice } from '../../ui/state.tsx';
import { duration, exact, sentence } from '../../ui/words.ts';
import classes from './duration-chart.module.css';
import type { JobDetail } from './job-page.tsx';
import { secondsWords, usualDuration } from './job-words.ts';

type Execution = Item<'listExecutions'>;

/** How long the last fifty runs took, with the usual duration; the same as a table. */
export function DurationChart({ job }: { job: JobDetail }) {
  const [asTable, setAsTable] = useState(false);
  const executions = useQuery({
    ...read('listExecutions', {
      query: { job_id: job.id, status: 'succeeded,failed,cancelled', per_page: 50 },
    }),
    refetchInterval: 30_000,
  });
  const runs = (executions.data?.data ?? []).filter(
    (run): run is Execution & { duration_ms: number } => run.duration_ms !== null,
  );
  return (
    <Section
      title="Durations"
      padded={!asTable}
      aside={
        runs.length === 0 ? null : (
          <Button
            size="compact"
            variant="default"
            aria-pressed={asTable}
            onClick={() => setAsTable(!asTable)}
          >
            {asTable ? 'Show as chart' : 'Show as table'}
          </Button>
        )
      }
    >
      {executions.data === undefined ? (
        executions.isError ? (
          <ErrorNotice error={executions.error} retry={() => void executions.refetch()} />
        ) : (
          <BlockSkeleton height={140} />
        )
      ) : runs.length === 0 ? (
        <p className="dim">No run has ended yet; the first one appears here.</p>
      ) : asTable ? (
        <DataTable
          label="Durations"
          rows={runs}
          rowKey={(run) => run.id}
          href={(run) => paths.execution(run.id)}
          columns={[
            { id: 'id', title: 'Run', render: (run) => <Link href={paths.execution(run.id)}>{run.id}</Link> },
            { id: 'status', title: 'Outcome', render: (run) => <Status of={run.status} why={run.error} /> },
            {
              id: 'at',
              title: 'Began',
              render: (run) => (
                <span className="number">{exact(run.started_at ?? run.queued_at, job.time_zone)}</span>
              ),
            },
            { id: 'took', title: 'Took', align: 'right', render: (run) => duration(run.duration_ms) },
          ]}
        />
      ) : (
        <Chart runs={[...runs].reverse()} zone={job.time_zone} />
      )}
    </Section>
  );
}

const width = 640;
const height = 150;
const left = 52;
const bottom = 8;
const top = 10;

function Chart({ runs, zone }: { runs: (Execution & { duration_ms: number })[]; zone: string }) {
  const follow = useFollow();
  const longest = Math.max(1, ...runs.map((run) => run.duration_ms));
  const ceiling = niceCeiling(longest);
  const usual = usualDuration(runs);
  const slot = Math.min(40, (width - left) / runs.length);
  const y = (value: number) => height - bottom - (value / ceiling) * (height - bottom - top);
  return (
    <>
      <svg
        viewBox={`0 0 ${width} ${height}`}
        className={classes.chart}
        aria-label={`Durations of the last ${runs.length} runs, the newest at the right`}
      >
        {[0, ceiling / 2, ceiling].map((tick) => (
          <g key={tick}>
            <line className={classes.grid} x1={left} x2={width} y1={y(tick)} y2={y(tick)} />
            <text x={left - 8} y={y(tick) + 4} textAnchor="end">
              {tick === 0 ? '0' : tickWords(tick)}
            </text>
          </g>
        ))}
        {runs.map((run, index) => {
          const x = left + index * slot + 1;
          const broad = Math.max(2, slot - 3);
          const failed = run.status === 'failed';
          const words = `Run ${run.id}, ${exact(run.started_at ?? run.queued_at, zone)}: ${sentence(run.status)} after ${duration(run.duration_ms)}`;
          const href = paths.execution(run.id);
          const size = Math.max(2, height - bottom - y(run.duration_ms));
          return (
            <Tooltip key={run.id} label={words}>
              <a
                href={href}
                aria-label={words}
                className={classes.bar}
                onClick={(event) => follow(event, href)}
              >
                <rect x={x - 1} y={top} width={slot} height={height - top - bottom} fill="transparent" />
                <rect
                  className={
                    failed ? classes.failed : run.status === 'succeeded' ? classes.good : classes.other
                  }
                  x={x}
                  y={height - bottom - size}
                  width={broad}
                  height={size}
                  rx={1.5}
                />
                {failed ? (
                  <path
                    className={classes.cross}
                    d={`M${x + broad / 2 - 3} ${height - bottom - size - 9}l6 6m0 -6l-6 6`}
                  />
                ) : null}
              </a>
            </Tooltip>
          );
        })}
        {usual === null ? null : (
          <g pointerEvents="none">
            <line className={classes.usual} x1={left} x2={width} y1={y(usual)} y2={y(usual)} />
          </g>
        )}
      </svg>
      <p className={classes.legend}>
        <span>
          <i className={classes.goodKey} /> succeeded
        </span>
        <span>
          <i className={classes.failedKey}>×</i> failed
        </span>
        {usual === null ? (
          <span>The usual duration is known after three successes.</span>
        ) : (
          <span>
            <i className={classes.usualKey} /> usual: {duration(usual)} (median)
          </span>
        )}
      </p>
    </>
  );
}

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const ceilings = [
  ...[2, 10, 20, 40, 100, 200, 400],
  ...[1, 2, 4, 10, 20, 40].map((amount) => amount * second),
  ...[1, 2, 4, 10, 20, 40].map((amount) => amount * minute),
  ...[1, 2, 4, 10, 24, 48, 96].map((amount) => amount * hour),
];

/** The next duration whose half reads well too. */
function niceCeiling(value: number): number {
  return ceilings.find((ceiling) => ceiling >= value) ?? value;
}

function tickWords(milliseconds: number): string {
  return milliseconds < second ? `${milliseconds} ms` : secondsWords(milliseconds / second);
}
