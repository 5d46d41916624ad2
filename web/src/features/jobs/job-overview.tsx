import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { read } from '../../app/api.ts';
import { paths } from '../../app/paths.ts';
import { useProfile } from '../../app/session.ts';
import { Link } from '../../ui/link.tsx';
import { Facts, Section } from '../../ui/page.tsx';
import { BlockSkeleton, ErrorNotice } from '../../ui/state.tsx';
import { RelativeTime } from '../../ui/time.tsx';
import { count, sentence } from '../../ui/words.ts';
import { DurationChart } from './duration-chart.tsx';
import type { JobDetail } from './job-page.tsx';
import {
  blackoutWords,
  choiceOf,
  gapChoices,
  missedChoices,
  overlapChoices,
  repeatChoices,
  secondsWords,
} from './job-words.ts';
import classes from './jobs.module.css';
import { NextRuns } from './next-runs.tsx';

/** What the job is, in words; what comes; how long it takes. */
export function JobOverview({ job }: { job: JobDetail }) {
  return (
    <div className={classes.stack}>
      <Section title="Definition">
        <Facts items={definition(job)} />
      </Section>
      <div className={classes.beside}>
        <ComingRuns job={job} />
        <div className={classes.stack}>
          <DurationChart job={job} />
          <Section title="Policies">
            <Policies job={job} />
          </Section>
        </div>
      </div>
    </div>
  );
}

function definition(job: JobDetail): [string, ReactNode][] {
  const items: [string, ReactNode][] = [
    [
      'Runs',
      <span key="r">
        {job.schedule_words ?? 'only by hand'}
        {job.schedule === null ? null : (
          <>
            {' '}
            <span className={`mono dim ${classes.once}`}>{job.schedule}</span>
          </>
        )}
      </span>,
    ],
    ['Time zone', job.time_zone],
    ...Object.entries(job.configuration).map(([name, value]): [string, ReactNode] => [
      name === 'provider_id' ? 'Cloud account' : sentence(name.replace(/_id$/, '')),
      <Configured key={name} name={name} value={value} />,
    ]),
  ];
  if (job.acts) {
    items.push([
      'Approver',
      job.approver === null
        ? 'nobody: its runs cannot be approved'
        : `${job.approver.name} (${job.approver.email})`,
    ]);
  }
  items.push([
    'Made',
    <span key="m">
      <RelativeTime at={job.created_at} />
      {job.created_by === null ? '' : ` by ${job.created_by}`}
    </span>,
  ]);
  if (job.state_changed_at !== null) {
    items.push([
      `${sentence(job.display_status.toLowerCase())} since`,
      <span key="s">
        <RelativeTime at={job.state_changed_at} />
        {job.state_changed_by === null ? '' : ` by ${job.state_changed_by}`}
      </span>,
    ]);
  }
  return items;
}

function Configured({ name, value }: { name: string; value: unknown }) {
  const providers = useQuery({ ...read('listProviders'), enabled: name === 'provider_id' });
  if (name === 'provider_id' && typeof value === 'number') {
    const found = providers.data?.data.find((provider) => provider.id === value);
    return <Link href={paths.provider(value)}>{found?.name ?? `account ${value}`}</Link>;
  }
  if (name === 'resource_id' && typeof value === 'number') {
    return <Link href={paths.resource(value)}>resource {value}</Link>;
  }
  if (Array.isArray(value) && value.every((entry) => typeof entry === 'string')) return value.join(', ');
  if (typeof value === 'string') return value === '' ? '–' : value;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number') return String(value);
  return <code className={classes.wrap}>{JSON.stringify(value)}</code>;
}

function ComingRuns({ job }: { job: JobDetail }) {
  const { organization } = useProfile();
  const asked = {
    ...(job.timing === null ? {} : { timing: job.timing }),
    time_zone: job.time_zone,
    gap: job.gap,
    overlap: job.overlap_at_clock_change,
    count: 10,
  };
  const preview = useQuery({
    ...read('previewSchedule', { body: asked }),
    enabled: job.timing !== null,
    refetchInterval: 60_000,
  });
  if (job.timing === null) return null;
  return (
    <Section
      title="Next ten runs"
      padded={false}
      aside={
        job.state === 'scheduled' ? null : (
          <span className="dim">
            {job.state === 'paused' ? 'skipped while it is paused' : 'not while it is disabled'}
          </span>
        )
      }
    >
      {preview.data === undefined ? (
        <div className={classes.padded}>
          {preview.isError ? (
            <ErrorNotice error={preview.error} retry={() => void preview.refetch()} />
          ) : (
            <BlockSkeleton height={220} />
          )}
        </div>
      ) : (
        <NextRuns preview={preview.data} asked={asked} organizationZone={organization.time_zone} />
      )}
    </Section>
  );
}

function Policies({ job }: { job: JobDetail }) {
  const said = (choices: typeof missedChoices, value: string) => {
    const choice = choiceOf(choices, value);
    return choice === undefined ? (
      value
    ) : (
      <span className={classes.two}>
        <span>{choice.label}</span>
        <span className="dim">{choice.words}</span>
      </span>
    );
  };
  const items: [string, ReactNode][] = [
    ['Missed instants', said(missedChoices, job.missed_policy)],
    ['Latest begin', `${secondsWords(job.maximum_lateness_seconds)} after it was due`],
    ['While a run is open', said(overlapChoices, job.overlap_policy)],
    ['Clocks go forward', said(gapChoices, job.gap)],
    ['Clocks go back', said(repeatChoices, job.overlap_at_clock_change)],
    [
      'Spread',
      job.jitter_seconds === 0 ? 'begins on time' : `up to ${secondsWords(job.jitter_seconds)} later`,
    ],
    [
      'Time limit',
      job.timeout_seconds === null ? 'the one of the installation' : secondsWords(job.timeout_seconds),
    ],
    [
      'After a failure',
      job.retry.attempts === 0
        ? 'no further attempt'
        : `${count(job.retry.attempts, 'further attempt')}, the first after ${secondsWords(job.retry.backoff_seconds)}`,
    ],
    [
      'Without runs',
      job.blackout.length === 0 ? (
        'no window'
      ) : (
        <ul key="b">
          {job.blackout.map((window) => (
            <li key={JSON.stringify(window)}>{blackoutWords(window)}</li>
          ))}
        </ul>
      ),
    ],
    [
      'Waits for',
      job.depends_on.length === 0 ? (
        'no other job'
      ) : (
        <ul key="d">
          {job.depends_on.map((dependency) => (
            <li key={dependency.job_id}>
              <Link href={paths.job(dependency.job_id)}>job {dependency.job_id}</Link> to have succeeded
              within {secondsWords(dependency.within_seconds)}
            </li>
          ))}
        </ul>
      ),
    ],
  ];
  return <Facts items={items} />;
}
