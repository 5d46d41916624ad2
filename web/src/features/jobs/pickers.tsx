import { MultiSelect, Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { read } from '../../app/api.ts';

type Picker = {
  label: string;
  description: string | undefined;
  required: boolean;
  error: string | undefined;
  value: number | null;
  onChange: (value: number | undefined) => void;
};

/** Connected accounts by name. Nothing chosen means all of them. */
export function ProviderPicker({ label, description, required, error, value, onChange }: Picker) {
  const providers = useQuery(read('listProviders'));
  const data = (providers.data?.data ?? []).map((provider) => ({
    value: String(provider.id),
    label: provider.account_id === null ? provider.name : `${provider.name} (${provider.account_id})`,
  }));
  return (
    <Select
      label={label === 'Provider' ? 'Cloud account' : label}
      description={description ?? (required ? undefined : 'Nothing chosen means every connected account.')}
      required={required}
      error={providers.isError ? 'The accounts could not be loaded.' : error}
      data={data}
      value={value === null ? null : String(value)}
      placeholder={
        providers.isPending ? 'Loading' : required ? 'Choose an account' : 'Every connected account'
      }
      nothingFoundMessage="No account is connected"
      searchable
      clearable
      onChange={(next) => onChange(next === null ? undefined : Number(next))}
    />
  );
}

type ManyPicker = Omit<Picker, 'value' | 'onChange'> & {
  value: string[];
  onChange: (value: string[]) => void;
};

/** Several connected accounts; none chosen means all of them. */
export function ProvidersPicker({ label, value, onChange, ...common }: ManyPicker) {
  const providers = useQuery(read('listProviders'));
  return (
    <MultiSelect
      {...common}
      label={label === 'Provider' ? 'Cloud accounts' : label}
      data={(providers.data?.data ?? []).map(({ id, name }) => ({ value: String(id), label: name }))}
      value={value}
      placeholder={value.length > 0 ? undefined : 'Every connected account'}
      nothingFoundMessage="No account is connected"
      searchable
      clearable
      onChange={onChange}
    />
  );
}

/** Kinds of change by their titles, with their risk. */
export function RemediationsPicker({
  label,
  value,
  onChange,
  placeholder = 'All of low or medium risk that can be taken back',
  ...common
}: ManyPicker & { placeholder?: string }) {
  const kinds = useQuery({ ...read('listRemediationTypes'), staleTime: 300_000 });
  return (
    <MultiSelect
      {...common}
      label={label === 'Remediations' ? 'Kinds of change' : label}
      data={(kinds.data?.data ?? []).map(({ type, title, risk }) => ({
        value: type,
        label: `${title} (${risk} risk)`,
      }))}
      value={value}
      placeholder={value.length > 0 ? undefined : placeholder}
      nothingFoundMessage="No kind of change fits"
      searchable
      clearable
      onChange={onChange}
    />
  );
}

/** Resources are many: the server finds them by what one types. */
export function ResourcePicker({ label, description, required, error, value, onChange }: Picker) {
  const [text, setText] = useState('');
  const [asked] = useDebouncedValue(text.trim(), 250);
  const found = useQuery(
    read('listResources', { query: { q: asked === '' ? undefined : asked, per_page: 20 } }),
  );
  const chosen = useQuery({
    ...read('getResource', { path: { id: value ?? 0 } }),
    enabled: value !== null,
  });
  const data = (found.data?.data ?? []).map((resource) => ({
    value: String(resource.id),
    label: `${resource.name === '' ? resource.external_id : resource.name} (${resource.resource_type}, ${resource.region})`,
  }));
  const own = value === null ? undefined : chosen.data;
  if (own !== undefined && !data.some((option) => option.value === String(own.id))) {
    data.unshift({ value: String(own.id), label: `${own.name} (${own.resource_type}, ${own.region})` });
  }
  return (
    <Select
      label={label}
      description={description}
      required={required}
      error={error}
      data={data}
      value={value === null ? null : String(value)}
      placeholder="Type a name or an id"
      nothingFoundMessage={found.isFetching ? 'Searching' : 'No resource fits'}
      searchable
      clearable
      // The server has searched already; its answer is not filtered a second time.
      filter={({ options }) => options}
      onSearchChange={setText}
      onChange={(next) => onChange(next === null ? undefined : Number(next))}
    />
  );
}

/** The types that resources can have, by their titles. */
export function ResourceTypePicker({
  value,
  onChange,
  ...common
}: Omit<Picker, 'value' | 'onChange'> & { value: string; onChange: (value: string | undefined) => void }) {
  const types = useQuery({ ...read('listResourceTypes'), staleTime: 300_000 });
  return (
    <Select
      {...common}
      data={(types.data?.data ?? []).map((type) => ({ value: type.type, label: type.title }))}
      value={value === '' ? null : value}
      placeholder={common.required ? 'Choose a type' : 'Every type'}
      searchable
      clearable
      onChange={(next) => onChange(next ?? undefined)}
    />
  );
}
