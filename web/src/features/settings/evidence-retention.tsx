import { NumberInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useAct } from '../../app/act.tsx';
import { type Answer, read } from '../../app/api.ts';
import { usePermission } from '../../app/session.ts';
import { ActButton, LookOnly, OnlyWith } from '../../ui/act-button.tsx';
import { FormProblem, fieldProblems } from '../../ui/form-problems.tsx';
import layout from '../../ui/layout.module.css';
import { Section } from '../../ui/page.tsx';
import { BlockSkeleton, ErrorNotice } from '../../ui/state.tsx';
import { RelativeTime } from '../../ui/time.tsx';
import { count } from '../../ui/words.ts';
import classes from './settings.module.css';

/** How long sealed evidence is kept. Who may not read the audit log does not see it. */
export function EvidenceRetention() {
  const { allowed } = usePermission('view_audit');
  const settings = useQuery({ ...read('getEvidenceSettings'), enabled: allowed });
  if (!allowed) return null;
  return (
    <Section title="Evidence">
      {settings.data !== undefined ? (
        <Form key={settings.data.retention_days} settings={settings.data} />
      ) : settings.isError ? (
        <ErrorNotice error={settings.error} retry={() => void settings.refetch()} />
      ) : (
        <BlockSkeleton height={140} />
      )}
    </Section>
  );
}

function Form({ settings }: { settings: Answer<'getEvidenceSettings'> }) {
  const { allowed } = usePermission('manage_settings');
  const [days, setDays] = useState<number | string>(settings.retention_days);
  const save = useAct('changeEvidenceSettings', {
    quietOn: [400, 422],
    refreshes: ['getEvidenceSettings'],
    done: () => 'Saved. It counts for what is sealed from now on.',
  });
  const same = Number(days) === settings.retention_days;
  const shorter = days !== '' && Number(days) < settings.retention_days;
  return (
    <div className={classes.form}>
      <NumberInput
        label="Days that evidence is kept"
        description="365 to 36,500. Each package keeps the promise of the day on which it was sealed."
        min={365}
        max={36_500}
        clampBehavior="none"
        allowDecimal={false}
        readOnly={!allowed}
        value={days}
        error={fieldProblems(save.error).retention_days}
        onChange={setDays}
      />
      <p className="dim">
        {settings.packages === 0 ? 'Nothing is sealed yet' : `${count(settings.packages, 'package')} kept`}
        {settings.past_retention === 0
          ? ''
          : `, ${settings.past_retention} past their time: the next clean-up removes them and leaves their Merkle roots in the audit log`}
        .
        {settings.updated_at === null ? null : (
          <>
            {' '}
            Set <RelativeTime at={settings.updated_at} /> by {settings.updated_by}.
          </>
        )}
      </p>
      {shorter ? (
        <p className={layout.note}>Packages that are there already stay as long as they were promised to.</p>
      ) : null}
      <FormProblem error={save.error} fields={['retention_days']} />
      <LookOnly permission="manage_settings" />
      <OnlyWith permission="manage_settings">
        <div>
          <ActButton
            permission="manage_settings"
            loading={save.isPending}
            blocked={same ? 'Nothing is changed.' : null}
            onClick={() => save.mutate({ body: { retention_days: Number(days) } })}
          >
            Save retention
          </ActButton>
        </div>
      </OnlyWith>
    </div>
  );
}
