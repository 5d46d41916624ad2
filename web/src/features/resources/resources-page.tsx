import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { api, type Item, type Query, read } from '../../app/api.ts';
import { paths } from '../../app/paths.ts';
import { Status, UnknownBadge } from '../../ui/badge.tsx';
import { type Column, DataTable, useColumnChoice } from '../../ui/data-table.tsx';
import { ClearFilters, Filter, FilterBar, SearchField } from '../../ui/filters.tsx';
import { Identifier } from '../../ui/identifier.tsx';
import { Link, RowLink } from '../../ui/link.tsx';
import { List, pagingOf } from '../../ui/list.tsx';
import { isFiltered, ListPage, type ListView } from '../../ui/list-page.tsx';
import { Page } from '../../ui/page.tsx';
import { RelativeTime } from '../../ui/time.tsx';
import type { SetUrlState, UrlState } from '../../ui/url-state.ts';
import { count, percent, sentence } from '../../ui/words.ts';
import { NoResources } from './no-resources.tsx';
import { useResourceTypes } from './resource-types.ts';

type Resource = Item<'listResources'>;
type Filters = Query<'getResourceFacets'>;

const filterNames = ['provider_id', 'type', 'region', 'status', 'tag', 'q'];
const sorts = ['name', 'type', 'region', 'changed_at'] as const;

export function ResourcesPage() {
  return <ListPage parameter="resourceId" list={ResourceList} />;
}

function ResourceList({ selected, narrow, search, set }: ListView) {
  const typeTitle = useResourceTypes();
  const filters: Filters = Object.fromEntries(
    filterNames.filter((name) => search[name] !== undefined).map((name) => [name, search[name]]),
  );
  const sort = sorts.find((known) => known === search.sort) ?? 'name';
  const order = search.order === 'desc' ? 'desc' : 'asc';
  const resources = useQuery(
    read('listResources', { query: { ...filters, sort, order, ...pagingOf(search) } }),
  );
  const { tab: _tab, ...kept } = search;
  const columns: Column<Resource>[] = [
    {
      id: 'name',
      title: 'Name',
      sort: 'name',
      keep: true,
      render: (resource) => (
        <RowLink href={paths.resource(resource.id, kept)}>
          {resource.name === '' ? resource.external_id : resource.name}
        </RowLink>
      ),
    },
    {
      id: 'type',
      title: 'Type',
      sort: 'type',
      keep: true,
      render: (resource) => typeTitle(resource.resource_type),
    },
    {
      id: 'region',
      title: 'Region',
      sort: 'region',
      render: (resource) => <span className="mono">{resource.region}</span>,
    },
    { id: 'status', title: 'Status', render: (resource) => <Status of={resource.status} /> },
    {
      id: 'unknown',
      title: 'Unread',
      render: (resource) =>
        resource.unreadable_count === 0 ? (
          <span className="dim">none</span>
        ) : (
          <UnknownBadge>{count(resource.unreadable_count, 'path')}</UnknownBadge>
        ),
    },
    { id: 'account', title: 'Account', render: (resource) => resource.provider_name },
    {
      id: 'external_id',
      title: 'Id',
      optional: true,
      render: (resource) => <Identifier value={resource.external_id} />,
    },
    {
      id: 'tags',
      title: 'Tags',
      optional: true,
      render: (resource) => (
        <span className="mono">
          {Object.entries(resource.tags)
            .map(([key, value]) => `${key}=${value}`)
            .join(' ')}
        </span>
      ),
    },
    {
      id: 'last_seen_at',
      title: 'Last seen',
      align: 'right',
      render: (resource) => <RelativeTime at={resource.last_seen_at} />,
    },
    {
      id: 'changed_at',
      title: 'Changed',
      sort: 'changed_at',
      align: 'right',
      optional: true,
      render: (resource) => <RelativeTime at={resource.changed_at} />,
    },
  ];
  const choice = useColumnChoice('resources', columns);
  const exported = api.address('/api/v1/resources/export', filters as Record<string, string>);
  return (
    <Page
      title="Resources"
      state={<ResourceState filters={filters} />}
      actions={
        narrow ? undefined : (
          <Button
            component="a"
            href={exported}
            download
            variant="default"
            leftSection={<IconDownload size={14} aria-hidden />}
          >
            Export CSV
          </Button>
        )
      }
    >
      <ResourceFilters filters={filters} search={search} set={set} right={choice.menu} narrow={narrow} />
      <List
        query={resources}
        page={{ search, set }}
        empty={<NoResources filtered={isFiltered(search, filterNames)} />}
      >
        {(rows) => (
          <DataTable
            label="Resources"
            columns={columns}
            rows={rows}
            rowKey={(resource) => resource.id}
            href={(resource) => paths.resource(resource.id, kept)}
            selected={selected}
            narrow={narrow}
            visible={choice.visible}
            sorting={{ by: sort, order, set: (by, to) => set({ sort: by, order: to }) }}
          />
        )}
      </List>
    </Page>
  );
}

function ResourceState({ filters }: { filters: Filters }) {
  const facets = useQuery(read('getResourceFacets', { query: filters })).data;
  const coverage = useQuery(read('getCoverage')).data;
  if (facets === undefined) return 'Counting';
  const filtered = Object.keys(filters).length > 0;
  const gaps = coverage?.gaps.length ?? 0;
  return (
    <>
      {count(facets.total, 'resource')}
      {filtered ? ' with these filters' : ''}
      {coverage?.observed_at == null ? null : (
        <>
          , observed <RelativeTime at={coverage.observed_at} />
        </>
      )}
      {coverage?.percent == null ? '' : `, coverage ${percent(coverage.percent)}`}
      {gaps === 0 ? null : (
        <>
          {' · '}
          <Link href={paths.providers()}>{count(gaps, 'gap')} not seen</Link>
        </>
      )}
    </>
  );
}

function ResourceFilters({
  filters,
  search,
  set,
  right,
  narrow,
}: {
  filters: Filters;
  search: UrlState;
  set: SetUrlState;
  right: ReactNode;
  narrow: boolean;
}) {
  const facets = useQuery(read('getResourceFacets', { query: filters })).data;
  const text = <SearchField key="text" label="Name, id or tag" search={search} set={set} />;
  // Beside a detail there is room for one line: the text, and the way out of the filters.
  if (narrow) {
    return (
      <FilterBar>
        {[text, <ClearFilters key="clear" names={filterNames} search={search} set={set} />]}
      </FilterBar>
    );
  }
  return (
    <FilterBar right={right}>
      {text}
      <Filter
        name="type"
        label="Type"
        search={search}
        set={set}
        options={(facets?.types ?? []).map((type) => ({
          value: type.value,
          label: type.title,
          count: type.count,
        }))}
      />
      <Filter
        name="region"
        label="Region"
        search={search}
        set={set}
        options={(facets?.regions ?? []).map((region) => ({
          value: region.value,
          label: region.value,
          count: region.count,
        }))}
      />
      <Filter
        name="status"
        label="Status"
        search={search}
        set={set}
        options={(facets?.statuses ?? []).map((status) => ({
          value: status.value,
          label: sentence(status.value),
          count: status.count,
        }))}
      />
      {(facets?.providers.length ?? 0) > 1 ? (
        <Filter
          name="provider_id"
          label="Account"
          search={search}
          set={set}
          options={(facets?.providers ?? []).map((provider) => ({
            value: String(provider.value),
            label: provider.title,
            count: provider.count,
          }))}
        />
      ) : null}
      <SearchField name="tag" label="Tag key or key=value" search={search} set={set} />
      <ClearFilters names={filterNames} search={search} set={set} />
    </FilterBar>
  );
}
