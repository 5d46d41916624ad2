import { Select, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useAct } from '../../app/act.tsx';
import { type Body, read } from '../../app/api.ts';
import { useProfile } from '../../app/session.ts';
import { ActButton } from '../../ui/act-button.tsx';
import { Confirm } from '../../ui/confirm.tsx';
import { FormProblem, fieldProblems, useOwnProblems } from '../../ui/form-problems.tsx';
import { instantOf, localText } from '../../ui/zone-time.ts';
import { useRunningCheck } from './follow-assessment.tsx';

type Subject = Pick<NonNullable<Body<'assessCompliance'>>, 'framework_id' | 'version'>;

/** Assess as things are now, or as they were at a past moment. */
export function RunAssessment({
  subject,
  onStarted,
}: {
  /** One framework, or all that are enabled. */
  subject: Subject;
  onStarted: (executionId: number) => void;
}) {
  const [asking, setAsking] = useState(false);
  const running = useRunningCheck();
  const assess = useAct('assessCompliance', {
    refreshes: ['getStatus'],
    after: (answer) => onStarted(answer.execution_id),
  });
  const blocked = running === null ? null : 'An assessment runs already.';
  return (
    <>
      <ActButton
        permission="assess_compliance"
        variant="default"
        blocked={blocked}
        onClick={() => setAsking(true)}
      >
        Assess a past moment
      </ActButton>
      <ActButton
        permission="assess_compliance"
        loading={assess.isPending}
        blocked={blocked}
        onClick={() => assess.mutate({ body: subject })}
      >
        Run assessment
      </ActButton>
      {asking ? (
        <PastMoment
          subject={subject}
          onClose={() => setAsking(false)}
          onStarted={(executionId) => {
            setAsking(false);
            onStarted(executionId);
          }}
        />
      ) : null}
    </>
  );
}

function PastMoment({
  subject,
  onClose,
  onStarted,
}: {
  subject: Subject;
  onClose: () => void;
  onStarted: (executionId: number) => void;
}) {
  const { organization } = useProfile();
  const providers = useQuery(read('listProviders')).data?.data ?? [];
  const [account, setAccount] = useState<string | null>(null);
  const [moment, setMoment] = useState(() => localText(Date.now(), organization.time_zone));
  const assess = useAct('assessCompliance', {
    quietOn: [400, 422],
    refreshes: ['getStatus'],
    done: () => 'The past is judged now; exceptions and alerts stay as they are.',
    after: (answer) => onStarted(answer.execution_id),
  });
  const instant = instantOf(moment, organization.time_zone);
  const own = useOwnProblems({
    as_of:
      instant === null
        ? 'Choose a day and a time.'
        : instant > Date.now()
          ? 'This lies in the future; choose a past moment.'
          : null,
  });
  const problems = { ...fieldProblems(assess.error), ...own.shown };
  return (
    <Confirm
      opened
      title="Assess a past moment"
      act="Assess this moment"
      busy={assess.isPending}
      onClose={onClose}
      onConfirm={() =>
        own.attempt(() =>
          assess.mutate({
            body: {
              ...subject,
              as_of: new Date(instant ?? 0).toISOString(),
              ...(account === null ? {} : { provider_id: Number(account) }),
            },
          }),
        )
      }
    >
      <p className="dim">
        What had been read by then is judged by the controls of today. Only the assessment is kept: nothing
        that stands now changes by it, and no alert comes of it.
      </p>
      <TextInput
        type="datetime-local"
        label="Moment"
        description={`In the time zone of the organisation, ${organization.time_zone}.`}
        required
        value={moment}
        error={problems.as_of}
        onChange={(event) => setMoment(event.currentTarget.value)}
      />
      {providers.length > 1 ? (
        <Select
          label="Account"
          placeholder="All"
          clearable
          data={providers.map(({ id, name }) => ({ value: String(id), label: name }))}
          value={account}
          error={problems.provider_id}
          onChange={setAccount}
        />
      ) : null}
      <FormProblem error={assess.error} fields={['as_of', 'provider_id']} />
    </Confirm>
  );
}
