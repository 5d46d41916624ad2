import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { type Answer, read } from '../../app/api.ts';
import { paths } from '../../app/paths.ts';
import { ExecutionProgress } from '../../app/running-jobs.tsx';
import { Status } from '../../ui/badge.tsx';
import { Link } from '../../ui/link.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { BlockSkeleton, ErrorNotice } from '../../ui/state.tsx';
import { Countdown, Elapsed, RelativeTime } from '../../ui/time.tsx';
import { duration, number, sentence } from '../../ui/words.ts';
import { againstUsual, skipReason, startedBy, usualDuration } from '../jobs/job-words.ts';
import { ChangesOfRun } from '../remediation/changes-of-run.tsx';
import { ExecutionActions } from './execution-actions.tsx';
import { ExecutionLog } from './execution-log.tsx';
import { ExecutionSteps } from './execution-steps.tsx';
import classes from './executions.module.css';
import { isOpen } from './log-window.ts';
import { Touched } from './touched.tsx';

export type Execution = Answer<'getExecution'>;

export function ExecutionPage() {
  const { executionId } = useParams({ strict: false }) as { executionId: string };
  const id = Number(executionId);
  const execution = useQuery({
    ...read('getExecution', { path: { id } }),
    refetchInterval: (query) =>
      query.state.data !== undefined && isOpen(query.state.data.status) ? 10_000 : false,
  });
  const found = execution.data;
  if (found === undefined) {
    return (
      <Page title={`Run ${executionId}`} above={<Link href={paths.jobs()}>← Jobs</Link>}>
        {execution.isError ? (
          <ErrorNotice error={execution.error} retry={() => void execution.refetch()} />
        ) : (
          <>
            <BlockSkeleton height={60} />
            <div className={classes.columns}>
              <BlockSkeleton height={280} />
              <BlockSkeleton height={460} />
            </div>
          </>
        )}
      </Page>
    );
  }
  return <Run execution={found} />;
}

function Run({ execution }: { execution: Execution }) {
  return (
    <Page
      title={`${execution.job_name}, run ${execution.id}`}
      above={<Link href={paths.job(execution.job_id)}>← {execution.job_name}</Link>}
      state={<RunState execution={execution} />}
      actions={<ExecutionActions execution={execution} />}
    >
      <WaitsForApproval execution={execution} />
      {execution.error === null ? null : (
        <div role="alert" className={classes.error}>
          {execution.error}
          {execution.error_code === null ? null : <span className="mono"> ({execution.error_code})</span>}
        </div>
      )}
      <div className={classes.columns}>
        <div className={classes.stack}>
          <Section title="Run" aside={<Status of={execution.status} />}>
            {isOpen(execution.status) && execution.status !== 'pending_approval' ? (
              <div style={{ marginBottom: 14 }}>
                <ExecutionProgress execution={execution} />
              </div>
            ) : null}
            <dl className={classes.facts}>
              {facts(execution).map(([label, value]) => (
                <div key={label} style={{ display: 'contents' }}>
                  <dt>{label}</dt>
                  <dd>{value}</dd>
                </div>
              ))}
            </dl>
          </Section>
          <ExecutionSteps steps={execution.steps} />
          <Did execution={execution} />
        </div>
        <ExecutionLog key={execution.id} execution={execution} />
      </div>
      {execution.steps.length === 0 ? null : <ChangesOfRun executionId={execution.id} />}
      <Touched execution={execution} />
    </Page>
  );
}

/** The state, and whether it took as long as it usually does. */
function RunState({ execution }: { execution: Execution }) {
  const job = useQuery({ ...read('getJob', { path: { id: String(execution.job_id) } }), staleTime: 60_000 });
  const others = (job.data?.recent ?? []).filter((run) => run.id !== execution.id);
  const usual = usualDuration(others);
  const { status } = execution;
  if (status === 'queued') {
    const later = execution.not_before !== null && Date.parse(execution.not_before) > Date.now();
    return later && execution.not_before !== null ? (
      <>
        Begins in <Countdown to={execution.not_before} />
      </>
    ) : (
      <>
        Waiting for a worker since <RelativeTime at={execution.queued_at} />
      </>
    );
  }
  if (status === 'pending_approval') {
    return (
      <>
        Its plan is ready and waits for an approval, since <RelativeTime at={execution.queued_at} />
      </>
    );
  }
  if (execution.ended_at === null && execution.started_at !== null) {
    return (
      <>
        Running for <Elapsed since={execution.started_at} say={duration} />
        {usual === null ? '' : `, usually ${duration(usual)}`}
      </>
    );
  }
  if (status === 'skipped') {
    return (
      <>
        Skipped <RelativeTime at={execution.ended_at} />: {skipReason(execution.error_code)}
      </>
    );
  }
  const said: Record<string, string> = { succeeded: 'Succeeded', failed: 'Failed', cancelled: 'Stopped' };
  const took = execution.duration_ms;
  const compared = took === null || status !== 'succeeded' ? null : againstUsual(took, usual, duration);
  return (
    <>
      {said[status] ?? sentence(status)}
      {took === null ? '' : ` after ${duration(took)}`}
      {compared === null ? '' : `, ${compared}`}, <RelativeTime at={execution.ended_at} />
    </>
  );
}

function WaitsForApproval({ execution }: { execution: Execution }) {
  if (execution.status !== 'pending_approval' || execution.approval_id === null) return null;
  return (
    <div className={classes.notice}>
      <span>
        Nothing has been written. Exactly the plan below is applied after somebody approves it, and nothing
        else.
      </span>
      <Button component={Link} href={paths.approval(execution.approval_id)}>
        Open the approval
      </Button>
    </div>
  );
}

function facts(execution: Execution): [string, ReactNode][] {
  const items: [string, ReactNode][] = [['Started by', startedBy(execution)]];
  if (execution.scheduled_for !== null) {
    items.push(['Due', <RelativeTime key="d" at={execution.scheduled_for} />]);
  }
  items.push(
    ['Queued', <RelativeTime key="q" at={execution.queued_at} />],
    [
      'Began',
      <span key="s">
        <RelativeTime at={execution.started_at} empty="not yet" />
        {execution.lateness_ms === null || execution.lateness_ms < 1000
          ? ''
          : `, ${duration(execution.lateness_ms)} late`}
      </span>,
    ],
    ['Ended', <RelativeTime key="e" at={execution.ended_at} empty="not yet" />],
  );
  if (execution.attempt > 1) items.push(['Attempt', number(execution.attempt)]);
  if (execution.phase !== 'run') {
    items.push([
      'Phase',
      execution.phase === 'prepare' ? 'making the plan, reading only' : 'applying the plan',
    ]);
  }
  if (execution.retry_of !== null) {
    items.push([
      'Tries again',
      <Link key="r" href={paths.execution(execution.retry_of)}>
        run {execution.retry_of}
      </Link>,
    ]);
  }
  if (execution.approval_id !== null) {
    items.push([
      'Approval',
      <Link key="a" href={paths.approval(execution.approval_id)}>
        approval {execution.approval_id}
      </Link>,
    ]);
  }
  items.push(['Definition', `version ${execution.job_version} of the job`]);
  for (const [name, value] of Object.entries(execution.parameters)) {
    if (name === 'undo_of' && typeof value === 'number') {
      items.push([
        'Takes back',
        <Link key="u" href={paths.execution(value)}>
          run {value}
        </Link>,
      ]);
      continue;
    }
    const label = name === 'provider_id' ? 'Account' : sentence(name.replace(/_id$/, ''));
    items.push([label, <Parameter key={name} name={name} value={value} />]);
  }
  return items;
}

function Parameter({ name, value }: { name: string; value: unknown }) {
  if (name === 'provider_id' && typeof value === 'number') {
    return <Link href={paths.provider(value)}>account {value}</Link>;
  }
  if (name === 'resource_id' && typeof value === 'number') {
    return <Link href={paths.resource(value)}>resource {value}</Link>;
  }
  return typeof value === 'string' ? value : <code>{JSON.stringify(value)}</code>;
}

/** What it counted, what it made, and where the audit log has it. */
function Did({ execution }: { execution: Execution }) {
  const counted = Object.entries(execution.counts);
  const none = counted.length === 0 && execution.findings_count === 0;
  return (
    <Section title="What it did">
      {none ? (
        <p className="dim">{isOpen(execution.status) ? 'Nothing counted yet.' : 'It counted nothing.'}</p>
      ) : (
        <dl className={classes.counts}>
          {counted.map(([name, amount]) => (
            <div key={name} style={{ display: 'contents' }}>
              <dt>{sentence(name)}</dt>
              <dd>{number(amount)}</dd>
            </div>
          ))}
          <dt>Findings</dt>
          <dd>{number(execution.findings_count)}</dd>
        </dl>
      )}
      {execution.audit_sequence === null ? null : (
        <p style={{ marginTop: 10 }}>
          Audit event{' '}
          <Link href={paths.auditLog({ target_type: 'execution', target_id: execution.id })}>
            {number(execution.audit_sequence)}
          </Link>
        </p>
      )}
    </Section>
  );
}
