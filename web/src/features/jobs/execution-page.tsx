import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useAct } from '../../app/act.tsx';
import { type Answer, read } from '../../app/api.ts';
import { paths } from '../../app/paths.ts';
import { ExecutionProgress } from '../../app/running-jobs.tsx';
import { ActButton } from '../../ui/act-button.tsx';
import { type Severity, SeverityBadge, Status, severities } from '../../ui/badge.tsx';
import { Link } from '../../ui/link.tsx';
import { Facts, Page, Section } from '../../ui/page.tsx';
import { BlockSkeleton, ErrorNotice } from '../../ui/state.tsx';
import { Elapsed, RelativeTime } from '../../ui/time.tsx';
import { count, duration, number, sentence } from '../../ui/words.ts';
import { useResourceTypes } from '../resources/resource-types.ts';
import { ExecutionLog } from './execution-log.tsx';
import classes from './jobs.module.css';
import { isOpen } from './log-lines.ts';

type Execution = Answer<'getExecution'>;

export function ExecutionPage() {
  const { executionId } = useParams({ strict: false }) as { executionId: string };
  const id = Number(executionId);
  const execution = useQuery({
    ...read('getExecution', { path: { id } }),
    placeholderData: undefined,
    refetchInterval: (query) =>
      query.state.data !== undefined && isOpen(query.state.data.status) ? 10_000 : false,
  });
  const found = execution.data;
  if (found === undefined) {
    return (
      <Page title={`Execution ${executionId}`} above={<Link href={paths.jobs()}>← Jobs</Link>}>
        {execution.isError ? (
          <ErrorNotice error={execution.error} retry={() => void execution.refetch()} />
        ) : (
          <BlockSkeleton height={320} />
        )}
      </Page>
    );
  }
  return <Execution execution={found} />;
}

function Execution({ execution }: { execution: Execution }) {
  const open = isOpen(execution.status);
  const cancel = useAct('cancelExecution', {
    refreshes: ['getExecution', 'getStatus', 'listJobs'],
    done: () => 'Asked to stop. It ends at the next safe point.',
  });
  return (
    <Page
      title={`${execution.job_name}, execution ${execution.id}`}
      above={<Link href={paths.job(execution.job_id)}>← {execution.job_name}</Link>}
      state={<ExecutionState execution={execution} />}
      actions={
        open ? (
          <ActButton
            permission="scan"
            variant="default"
            loading={cancel.isPending}
            onClick={() => cancel.mutate({ path: { id: execution.id } })}
          >
            Stop
          </ActButton>
        ) : undefined
      }
    >
      {execution.error === null ? null : (
        <div role="alert" className={classes.error}>
          {execution.error}
          {execution.error_code === null ? null : <span className="mono"> ({execution.error_code})</span>}
        </div>
      )}
      <div className={classes.columns}>
        <div className={classes.stack}>
          <Section title="Run" aside={<Status of={execution.status} />}>
            {open ? <ExecutionProgress execution={execution} /> : null}
            <Facts
              items={[
                [
                  'Started by',
                  execution.trigger === 'schedule'
                    ? 'its schedule'
                    : `${execution.requested_by} (${execution.trigger})`,
                ],
                ['Queued', <RelativeTime key="q" at={execution.queued_at} />],
                ['Started', <RelativeTime key="s" at={execution.started_at} empty="not yet" />],
                ['Ended', <RelativeTime key="e" at={execution.ended_at} empty="not yet" />],
                ...Object.entries(execution.parameters).map(([name, value]): [string, React.ReactNode] => [
                  sentence(name),
                  <code key={name}>{JSON.stringify(value)}</code>,
                ]),
              ]}
            />
          </Section>
          <Section title="What it did">
            <dl className={classes.counts}>
              {Object.entries(execution.counts).map(([name, amount]) => (
                <div key={name} style={{ display: 'contents' }}>
                  <dt>{sentence(name)}</dt>
                  <dd>{number(amount)}</dd>
                </div>
              ))}
              <dt>Findings</dt>
              <dd>{number(execution.findings_count)}</dd>
            </dl>
            {execution.audit_sequence === null ? null : (
              <p style={{ marginTop: 10 }}>
                <Link href={paths.auditLog({ target_type: 'execution', target_id: execution.id })}>
                  In the audit log
                </Link>
              </p>
            )}
          </Section>
        </div>
        <ExecutionLog key={execution.id} execution={execution} />
      </div>
      <Touched execution={execution} />
    </Page>
  );
}

function ExecutionState({ execution }: { execution: Execution }) {
  if (execution.status === 'queued') {
    return (
      <>
        Waiting for a worker since <RelativeTime at={execution.queued_at} />
      </>
    );
  }
  if (execution.ended_at === null && execution.started_at !== null) {
    return (
      <>
        Running for <Elapsed since={execution.started_at} say={duration} />
      </>
    );
  }
  const took = execution.duration_ms === null ? '' : ` after ${duration(execution.duration_ms)}`;
  const said: Record<string, string> = {
    succeeded: 'Succeeded',
    failed: 'Failed',
    skipped: 'Skipped',
    cancelled: 'Stopped',
  };
  return (
    <>
      {said[execution.status] ?? sentence(execution.status)}
      {took}, <RelativeTime at={execution.ended_at} />
    </>
  );
}

function Touched({ execution }: { execution: Execution }) {
  const typeTitle = useResourceTypes();
  return (
    <div className={classes.stack}>
      <TouchedList
        title="Drifts it touched"
        one="drift"
        items={execution.drifts}
        render={(drift) => (
          <>
            {severities.includes(drift.severity as Severity) ? (
              <SeverityBadge severity={drift.severity as Severity} />
            ) : null}
            <Link className={classes.grow} href={paths.drift(drift.id)}>
              {drift.summary}
            </Link>
            <span className={`dim ${classes.effect}`}>{sentence(drift.effect)}</span>
          </>
        )}
      />
      <TouchedList
        title="Resources it touched"
        one="resource"
        items={execution.resources}
        render={(resource) => (
          <>
            <Link className={classes.grow} href={paths.resource(resource.id)}>
              {resource.name}
            </Link>
            <span className="dim">{typeTitle(resource.resource_type)}</span>
            <span className={`dim ${classes.effect}`}>{sentence(resource.effect)}</span>
          </>
        )}
      />
    </div>
  );
}

const shownAtFirst = 20;

function TouchedList<Item extends { id: number; effect: string }>({
  title,
  one,
  items,
  render,
}: {
  title: string;
  one: string;
  items: Item[];
  render: (item: Item) => React.ReactNode;
}) {
  const [all, setAll] = useState(false);
  if (items.length === 0) return null;
  const shown = all ? items : items.slice(0, shownAtFirst);
  return (
    <Section title={title} aside={<span className="dim">{count(items.length, one)}</span>} padded={false}>
      <ul className={classes.touched}>
        {shown.map((item) => (
          <li key={`${item.id} ${item.effect}`}>{render(item)}</li>
        ))}
        {shown.length < items.length ? (
          <li>
            <Button size="compact" variant="default" onClick={() => setAll(true)}>
              Show all {number(items.length)}
            </Button>
          </li>
        ) : null}
      </ul>
    </Section>
  );
}
