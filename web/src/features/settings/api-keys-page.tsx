import { Select, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useAct } from '../../app/act.tsx';
import { type Item, read } from '../../app/api.ts';
import { ActButton } from '../../ui/act-button.tsx';
import { Confirm } from '../../ui/confirm.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { FormProblem, fieldProblems } from '../../ui/form-problems.tsx';
import { List } from '../../ui/list.tsx';
import { Section } from '../../ui/page.tsx';
import { SecretOnce } from '../../ui/secret-once.tsx';
import { Empty } from '../../ui/state.tsx';
import { RelativeTime } from '../../ui/time.tsx';
import { sentence } from '../../ui/words.ts';
import { type Role, roleOptions } from './roles.ts';

type Key = Item<'listApiKeys'>;

export function ApiKeysPage() {
  const keys = useQuery(read('listApiKeys'));
  const [making, setMaking] = useState(false);
  const [leaving, setLeaving] = useState<Key | null>(null);
  const remove = useAct('deleteApiKey', {
    refreshes: ['listApiKeys'],
    done: () => 'The key is deleted and no longer works.',
    after: () => setLeaving(null),
  });
  return (
    <Section
      title="API keys"
      padded={false}
      aside={
        <ActButton permission="manage_api_keys" onClick={() => setMaking(true)}>
          New key
        </ActButton>
      }
    >
      <List
        framed={false}
        query={keys}
        empty={
          <Empty title="No API keys">
            A key lets a script or the command line act with a role of its own.
          </Empty>
        }
      >
        {(rows) => (
          <DataTable
            label="API keys"
            rows={rows}
            rowKey={(key) => key.id}
            columns={[
              { id: 'name', title: 'Name', render: (key) => key.name },
              { id: 'prefix', title: 'Key', render: (key) => <span className="mono">{key.prefix}…</span> },
              { id: 'role', title: 'Role', render: (key) => sentence(key.role) },
              { id: 'by', title: 'Made by', render: (key) => key.created_by },
              { id: 'made', title: 'Made', render: (key) => <RelativeTime at={key.created_at} /> },
              {
                id: 'used',
                title: 'Last used',
                render: (key) => <RelativeTime at={key.last_used_at} empty="never" />,
              },
              {
                id: 'expires',
                title: 'Expires',
                render: (key) => <RelativeTime at={key.expires_at} empty="never" />,
              },
              {
                id: 'act',
                title: 'Act',
                align: 'right',
                render: (key) => (
                  <ActButton
                    permission="manage_api_keys"
                    size="compact"
                    variant="default"
                    onClick={() => setLeaving(key)}
                  >
                    Delete
                  </ActButton>
                ),
              },
            ]}
          />
        )}
      </List>
      {making ? <NewKey onClose={() => setMaking(false)} /> : null}
      <Confirm
        opened={leaving !== null}
        title={`Delete the key ${leaving?.name ?? ''}`}
        act="Delete key"
        danger
        busy={remove.isPending}
        onClose={() => setLeaving(null)}
        onConfirm={() => leaving !== null && remove.mutate({ path: { id: leaving.id } })}
      >
        <p>Whatever uses it is refused from now on.</p>
      </Confirm>
    </Section>
  );
}

function NewKey({ onClose }: { onClose: () => void }) {
  const [name, setName] = useState('');
  const [role, setRole] = useState<Role>('viewer');
  const [days, setDays] = useState('90');
  const create = useAct('createApiKey', { refreshes: ['listApiKeys'], quietOn: [400, 422] });
  const problems = fieldProblems(create.error);
  if (create.data !== undefined) {
    return (
      <Confirm
        opened
        title={`The key ${create.data.name}`}
        act="I have kept it"
        onClose={onClose}
        onConfirm={onClose}
      >
        <p>Copy it now. Only its fingerprint is stored, so it cannot be shown again.</p>
        <SecretOnce value={create.data.key} copy="Copy key" testId="api-key" />
      </Confirm>
    );
  }
  return (
    <Confirm
      opened
      title="New API key"
      act="Make key"
      busy={create.isPending}
      onClose={onClose}
      onConfirm={() =>
        create.mutate({
          body: { name: name.trim(), role, ...(days === '' ? {} : { expires_in_days: Number(days) }) },
        })
      }
    >
      <TextInput
        label="Name"
        description="What will use it."
        required
        data-autofocus
        maxLength={100}
        value={name}
        error={problems.name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Select
        label="Role"
        data={roleOptions.filter((option) => option.value !== 'owner')}
        value={role}
        allowDeselect={false}
        error={problems.role}
        onChange={(value) => setRole((value ?? 'viewer') as Role)}
      />
      <Select
        label="Works for"
        data={[
          { value: '30', label: '30 days' },
          { value: '90', label: '90 days' },
          { value: '365', label: 'A year' },
          { value: '', label: 'Until it is deleted' },
        ]}
        value={days}
        allowDeselect={false}
        error={problems.expires_in_days}
        onChange={(value) => setDays(value ?? '')}
      />
      <FormProblem error={create.error} fields={['name', 'role', 'expires_in_days']} />
    </Confirm>
  );
}
