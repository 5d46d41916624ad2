import { NumberInput, Switch } from '@mantine/core';
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
import { KindsOfChange } from './kinds-of-change.tsx';
import { StandingPolicies } from './standing-policies.tsx';

type Settings = Answer<'getRemediationSettings'>;

/** How changes are decided and applied, in general and for single kinds. */
export function RemediationSettings() {
  const settings = useQuery(read('getRemediationSettings'));
  if (settings.data === undefined) {
    return settings.isError ? (
      <ErrorNotice error={settings.error} retry={() => void settings.refetch()} />
    ) : (
      <BlockSkeleton height={320} />
    );
  }
  return (
    <div className={layout.column}>
      <LookOnly permission="manage_settings" />
      <General settings={settings.data} />
      <StandingPolicies />
      <KindsOfChange settings={settings.data} />
    </div>
  );
}

function General({ settings }: { settings: Settings }) {
  const { allowed } = usePermission('manage_settings');
  const [approval, setApproval] = useState(settings.require_approval);
  const [auto, setAuto] = useState(settings.auto_execute);
  const [minutes, setMinutes] = useState<number | string>(settings.rollback_window_minutes);
  const [open, setOpen] = useState<number | string>(settings.maximum_open);
  const save = useAct('changeRemediationSettings', {
    quietOn: [400, 422],
    refreshes: ['getRemediationSettings', 'listRemediationTypes'],
    done: () => 'Saved.',
  });
  const problems = fieldProblems(save.error);
  const submit = () =>
    save.mutate({
      body: {
        require_approval: approval,
        auto_execute: auto,
        rollback_window_minutes: Number(minutes),
        maximum_open: Number(open),
      },
    });
  return (
    <Section title="How changes are made">
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
          label="A person decides every plan"
          description="When off, a standing policy that covers a plan may decide it. Without one a person still does."
          checked={approval}
          disabled={!allowed}
          onChange={(event) => setApproval(event.currentTarget.checked)}
        />
        <Switch
          label="Approved changes are applied at once"
          description="When off, somebody starts each one after its approval."
          checked={auto}
          disabled={!allowed}
          onChange={(event) => setAuto(event.currentTarget.checked)}
        />
        <div className={layout.pair}>
          <NumberInput
            label="Minutes for a rollback"
            description="5 to 120, counted from the change."
            min={5}
            max={120}
            clampBehavior="none"
            allowDecimal={false}
            readOnly={!allowed}
            value={minutes}
            error={problems.rollback_window_minutes}
            onChange={setMinutes}
          />
          <NumberInput
            label="Changes under way at once"
            description="1 to 200; one per resource in any case."
            min={1}
            max={200}
            clampBehavior="none"
            allowDecimal={false}
            readOnly={!allowed}
            value={open}
            error={problems.maximum_open}
            onChange={setOpen}
          />
        </div>
        <p className="dim">Nobody approves what they asked for. This cannot be switched off.</p>
        <FormProblem error={save.error} fields={['rollback_window_minutes', 'maximum_open']} />
        <OnlyWith permission="manage_settings">
          <div>
            <ActButton permission="manage_settings" loading={save.isPending} onClick={submit}>
              Save
            </ActButton>
          </div>
        </OnlyWith>
      </form>
    </Section>
  );
}
