import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { read } from '../../app/api.ts';
import { useProfile } from '../../app/session.ts';
import { Facts, Section } from '../../ui/page.tsx';
import { count, sentence } from '../../ui/words.ts';
import { choiceOf, missedChoices, overlapChoices, secondsWords } from './job-words.ts';
import { NextRuns } from './next-runs.tsx';
import classes from './wizard.module.css';
import type { Draft } from './wizard-draft.ts';
import type { JobType } from './wizard-type.tsx';

/** Everything once more, in words, before it is saved. */
export function ReviewStep({ draft, type, acts }: { draft: Draft; type: JobType | null; acts: boolean }) {
  const { organization } = useProfile();
  const asked = {
    timing: draft.timing,
    time_zone: draft.time_zone,
    gap: draft.gap,
    overlap: draft.overlap_at_clock_change,
    count: 3,
  };
  const preview = useQuery({ ...read('previewSchedule', { body: asked }), retry: false });
  const team = useQuery({ ...read('getTeam'), enabled: acts });
  const providers = useQuery(read('listProviders'));
  const approver = team.data?.members.find((member) => member.user_id === draft.approver_id);
  const value = (name: string, given: unknown): ReactNode => {
    if (name === 'provider_id') {
      return providers.data?.data.find((provider) => provider.id === given)?.name ?? String(given);
    }
    if (Array.isArray(given)) return given.map(String).join(', ');
    return typeof given === 'object' ? <code>{JSON.stringify(given)}</code> : String(given);
  };
  const items: [string, ReactNode][] = [
    ['Name', draft.name],
    ['Type', type?.title ?? draft.type],
    ...Object.entries(draft.configuration)
      .filter(([, given]) => given !== undefined && given !== '')
      .map(([name, given]): [string, ReactNode] => [sentence(name.replace(/_id$/, '')), value(name, given)]),
    ['Runs', preview.data?.words ?? 'reading the schedule'],
    ['Time zone', draft.time_zone],
    ['Missed instants', choiceOf(missedChoices, draft.missed_policy)?.label],
    ['Latest begin', `${secondsWords(draft.maximum_lateness_seconds)} late`],
    ['While a run is open', choiceOf(overlapChoices, draft.overlap_policy)?.label],
    [
      'After a failure',
      draft.retry.attempts === 0 ? 'no further attempt' : count(draft.retry.attempts, 'further attempt'),
    ],
    ['Windows without runs', draft.blackout.length === 0 ? 'none' : count(draft.blackout.length, 'window')],
    ['Waits for', draft.depends_on.length === 0 ? 'no other job' : count(draft.depends_on.length, 'job')],
  ];
  if (acts)
    items.push(['Approver', approver === undefined ? 'nobody yet' : `${approver.name} (${approver.email})`]);
  return (
    <>
      <Section title="Review">
        <Facts items={items} />
      </Section>
      {preview.data === undefined || preview.data.problem !== null ? null : (
        <Section title="First runs" padded={false}>
          <NextRuns preview={preview.data} asked={asked} organizationZone={organization.time_zone} />
        </Section>
      )}
      {acts ? (
        <p className={`dim ${classes.fields}`}>
          Each run prepares a plan and waits for its approval. A run that nobody decides about ends as
          skipped.
        </p>
      ) : null}
    </>
  );
}
