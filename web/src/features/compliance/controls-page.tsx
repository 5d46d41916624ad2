import { useQuery } from '@tanstack/react-query';
import { read } from '../../app/api.ts';
import { paths } from '../../app/paths.ts';
import { SeverityBadge, severities } from '../../ui/badge.tsx';
import { type Column, DataTable, useColumnChoice } from '../../ui/data-table.tsx';
import { RowLink } from '../../ui/link.tsx';
import { List, pagingOf } from '../../ui/list.tsx';
import { choices, chosen, type FilterField, Filters, isFiltered } from '../../ui/list-page.tsx';
import { Page } from '../../ui/page.tsx';
import { Empty } from '../../ui/state.tsx';
import { RelativeTime } from '../../ui/time.tsx';
import { useUrlState } from '../../ui/url-state.ts';
import { count, sentence } from '../../ui/words.ts';
import { useResourceTypes } from '../resources/resource-types.ts';
import { ComplianceTabs } from './compliance-tabs.tsx';
import {
  type ControlRow,
  controlCategories,
  controlStatuses,
  frameworkTitle,
  statusTitle,
} from './compliance-words.ts';
import { ResourceCounts, Verdict } from './status.tsx';

const filterNames = ['q', 'status', 'severity', 'service', 'category', 'framework', 'custom', 'provider_id'];

/** Every control with how it stands over the connected accounts. */
export function ControlsPage() {
  const [search, set] = useUrlState();
  const typeTitle = useResourceTypes();
  const controls = useQuery(
    read('listControls', {
      query: {
        ...chosen(search, ['q', 'status', 'severity', 'service', 'category', 'framework']),
        ...(search.custom === 'true' || search.custom === 'false' ? { custom: search.custom } : {}),
        ...(search.provider_id === undefined ? {} : { provider_id: Number(search.provider_id) }),
        ...pagingOf(search),
      },
    }),
  );
  const columns: Column<ControlRow>[] = [
    {
      id: 'title',
      title: 'Control',
      render: (control) => <RowLink href={paths.control(control.id)}>{control.title}</RowLink>,
    },
    { id: 'status', title: 'Status', width: 130, render: ({ status }) => <Verdict status={status} /> },
    {
      id: 'severity',
      title: 'Severity',
      width: 104,
      render: ({ severity }) => <SeverityBadge severity={severity} />,
    },
    { id: 'resources', title: 'Resources', render: ({ counts }) => <ResourceCounts of={counts} /> },
    { id: 'type', title: 'Resource type', render: (control) => typeTitle(control.resource_type) },
    {
      id: 'service',
      title: 'Service',
      optional: true,
      render: ({ service }) => <span className="mono">{service}</span>,
    },
    { id: 'category', title: 'Category', optional: true, render: ({ category }) => sentence(category) },
    {
      id: 'id',
      title: 'Id',
      optional: true,
      render: ({ id }) => <span className="mono">{id}</span>,
    },
  ];
  const choice = useColumnChoice('controls', columns);
  const total = controls.data?.pagination.total;
  const filters = useControlFilters(search.service);
  const filtered = isFiltered(search, filterNames);
  return (
    <Page
      title="Controls"
      state={
        total === undefined ? (
          'Counting'
        ) : (
          <>
            {count(total, 'control')}
            {filtered ? ' fit these filters' : ''}, judged{' '}
            <RelativeTime at={controls.data?.judged_at} empty="never" />
          </>
        )
      }
    >
      <ComplianceTabs />
      <Filters
        text="Find a control"
        fields={filters}
        view={{ search, set, narrow: false }}
        right={choice.menu}
      />
      <List
        query={controls}
        page={{ search, set }}
        empty={
          <Empty title={filtered ? 'No control fits these filters' : 'There are no controls'}>
            {filtered ? 'Clear a filter to see more.' : 'This version of the product has none.'}
          </Empty>
        }
      >
        {(rows) => (
          <DataTable
            label="Controls"
            columns={columns}
            rows={rows}
            rowKey={({ id }) => id}
            href={({ id }) => paths.control(id)}
            visible={choice.visible}
          />
        )}
      </List>
    </Page>
  );
}

function useControlFilters(service: string | undefined): FilterField[] {
  const frameworks = useQuery(read('listFrameworks', {})).data?.data ?? [];
  const providers = useQuery(read('listProviders')).data?.data ?? [];
  const services = useServices(service);
  return [
    { name: 'status', label: 'Status', options: choices(controlStatuses, statusTitle) },
    { name: 'severity', label: 'Severity', options: choices(severities) },
    { name: 'service', label: 'Service', options: choices(services, (value) => value) },
    { name: 'category', label: 'Category', options: choices(controlCategories) },
    {
      name: 'framework',
      label: 'Framework',
      single: true,
      options: frameworks.map((framework) => ({
        value: `${framework.id}:${framework.version}`,
        label: frameworkTitle(framework),
      })),
    },
    {
      name: 'custom',
      label: 'Written by',
      single: true,
      options: [
        { value: 'false', label: 'The product' },
        { value: 'true', label: 'Us' },
      ],
    },
    ...(providers.length > 1
      ? [
          {
            name: 'provider_id',
            label: 'Account',
            single: true,
            options: providers.map(({ id, name }) => ({ value: String(id), label: name })),
          },
        ]
      : []),
  ];
}

/** The services of the resource types; the API has no list of its own for them. */
function useServices(chosen: string | undefined): string[] {
  const types = useQuery({ ...read('listResourceTypes'), staleTime: Number.POSITIVE_INFINITY });
  return [
    ...new Set([
      ...(types.data?.data ?? []).map(({ service }) => service),
      ...(chosen ?? '').split(',').filter((value) => value !== ''),
    ]),
  ].sort();
}
