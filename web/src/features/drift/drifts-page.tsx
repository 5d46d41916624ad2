import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Outlet, useParams } from '@tanstack/react-router';
import { useAct } from '../../app/act.tsx';
import { read } from '../../app/api.ts';
import { paths } from '../../app/paths.ts';
import { ActButton } from '../../ui/act-button.tsx';
import { SeverityBadge, Status, severities } from '../../ui/badge.tsx';
import { type Column, DataTable, useColumnChoice } from '../../ui/data-table.tsx';
import { ClearFilters, Filter, FilterBar, SearchField } from '../../ui/filters.tsx';
import { Link, useGo } from '../../ui/link.tsx';
import { List, pagingOf } from '../../ui/list.tsx';
import { Page } from '../../ui/page.tsx';
import { ListWithDetail, useIsWide } from '../../ui/panel.tsx';
import { RelativeTime } from '../../ui/time.tsx';
import { useUrlState } from '../../ui/url-state.ts';
import { count, percent, sentence } from '../../ui/words.ts';
import { useResourceTypes } from '../resources/resource-types.ts';
import { type Drift, driftTypeTitle } from './drift-words.ts';
import { NoDrifts } from './no-drifts.tsx';

const filterNames = ['severity', 'type', 'status', 'resource_type', 'provider_id', 'resource_id', 'q'];

export function DriftsPage() {
  const [search, set] = useUrlState();
  const { driftId } = useParams({ strict: false }) as { driftId?: string };
  const isWide = useIsWide();
  const narrow = driftId !== undefined && isWide && search.full !== '1';
  const list = (
    <DriftList
      selected={driftId === undefined ? undefined : Number(driftId)}
      narrow={narrow}
      search={search}
      set={set}
    />
  );
  return (
    <ListWithDetail
      list={list}
      detail={driftId === undefined ? null : <Outlet />}
      full={search.full === '1'}
    />
  );
}

type Parts = {
  selected: number | undefined;
  narrow: boolean;
  search: ReturnType<typeof useUrlState>[0];
  set: ReturnType<typeof useUrlState>[1];
};

function DriftList({ selected, narrow, search, set }: Parts) {
  const go = useGo();
  const typeTitle = useResourceTypes();
  const sort = search.sort === 'severity' ? 'severity' : 'detected_at';
  const order = search.order === 'asc' ? 'asc' : 'desc';
  const { page, per_page } = pagingOf(search);
  const drifts = useQuery(
    read('listDrifts', {
      query: {
        ...pick(search),
        sort,
        order,
        page,
        per_page,
      },
    }),
  );
  const investigate = useAct('updateDrift', {
    refreshes: ['listDrifts', 'getDrift', 'getDriftSummary'],
    done: () => 'You are investigating this drift.',
  });
  const detect = useAct('detectDrift', {
    refreshes: ['getStatus'],
    done: (answer) => answer.message,
    after: (answer) => go(paths.execution(answer.execution_id)),
  });
  const columns: Column<Drift>[] = [
    {
      id: 'severity',
      title: 'Severity',
      sort: 'severity',
      width: 104,
      keep: true,
      render: (drift) => <SeverityBadge severity={drift.severity} />,
    },
    {
      id: 'change',
      title: 'Change',
      keep: true,
      render: (drift) => (
        <>
          <Link
            href={paths.drift(drift.id, keptSearch(search))}
            style={{ color: 'inherit', fontWeight: 500 }}
          >
            {drift.summary}
          </Link>
          {narrow ? (
            <div className="dim">
              {drift.resource_name}, {typeTitle(drift.resource_type)}, <RelativeTime at={drift.detected_at} />
            </div>
          ) : null}
        </>
      ),
    },
    {
      id: 'resource',
      title: 'Resource',
      render: (drift) => <Link href={paths.resource(drift.resource_id)}>{drift.resource_name}</Link>,
    },
    { id: 'resource_type', title: 'Resource type', render: (drift) => typeTitle(drift.resource_type) },
    {
      id: 'region',
      title: 'Region',
      optional: true,
      render: (drift) => <span className="mono">{drift.region}</span>,
    },
    { id: 'provider', title: 'Account', optional: true, render: (drift) => drift.provider_name },
    { id: 'type', title: 'Type', render: (drift) => driftTypeTitle(drift.drift_type) },
    { id: 'status', title: 'Status', render: (drift) => <Status of={drift.status} /> },
    {
      id: 'detected_at',
      title: 'Detected',
      sort: 'detected_at',
      align: 'right',
      width: 96,
      render: (drift) => <RelativeTime at={drift.detected_at} />,
    },
  ];
  const choice = useColumnChoice('drifts', columns);
  return (
    <Page
      title="Drift"
      state={<DriftState />}
      actions={
        narrow ? undefined : (
          <>
            <Button component={Link} href={paths.driftRules()} variant="default">
              Ignore rules
            </Button>
            <ActButton
              permission="scan"
              loading={detect.isPending}
              onClick={() => detect.mutate({ body: {} })}
            >
              Detect drift now
            </ActButton>
          </>
        )
      }
    >
      <DriftFilters search={search} set={set} right={choice.menu} narrow={narrow} />
      <List
        query={drifts}
        page={{ search, set }}
        empty={<NoDrifts filtered={filterNames.some((name) => search[name] !== undefined)} />}
      >
        {(rows) => (
          <DataTable
            label="Drifts"
            columns={columns}
            rows={rows}
            rowKey={(drift) => drift.id}
            href={(drift) => paths.drift(drift.id, keptSearch(search))}
            selected={selected}
            narrow={narrow}
            visible={choice.visible}
            sorting={{ by: sort, order, set: (by, to) => set({ sort: by, order: to }) }}
            keys={{
              e: (drift) => {
                if (drift.status === 'detected') {
                  investigate.mutate({ path: { id: drift.id }, body: { status: 'investigating' } });
                }
              },
            }}
          />
        )}
      </List>
    </Page>
  );
}

/** The filters go along into the detail and back. */
export function keptSearch(search: Record<string, string>): Record<string, string> {
  return { ...search };
}

function pick(search: Record<string, string>) {
  return {
    severity: search.severity,
    type: search.type,
    status: search.status,
    resource_type: search.resource_type,
    provider_id: search.provider_id,
    resource_id: search.resource_id === undefined ? undefined : Number(search.resource_id),
    q: search.q,
  };
}

function DriftState() {
  const summary = useQuery(read('getDriftSummary')).data;
  const status = useQuery(read('getStatus')).data;
  if (summary === undefined) return 'Counting';
  const critical = summary.by_severity.critical ?? 0;
  return (
    <>
      {count(summary.open, 'open drift')}
      {critical > 0 ? `, ${critical} critical` : ''}
      {summary.last_scan_at === null ? (
        ', not scanned yet'
      ) : (
        <>
          , last scan <RelativeTime at={summary.last_scan_at} />
        </>
      )}
      {status?.coverage.percent == null ? '' : `, coverage ${percent(status.coverage.percent)}`}
    </>
  );
}

function DriftFilters({ search, set, right, narrow }: Omit<Parts, 'selected'> & { right: React.ReactNode }) {
  const providers = useQuery(read('listProviders'));
  const facets = useQuery(read('getResourceFacets', {}));
  const text = <SearchField key="text" label="Find a resource or a change" search={search} set={set} />;
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
        name="status"
        label="Status"
        none="open"
        search={search}
        set={set}
        options={[
          { value: 'detected', label: 'Open, nobody looks' },
          { value: 'investigating', label: 'Investigating' },
          { value: 'resolved', label: 'Resolved' },
          { value: 'all', label: 'All' },
        ]}
      />
      <Filter
        name="severity"
        label="Severity"
        search={search}
        set={set}
        options={severities.map((value) => ({ value, label: sentence(value) }))}
      />
      <Filter
        name="type"
        label="Type"
        search={search}
        set={set}
        options={['security', 'compliance', 'configuration'].map((value) => ({
          value,
          label: driftTypeTitle(value),
        }))}
      />
      <Filter
        name="resource_type"
        label="Resource type"
        search={search}
        set={set}
        options={(facets.data?.types ?? []).map((type) => ({ value: type.value, label: type.title }))}
      />
      {(providers.data?.data.length ?? 0) > 1 ? (
        <Filter
          name="provider_id"
          label="Account"
          search={search}
          set={set}
          options={(providers.data?.data ?? []).map((provider) => ({
            value: String(provider.id),
            label: provider.name,
          }))}
        />
      ) : null}
      <ClearFilters names={filterNames} search={search} set={set} />
    </FilterBar>
  );
}
