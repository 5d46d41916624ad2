import { useQuery } from '@tanstack/react-query';
import { read } from '../../app/api.ts';
import { paths } from '../../app/paths.ts';
import { SeverityBadge, severities } from '../../ui/badge.tsx';
import { type Column, DataTable, useColumnChoice } from '../../ui/data-table.tsx';
import { ClearFilters, Filter, FilterBar, SearchField } from '../../ui/filters.tsx';
import { Link } from '../../ui/link.tsx';
import { List, pagingOf } from '../../ui/list.tsx';
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
  const { page, per_page } = pagingOf(search);
  const controls = useQuery(
    read('listControls', {
      query: {
        ...Object.fromEntries(
          ['q', 'status', 'severity', 'service', 'category', 'framework'].flatMap((name) =>
            search[name] === undefined ? [] : [[name, search[name]]],
          ),
        ),
        ...(search.custom === 'true' || search.custom === 'false' ? { custom: search.custom } : {}),
        ...(search.provider_id === undefined ? {} : { provider_id: Number(search.provider_id) }),
        page,
        per_page,
      },
    }),
  );
  const columns: Column<ControlRow>[] = [
    {
      id: 'title',
      title: 'Control',
      render: (control) => (
        <Link href={paths.control(control.id)} style={{ color: 'inherit', fontWeight: 500 }}>
          {control.title}
        </Link>
      ),
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
  const filtered = filterNames.some((name) => search[name] !== undefined);
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
      <Filters search={search} set={set} right={choice.menu} />
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

type FilterProps = {
  search: ReturnType<typeof useUrlState>[0];
  set: ReturnType<typeof useUrlState>[1];
  right: React.ReactNode;
};

function Filters({ search, set, right }: FilterProps) {
  const frameworks = useQuery(read('listFrameworks', {}));
  const providers = useQuery(read('listProviders'));
  const services = useServices(search.service);
  return (
    <FilterBar right={right}>
      <SearchField label="Find a control" search={search} set={set} />
      <Filter
        name="status"
        label="Status"
        search={search}
        set={set}
        options={controlStatuses.map((value) => ({ value, label: statusTitle(value) }))}
      />
      <Filter
        name="severity"
        label="Severity"
        search={search}
        set={set}
        options={severities.map((value) => ({ value, label: sentence(value) }))}
      />
      <Filter
        name="service"
        label="Service"
        search={search}
        set={set}
        options={services.map((value) => ({ value, label: value }))}
      />
      <Filter
        name="category"
        label="Category"
        search={search}
        set={set}
        options={controlCategories.map((value) => ({ value, label: sentence(value) }))}
      />
      <Filter
        name="framework"
        label="Framework"
        single
        search={search}
        set={set}
        options={(frameworks.data?.data ?? []).map((framework) => ({
          value: `${framework.id}:${framework.version}`,
          label: frameworkTitle(framework),
        }))}
      />
      <Filter
        name="custom"
        label="Written by"
        single
        search={search}
        set={set}
        options={[
          { value: 'false', label: 'The product' },
          { value: 'true', label: 'Us' },
        ]}
      />
      {(providers.data?.data.length ?? 0) > 1 ? (
        <Filter
          name="provider_id"
          label="Account"
          single
          search={search}
          set={set}
          options={(providers.data?.data ?? []).map(({ id, name }) => ({ value: String(id), label: name }))}
        />
      ) : null}
      <ClearFilters names={filterNames} search={search} set={set} />
    </FilterBar>
  );
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
