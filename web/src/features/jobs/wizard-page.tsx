import { Button } from '@mantine/core';
import { useSessionStorage } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useAct } from '../../app/act.tsx';
import { type Body, type OperationId, read } from '../../app/api.ts';
import { paths } from '../../app/paths.ts';
import { usePermission, useProfile } from '../../app/session.ts';
import { FormProblem, fieldProblems } from '../../ui/form-problems.tsx';
import { Link, useGo } from '../../ui/link.tsx';
import { Page } from '../../ui/page.tsx';
import { BlockSkeleton, Empty, ErrorNotice } from '../../ui/state.tsx';
import { useUrlState } from '../../ui/url-state.ts';
import type { JobDetail } from './job-page.tsx';
import classes from './wizard.module.css';
import { ApproverStep } from './wizard-approver.tsx';
import { bodyOf, type Draft, draftOf, emptyDraft, type StepId, stepOf } from './wizard-draft.ts';
import { ReviewStep } from './wizard-review.tsx';
import { ScheduleStep } from './wizard-schedule.tsx';
import { Steps, type StepView } from './wizard-steps.tsx';
import { TargetStep } from './wizard-target.tsx';
import { type JobType, TypeStep } from './wizard-type.tsx';

export function NewJobPage() {
  const { organization } = useProfile();
  const [search] = useUrlState();
  const start = { ...emptyDraft(organization.time_zone), type: search.type ?? null };
  return <Wizard key="new" start={start} job={null} storage="infraudit.draft.new-job" />;
}

export function EditJobPage() {
  const { jobId } = useParams({ strict: false }) as { jobId: string };
  const job = useQuery({
    ...read('getJob', { path: { id: jobId } }),
    // What somebody edits must not change under their hands; a newer version is refused when it is saved.
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnMount: 'always',
  });
  if (job.data === undefined || job.isFetching) {
    return (
      <Page title="Edit job" above={<Link href={paths.job(Number(jobId))}>← Job</Link>}>
        {job.isError ? (
          <ErrorNotice error={job.error} retry={() => void job.refetch()} />
        ) : (
          <BlockSkeleton height={320} />
        )}
      </Page>
    );
  }
  const { data } = job;
  const storage = `infraudit.draft.job-${data.id}-${data.version}`;
  return <Wizard key={data.version} start={draftOf(data)} job={data} storage={storage} />;
}

const refreshed: OperationId[] = ['listJobs', 'getJob', 'getJobTimeline', 'listJobRevisions'];

function Wizard({ start, job, storage }: { start: Draft; job: JobDetail | null; storage: string }) {
  const manage = usePermission('manage_jobs');
  const go = useGo();
  const types = useQuery({ ...read('listJobTypes'), staleTime: 60_000 });
  // Kept in this tab: neither a reload nor signing in again loses what was typed.
  const [draft, setDraft, clear] = useSessionStorage<Draft>({
    key: storage,
    defaultValue: start,
    getInitialValueInEffect: false,
  });
  const [search, set] = useUrlState();
  const type = types.data?.data.find((candidate) => candidate.type === draft.type) ?? null;
  const acts = job?.acts ?? type?.acts ?? false;
  const platform = job?.platform ?? false;
  const saved = (id: number) => {
    clear();
    go(paths.job(id));
  };
  const create = useAct('createJob', {
    refreshes: refreshed,
    quietOn: [400, 409, 422],
    done: (answer) => `${answer.name} is made. Nothing has run yet.`,
    after: (answer) => saved(answer.id),
  });
  const update = useAct('updateJob', {
    refreshes: refreshed,
    quietOn: [400, 409, 422],
    done: (answer) => `${answer.name} is saved.`,
    after: (answer) => saved(answer.id),
  });
  const { error, isPending } = job === null ? create : update;
  const problems = fieldProblems(error);
  const steps = stepsOf({ draft, job, acts, platform, type, problems });
  const active = steps.find((step) => step.id === search.step && step.open)?.id ?? steps[0]?.id ?? 'type';
  const place = steps.findIndex((step) => step.id === active);
  const show = (id: StepId) => set({ step: id }, { push: true });
  useShowProblems(error, Object.keys(problems), (id) => set({ step: id }));
  const save = () => {
    const body = bodyOf(draft, { acts, platform });
    if (job === null) create.mutate({ body: { ...body, type: draft.type ?? '' } as Body<'createJob'> });
    else
      update.mutate({
        path: { id: String(job.id) },
        body: { ...body, version: job.version } as Body<'updateJob'>,
      });
  };
  const title = job === null ? 'New job' : `Edit ${job.name}`;
  const back = job === null ? paths.jobs() : paths.job(job.id);
  const above = <Link href={back}>← {job === null ? 'Jobs' : job.name}</Link>;
  if (!manage.allowed) {
    return (
      <Page title={title} above={above}>
        <Empty title="Your role may not change jobs" action={{ label: 'Back', href: back }}>
          {manage.reason}
        </Empty>
      </Page>
    );
  }
  if (types.data === undefined) {
    return (
      <Page title={title} above={above}>
        {types.isError ? (
          <ErrorNotice error={types.error} retry={() => void types.refetch()} />
        ) : (
          <BlockSkeleton height={320} />
        )}
      </Page>
    );
  }
  const parts = {
    draft,
    change: (part: Partial<Draft>) => setDraft({ ...draft, ...part }),
    problems,
    platform,
  };
  const next = steps[place + 1];
  const previous = steps[place - 1];
  return (
    <Page
      title={title}
      above={above}
      state={job === null ? 'Saving starts nothing: it first runs at its next instant.' : undefined}
    >
      <div className={classes.layout}>
        <Steps steps={steps} active={active} onShow={show} />
        <form
          className={classes.content}
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            if (next === undefined) save();
            else if (next.open) show(next.id);
          }}
        >
          {active === 'type' ? (
            <TypeStep
              types={types.data.data.filter(({ creatable }) => creatable)}
              chosen={draft.type}
              onChoose={(chosen) => setDraft(withType(draft, chosen, types.data.data))}
            />
          ) : active === 'target' ? (
            <TargetStep {...parts} type={type} />
          ) : active === 'schedule' ? (
            <ScheduleStep {...parts} type={type} jobId={job?.id ?? null} />
          ) : active === 'approver' ? (
            <ApproverStep {...parts} creator={job?.created_by ?? null} />
          ) : (
            <ReviewStep draft={draft} type={type} acts={acts} />
          )}
          {error === null ? null : <Problem error={error} />}
          <div className={classes.foot}>
            {previous === undefined ? null : (
              <Button variant="default" onClick={() => show(previous.id)}>
                Back
              </Button>
            )}
            <Button type="submit" loading={isPending} disabled={next !== undefined && !next.open}>
              {next === undefined
                ? job === null
                  ? 'Create job'
                  : 'Save job'
                : `Continue to ${next.title.toLowerCase()}`}
            </Button>
            <span className={classes.space} />
            <Button
              variant="subtle"
              color="gray"
              c="inherit"
              onClick={() => {
                clear();
                go(back);
              }}
            >
              {job === null ? 'Discard' : 'Discard changes'}
            </Button>
          </div>
        </form>
      </div>
    </Page>
  );
}

/** The notice beside the fields: what no field can show, or that some do. */
function Problem({ error }: { error: unknown }) {
  const named = Object.keys(fieldProblems(error));
  return <FormProblem error={error} fields={named.filter((name) => name !== 'version')} />;
}

function withType(draft: Draft, chosen: string, types: JobType[]): Draft {
  if (draft.type === chosen) return draft;
  const type = types.find((candidate) => candidate.type === chosen);
  const before = types.find((candidate) => candidate.type === draft.type);
  const untouched = draft.name === '' || draft.name === before?.title;
  return {
    ...draft,
    type: chosen,
    configuration: {},
    name: untouched ? '' : draft.name,
    timing: type?.default_timing ?? draft.timing,
  };
}

/** A step opens when the ones before it say enough; problems of the server mark theirs. */
function stepsOf({
  draft,
  job,
  acts,
  platform,
  type,
  problems,
}: {
  draft: Draft;
  job: JobDetail | null;
  acts: boolean;
  platform: boolean;
  type: JobType | null;
  problems: Record<string, string>;
}): StepView[] {
  const marked = new Set(Object.keys(problems).map(stepOf));
  const typed = draft.type !== null;
  const named = platform || draft.name.trim() !== '';
  const approved = !acts || draft.approver_id !== null;
  const step = (id: StepId, title: string, said: string, done: boolean, open: boolean): StepView => ({
    id,
    title,
    said,
    open,
    state: marked.has(id) ? 'problem' : done ? 'done' : 'open',
  });
  return [
    ...(job === null ? [step('type', 'Type', type?.title ?? '', typed, true)] : []),
    step('target', 'Target', draft.name, named, typed),
    step('schedule', 'Schedule', '', named, typed && named),
    ...(acts ? [step('approver', 'Approver', '', draft.approver_id !== null, typed && named)] : []),
    step('review', 'Review', '', false, typed && named && approved),
  ];
}

/** When an answer names fields, the first of their steps opens, once per answer. */
function useShowProblems(error: unknown, names: string[], show: (id: StepId) => void): void {
  const shown = useRef<unknown>(null);
  useEffect(() => {
    if (error === null || shown.current === error) return;
    shown.current = error;
    const [first] = names;
    if (first !== undefined) show(stepOf(first));
  });
}
