import { Button, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type Answer, read } from '../../app/api.ts';
import { paths } from '../../app/paths.ts';
import { StateBadge, Status, type Tone } from '../../ui/badge.tsx';
import { Link } from '../../ui/link.tsx';
import { Facts, Section } from '../../ui/page.tsx';
import { BlockSkeleton, ErrorNotice } from '../../ui/state.tsx';
import { useUrlState } from '../../ui/url-state.ts';
import { exact } from '../../ui/words.ts';
import { instantOf, localText } from '../../ui/zone-time.ts';
import type { JobDetail } from './job-page.tsx';
import classes from './jobs.module.css';

type Explanation = Answer<'explainJob'>;

const verdicts: Record<string, [Tone, string]> = {
  ran: ['good', 'It ran'],
  skipped: ['warn', 'It was skipped'],
  waiting: ['busy', 'It waits'],
  not_due: ['quiet', 'It was not due'],
  not_scheduled: ['quiet', 'It was not scheduled'],
  did_not_exist: ['quiet', 'It did not exist'],
  unknown: ['warn', 'Nothing is recorded'],
};

/** Why it ran, or did not run, at one moment of the past. */
export function ExplainTab({ job }: { job: JobDetail }) {
  const [search, set] = useUrlState();
  const zone = job.time_zone;
  const asked = search.at === undefined ? null : Date.parse(search.at);
  const instant = asked === null || Number.isNaN(asked) ? null : asked;
  const [text, setText] = useState(() => localText(instant ?? Date.now() - 3_600_000, zone));
  const taken = instantOf(text, zone);
  const explanation = useQuery({
    ...read('explainJob', {
      path: { id: String(job.id) },
      query: { at: new Date(instant ?? 0).toISOString() },
    }),
    enabled: instant !== null,
  });
  const ask = (to: number) => {
    setText(localText(to, zone));
    set({ at: new Date(to).toISOString() });
  };
  return (
    <div className={classes.stack}>
      <form
        className={classes.moment}
        onSubmit={(event) => {
          event.preventDefault();
          if (taken !== null) ask(taken);
        }}
      >
        <TextInput
          type="datetime-local"
          label={`Moment (${zone})`}
          description="Why did it run, or not run, at this time?"
          value={text}
          max="9999-12-31T23:59"
          error={taken === null ? 'This is not a date with a time.' : undefined}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Button type="submit" disabled={taken === null} loading={instant !== null && explanation.isFetching}>
          Explain
        </Button>
      </form>
      {instant === null ? null : explanation.data === undefined ? (
        explanation.isError ? (
          <ErrorNotice error={explanation.error} retry={() => void explanation.refetch()} />
        ) : (
          <BlockSkeleton height={160} />
        )
      ) : (
        <Explained explanation={explanation.data} zone={zone} ask={ask} />
      )}
    </div>
  );
}

function Explained({
  explanation,
  zone,
  ask,
}: {
  explanation: Explanation;
  zone: string;
  ask: (to: number) => void;
}) {
  const [tone, words] = verdicts[explanation.verdict] ?? ['quiet', explanation.verdict];
  const moment = (at: string | null) =>
    at === null ? (
      'none'
    ) : (
      <button type="button" className={classes.textButton} onClick={() => ask(Date.parse(at))}>
        {exact(at, zone)}
      </button>
    );
  return (
    <Section title={exact(explanation.at, zone)} aside={<StateBadge tone={tone}>{words}</StateBadge>}>
      <div className={classes.stack}>
        <p className={classes.sentence} role="status">
          {explanation.sentence}
        </p>
        <Facts
          items={[
            [
              'Its definition then',
              explanation.job === null
                ? 'it did not exist'
                : `${explanation.job.schedule_words ?? 'no schedule'}, ${explanation.job.state}${
                    explanation.job.revision === null ? '' : `, revision ${explanation.job.revision}`
                  }`,
            ],
            ['Due before', moment(explanation.previous_due)],
            ['Due after', moment(explanation.next_due)],
          ]}
        />
        {explanation.executions_near.length === 0 ? null : (
          <div>
            <h3 className={classes.small}>Runs around it</h3>
            <ul className={classes.near}>
              {explanation.executions_near.map((execution) => (
                <li key={execution.id}>
                  <Status of={execution.status} why={execution.error} />
                  <Link href={paths.execution(execution.id)}>Run {execution.id}</Link>
                  <span className="dim number">
                    {exact(execution.started_at ?? execution.scheduled_for ?? execution.queued_at, zone)}
                  </span>
                </li>
              ))}
            </ul>
          </div>
        )}
      </div>
    </Section>
  );
}
