import { Popover, Progress } from '@mantine/core';
import { IconLoader2 } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { Link } from '../ui/link.tsx';
import { RelativeTime } from '../ui/time.tsx';
import { count } from '../ui/words.ts';
import { type Answer, read } from './api.ts';
import { paths } from './paths.ts';
import classes from './running-jobs.module.css';

type Running = Answer<'getStatus'>['running'][number];

/** What runs now, with progress; when nothing runs, how fresh the data is. */
export function RunningJobs() {
  const status = useQuery({
    ...read('getStatus'),
    refetchInterval: (query) => ((query.state.data?.running.length ?? 0) > 0 ? 5_000 : 20_000),
  });
  useRefreshAfterJobs(status.data?.running);
  const summary = useQuery({ ...read('getDriftSummary'), refetchInterval: 60_000 });
  if (status.isError) return <span className={classes.stale}>Connection lost, trying again</span>;
  const running = status.data?.running ?? [];
  const first = running[0];
  if (first === undefined) {
    const scanned = summary.data?.last_scan_at;
    return scanned == null ? null : (
      <span className={classes.fresh}>
        Scanned <RelativeTime at={scanned} />
      </span>
    );
  }
  return (
    <Popover position="bottom-end" width={340} withinPortal>
      <Popover.Target>
        <button type="button" className={classes.button} aria-live="polite">
          <IconLoader2 size={14} className={classes.turning} aria-hidden />
          <span className={classes.said}>
            {running.length === 1 ? shortWords(first) : count(running.length, 'job')}
          </span>
          <span className="visually-hidden">running</span>
        </button>
      </Popover.Target>
      <Popover.Dropdown>
        <ul className={classes.list}>
          {running.map((execution) => (
            <li key={execution.id}>
              <Link href={paths.execution(execution.id)}>{execution.job_name}</Link>
              <ExecutionProgress execution={execution} />
            </li>
          ))}
        </ul>
      </Popover.Dropdown>
    </Popover>
  );
}

/** What a job changed can be on any page: when one is over, all that is on the screen is asked again. */
function useRefreshAfterJobs(running: Running[] | undefined): void {
  const client = useQueryClient();
  const before = useRef<number[]>([]);
  useEffect(() => {
    if (running === undefined) return;
    const ids = running.map((execution) => execution.id);
    const ended = before.current.some((id) => !ids.includes(id));
    before.current = ids;
    if (ended) void client.invalidateQueries({ predicate: (query) => query.queryKey[0] !== 'getStatus' });
  }, [client, running]);
}

function shortWords(execution: Running): string {
  const part = fraction(execution);
  return part === null ? execution.job_name : `${execution.job_name} ${Math.floor(part * 100)} %`;
}

function fraction(execution: Pick<Running, 'progress'>): number | null {
  const progress = execution.progress;
  if (progress === null || progress.total === null || progress.total === 0) return null;
  return Math.min(1, progress.done / progress.total);
}

export function ExecutionProgress({
  execution,
}: {
  execution: Pick<Running, 'progress' | 'status' | 'job_name'>;
}) {
  const part = fraction(execution);
  const { progress } = execution;
  return (
    <div className={classes.progress}>
      <Progress
        value={part === null ? 100 : part * 100}
        size={6}
        animated={part === null && execution.status === 'running'}
        striped={part === null}
        aria-label={`Progress of ${execution.job_name}`}
      />
      <p className="dim number">
        {progress === null
          ? execution.status === 'queued'
            ? 'Waiting for a worker'
            : 'Starting'
          : `${progress.step}${progress.total === null ? '' : ` · ${progress.done} of ${progress.total}`}`}
      </p>
    </div>
  );
}
