import { NumberInput, Switch } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useAct } from '../../app/act.tsx';
import { type Answer, type Item, read } from '../../app/api.ts';
import { usePermission } from '../../app/session.ts';
import { ActButton } from '../../ui/act-button.tsx';
import { StateBadge } from '../../ui/badge.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { FormProblem, fieldProblems } from '../../ui/form-problems.tsx';
import layout from '../../ui/layout.module.css';
import { Section } from '../../ui/page.tsx';
import { BlockSkeleton, ErrorNotice } from '../../ui/state.tsx';
import { useResourceTypes } from '../resources/resource-types.ts';
import { riskTitle, riskTones } from './remediation-words.ts';
import { StandingPolicies } from './standing-policies.tsx';

type Settings = Answer<'getRemediationSettings'>;
type Kind = Item<'listRemediationTypes'>;

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
      <General settings={settings.data} />
      <Kinds settings={settings.data} />
      <StandingPolicies />
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
        <div>
          <ActButton permission="manage_settings" loading={save.isPending} onClick={submit}>
            Save
          </ActButton>
        </div>
      </form>
    </Section>
  );
}

type Override = Settings['overrides'][string];

/** Kinds that are off, or that keep an approval or a start by hand whatever the general settings say. */
function Kinds({ settings }: { settings: Settings }) {
  const { allowed } = usePermission('manage_settings');
  const typeTitle = useResourceTypes();
  const kinds = useQuery(read('listRemediationTypes'));
  const save = useAct('changeRemediationSettings', {
    refreshes: ['getRemediationSettings', 'listRemediationTypes'],
    done: () => 'Saved.',
  });
  const change = (kind: Kind, part: Override) =>
    save.mutate({
      body: {
        overrides: { ...settings.overrides, [kind.type]: { ...settings.overrides[kind.type], ...part } },
      },
    });
  const box = (kind: Kind, name: keyof Override, label: string) => (
    <Switch
      size="xs"
      aria-label={`${label}: ${kind.title}`}
      checked={kind[name]}
      disabled={!allowed || save.isPending}
      onChange={(event) => change(kind, { [name]: event.currentTarget.checked })}
    />
  );
  return (
    <Section title="Kinds of change" padded={false}>
      {kinds.data === undefined ? (
        kinds.isError ? (
          <ErrorNotice error={kinds.error} retry={() => void kinds.refetch()} />
        ) : (
          <BlockSkeleton height={200} />
        )
      ) : (
        <DataTable
          label="Kinds of change"
          rows={kinds.data.data}
          rowKey={({ type }) => type}
          columns={[
            { id: 'title', title: 'Change', render: ({ title }) => title },
            { id: 'of', title: 'Of', render: (kind) => typeTitle(kind.resource_type) },
            {
              id: 'risk',
              title: 'Risk',
              width: 100,
              render: ({ risk }) => <StateBadge tone={riskTones[risk]}>{riskTitle(risk)}</StateBadge>,
            },
            { id: 'enabled', title: 'Offered', width: 90, render: (kind) => box(kind, 'enabled', 'Offered') },
            {
              id: 'approval',
              title: 'A person decides',
              width: 130,
              render: (kind) => box(kind, 'require_approval', 'A person decides'),
            },
            {
              id: 'auto',
              title: 'Applied at once',
              width: 130,
              render: (kind) => box(kind, 'auto_execute', 'Applied at once'),
            },
          ]}
        />
      )}
    </Section>
  );
}
