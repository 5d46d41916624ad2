import { Button, Switch, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useAct } from '../../app/act.tsx';
import { type Answer, type Item, read } from '../../app/api.ts';
import { usePermission } from '../../app/session.ts';
import { StateBadge } from '../../ui/badge.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import layout from '../../ui/layout.module.css';
import { Section } from '../../ui/page.tsx';
import { BlockSkeleton, Empty, ErrorNotice } from '../../ui/state.tsx';
import { count } from '../../ui/words.ts';
import { useResourceTypes } from '../resources/resource-types.ts';
import { riskTitle, riskTones } from './remediation-words.ts';

type Settings = Answer<'getRemediationSettings'>;
type Kind = Item<'listRemediationTypes'>;
type Override = Settings['overrides'][string];
const shownAtFirst = 10;

/** Kinds that are off, or that keep an approval or a start by hand whatever the general settings say. */
export function KindsOfChange({ settings }: { settings: Settings }) {
  const { allowed } = usePermission('manage_settings');
  const typeTitle = useResourceTypes();
  const [needle, setNeedle] = useState('');
  const [all, setAll] = useState(false);
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
  const isOwn = ({ type }: Kind) => settings.overrides[type] !== undefined;
  const words = needle.trim().toLowerCase();
  const known = kinds.data?.data ?? [];
  const own = known.filter(isOwn).length;
  const fitting = known
    .filter((kind) => `${kind.title} ${typeTitle(kind.resource_type)}`.toLowerCase().includes(words))
    // What somebody has set by itself is what one comes back for.
    .sort((a, b) => Number(isOwn(b)) - Number(isOwn(a)));
  const rows = all || words !== '' ? fitting : fitting.slice(0, shownAtFirst);
  return (
    <Section
      title="Kinds of change"
      padded={false}
      aside={
        <>
          <span className="dim">
            {count(known.length, 'kind')}, {own === 0 ? 'none' : own} with settings of{' '}
            {own === 1 ? 'its' : 'their'} own
          </span>
          <TextInput
            type="search"
            aria-label="Find a kind of change"
            placeholder="Find a kind of change"
            leftSection={<IconSearch size={14} aria-hidden />}
            value={needle}
            onChange={(event) => setNeedle(event.currentTarget.value)}
          />
        </>
      }
    >
      {kinds.data === undefined ? (
        kinds.isError ? (
          <ErrorNotice error={kinds.error} retry={() => void kinds.refetch()} />
        ) : (
          <BlockSkeleton height={200} />
        )
      ) : rows.length === 0 ? (
        <Empty title="No kind of change fits">Look for a part of its name, or for a resource type.</Empty>
      ) : (
        <DataTable
          label="Kinds of change"
          rows={rows}
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
            {
              id: 'enabled',
              title: 'Offered',
              width: 90,
              render: (kind) => box(kind, 'enabled', 'Offered'),
            },
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
      {rows.length < fitting.length ? (
        <div className={layout.inset}>
          <Button size="compact" variant="default" onClick={() => setAll(true)}>
            Show all {count(fitting.length, 'kind')}
          </Button>
        </div>
      ) : null}
    </Section>
  );
}
