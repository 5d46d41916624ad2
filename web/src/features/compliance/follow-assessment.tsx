import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { read } from '../../app/api.ts';
import { paths } from '../../app/paths.ts';
import { ExecutionProgress } from '../../app/running-jobs.tsx';
import { Status } from '../../ui/badge.tsx';
import layout from '../../ui/layout.module.css';
import { Link } from '../../ui/link.tsx';
import { Section } from '../../ui/page.tsx';
import { ErrorNotice } from '../../ui/state.tsx';
import classes from './compliance.module.css';
import { touched } from './compliance-words.ts';

const open = new Set(['queued', 'running']);

/** The assessment that was asked for, while it happens; when it is over, everything that it changed is read again. */
export function FollowAssessment({ executionId }: { executionId: number }) {
  const client = useQueryClient();
  const execution = useQuery({
    ...read('getExecution', { path: { id: executionId } }),
    refetchInterval: (query) =>
      query.state.data !== undefined && !open.has(query.state.data.status) ? false : 1_000,
  });
  const found = execution.data;
  const over = found !== undefined && !open.has(found.status);
  useEffect(() => {
    if (!over) return;
    for (const name of touched) void client.invalidateQueries({ queryKey: [name] });
  }, [client, over]);
  if (found === undefined) {
    return execution.isError ? (
      <ErrorNotice error={execution.error} title="The run could not be read" />
    ) : null;
  }
  return (
    <Section title="Assessment" aside={<Link href={paths.execution(found.id)}>Open run {found.id}</Link>}>
      <div className={classes.follow} aria-live="polite">
        <Status of={found.status} />
        {found.error === null ? null : <span className={layout.problem}>{found.error}</span>}
        {found.status === 'succeeded' ? <span className="dim">The numbers below are new.</span> : null}
        {over ? null : (
          <div>
            <ExecutionProgress execution={found} />
          </div>
        )}
      </div>
    </Section>
  );
}

/** The compliance check that runs or waits now, whoever asked for it. */
export function useRunningCheck(): number | null {
  const status = useQuery(read('getStatus'));
  return status.data?.running.find(({ job_type }) => job_type === 'compliance_check')?.id ?? null;
}
