import { NumberInput, Select, Switch } from '@mantine/core';
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
import { number } from '../../ui/words.ts';

type Settings = Answer<'getRecommendationSettings'>;

/** When recommendations are written, and whether a language model may word them. */
export function RecommendationSettings() {
  const settings = useQuery(read('getRecommendationSettings'));
  return (
    <Section title="How recommendations are written">
      {settings.data !== undefined ? (
        <Form settings={settings.data} />
      ) : settings.isError ? (
        <ErrorNotice error={settings.error} retry={() => void settings.refetch()} />
      ) : (
        <BlockSkeleton height={240} />
      )}
    </Section>
  );
}

function Form({ settings }: { settings: Settings }) {
  const { allowed } = usePermission('manage_settings');
  const [automatic, setAutomatic] = useState(settings.automatic);
  const [model, setModel] = useState(settings.model_enabled);
  const [redaction, setRedaction] = useState(settings.redaction);
  const [requests, setRequests] = useState<number | string>(settings.daily_requests);
  const [tokens, setTokens] = useState<number | string>(settings.daily_tokens);
  const save = useAct('changeRecommendationSettings', {
    quietOn: [400, 422],
    refreshes: ['getRecommendationSettings'],
    done: () => 'Saved.',
  });
  const problems = fieldProblems(save.error);
  const submit = () =>
    save.mutate({
      body: {
        automatic,
        model_enabled: model,
        redaction,
        daily_requests: Number(requests),
        daily_tokens: Number(tokens),
      },
    });
  return (
    <form
      className={layout.form}
      style={{ maxWidth: 560 }}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (allowed) submit();
      }}
    >
      <Switch
        label="Written by themselves"
        description="For new critical and high findings, and after each sync. Otherwise only when somebody asks."
        checked={automatic}
        disabled={!allowed}
        onChange={(event) => setAutomatic(event.currentTarget.checked)}
      />
      <Switch
        label="A language model may word them"
        description={
          settings.model === null
            ? 'This installation has no key for one; the rules write everything, and nothing leaves it.'
            : `${settings.model.title}, ${settings.model.name}. The facts of a finding then leave the installation.`
        }
        checked={model}
        disabled={!allowed || settings.model === null}
        onChange={(event) => setModel(event.currentTarget.checked)}
      />
      {settings.model === null ? null : (
        <>
          <Select
            label="What leaves the installation"
            data={[
              { value: 'strict', label: 'Facts with names and ids replaced' },
              { value: 'none', label: 'Facts as they are' },
            ]}
            value={redaction}
            allowDeselect={false}
            disabled={!allowed}
            error={problems.redaction}
            onChange={(value) => setRedaction((value ?? redaction) as Settings['redaction'])}
          />
          <div className={layout.pair}>
            <NumberInput
              label="Requests a day"
              description={`${number(settings.used_today.requests)} used today.`}
              min={0}
              max={10_000}
              clampBehavior="none"
              allowDecimal={false}
              readOnly={!allowed}
              value={requests}
              error={problems.daily_requests}
              onChange={setRequests}
            />
            <NumberInput
              label="Tokens a day"
              description={`${number(settings.used_today.tokens)} used today.`}
              min={0}
              max={10_000_000}
              clampBehavior="none"
              allowDecimal={false}
              readOnly={!allowed}
              value={tokens}
              error={problems.daily_tokens}
              onChange={setTokens}
            />
          </div>
        </>
      )}
      <FormProblem error={save.error} fields={['redaction', 'daily_requests', 'daily_tokens']} />
      <LookOnly permission="manage_settings" />
      <OnlyWith permission="manage_settings">
        <div>
          <ActButton permission="manage_settings" loading={save.isPending} onClick={submit}>
            Save
          </ActButton>
        </div>
      </OnlyWith>
    </form>
  );
}
