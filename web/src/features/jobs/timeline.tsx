import { Tooltip } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { type Item, read } from '../../app/api.ts';
import { paths } from '../../app/paths.ts';
import { useProfile } from '../../app/session.ts';
import { Section } from '../../ui/page.tsx';
import { duration, exact, sentence } from '../../ui/words.ts';
import type { Job } from './jobs-page.tsx';
import classes from './timeline.module.css';
import { clockChanges, hourMarks } from './zone-hours.ts';

type Execution = Item<'listExecutions'>;

const hour = 3_600_000;
const pastHours = 18;
const futureHours = 6;
const laneHeight = 30;
const labelWidth = 150;
const width = 1000;
const axisHeight = 24;
/** Thinner than this a run of seconds could not be seen on a day. */
const thinnest = 4;

/** A day of all jobs: past runs by outcome, skipped ones hatched, coming ones as outlines, now, clock changes. */
export function Timeline({ jobs }: { jobs: Job[] }) {
  const executions = useQuery({
    ...read('listExecutions', { query: { per_page: 100 } }),
    refetchInterval: 10_000,
  });
  const { organization } = useProfile();
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 30_000);
    return () => clearInterval(timer);
  }, []);
  const from = now - pastHours * hour;
  const to = now + futureHours * hour;
  const x = (instant: number) => labelWidth + ((instant - from) / (to - from)) * (width - labelWidth);
  const bottom = jobs.length * laneHeight;
  const zone = organization.time_zone;
  return (
    <Section title="24 hours" aside={<span className="dim">{zone}</span>}>
      <svg
        viewBox={`0 0 ${width} ${bottom + axisHeight}`}
        className={classes.timeline}
        aria-label={`Runs of the last ${pastHours} hours and the next ${futureHours}. Each job lists the same runs as a table.`}
      >
        <defs>
          <pattern
            id="hatch"
            width="5"
            height="5"
            patternTransform="rotate(45)"
            patternUnits="userSpaceOnUse"
          >
            <rect width="2.5" height="5" className={classes.hatch} />
          </pattern>
        </defs>
        {hourMarks(from, to, zone, 3).map((mark) => (
          <g key={mark.instant}>
            <line className={classes.grid} x1={x(mark.instant)} x2={x(mark.instant)} y1={0} y2={bottom} />
            <text x={x(mark.instant)} y={bottom + 16} textAnchor="middle">
              {mark.label}
            </text>
          </g>
        ))}
        {jobs.map((job, lane) => (
          <g key={job.id}>
            <line
              className={classes.grid}
              x1={0}
              x2={width}
              y1={(lane + 1) * laneHeight}
              y2={(lane + 1) * laneHeight}
            />
            <text className={classes.name} x={0} y={lane * laneHeight + 19}>
              {job.name}
            </text>
            {(executions.data?.data ?? [])
              .filter((execution) => execution.job_id === job.id && startOf(execution) >= from)
              .map((execution) => (
                <Run key={execution.id} execution={execution} x={x} y={lane * laneHeight + 7} now={now} />
              ))}
            <Coming job={job} to={to} x={x} y={lane * laneHeight + 7} />
          </g>
        ))}
        {clockChanges(from, to, zone).map((change) => (
          <g key={change.instant}>
            <line
              className={classes.change}
              x1={x(change.instant)}
              x2={x(change.instant)}
              y1={0}
              y2={bottom}
            />
            <text x={x(change.instant) + 4} y={10}>
              {change.words}
            </text>
          </g>
        ))}
        <line className={classes.now} x1={x(now)} x2={x(now)} y1={0} y2={bottom} />
        <text className={classes.nowWord} x={x(now)} y={bottom + 16} textAnchor="middle">
          now
        </text>
      </svg>
    </Section>
  );
}

function startOf(execution: Execution): number {
  return Date.parse(execution.started_at ?? execution.scheduled_for ?? execution.queued_at);
}

type Place = { x: (instant: number) => number; y: number };

function Run({ execution, x, y, now }: Place & { execution: Execution; now: number }) {
  const router = useRouter();
  const start = startOf(execution);
  const end = execution.ended_at === null ? now : Date.parse(execution.ended_at);
  const kind = kinds[execution.status] ?? 'running';
  const words = `${sentence(execution.status)} ${exact(start)}${
    execution.duration_ms === null ? '' : `, took ${duration(execution.duration_ms)}`
  }${execution.error === null ? '' : `: ${execution.error}`}`;
  const href = paths.execution(execution.id);
  return (
    <Tooltip label={words}>
      {/* Out of the tab order: a day can have hundreds, and the table of each job has the same links. */}
      <a
        href={href}
        tabIndex={-1}
        aria-label={`${execution.job_name}: ${words}`}
        onClick={(event) => {
          if (event.metaKey || event.ctrlKey || event.shiftKey) return;
          event.preventDefault();
          void router.navigate({ href });
        }}
      >
        <rect
          className={classes[kind]}
          x={x(start)}
          y={y}
          width={Math.max(thinnest, x(end) - x(start))}
          height={laneHeight - 14}
          rx={1.5}
          fill={kind === 'skipped' ? 'url(#hatch)' : undefined}
        />
      </a>
    </Tooltip>
  );
}

const kinds: Record<string, 'succeeded' | 'failed' | 'skipped' | 'running'> = {
  succeeded: 'succeeded',
  failed: 'failed',
  skipped: 'skipped',
  cancelled: 'skipped',
};

function Coming({ job, to, x, y }: Place & { job: Job; to: number }) {
  if (job.next_run_at === null) return null;
  const at = Date.parse(job.next_run_at);
  if (at > to) return null;
  return (
    <Tooltip label={`Next run ${exact(at, job.time_zone)}`}>
      <rect className={classes.coming} x={x(at)} y={y} width={7} height={laneHeight - 14} rx={1.5} />
    </Tooltip>
  );
}
