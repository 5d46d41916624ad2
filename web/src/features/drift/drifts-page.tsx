import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useAct } from '../../app/act.tsx';
import { read } from '../../app/api.ts';
import { paths } from '../../app/paths.ts';
import { ActButton } from '../../ui/act-button.tsx';
import { SeverityBadge, Status, severities } from '../../ui/badge.tsx';
import { type Column, DataTable, useColumnChoice } from '../../ui/data-table.tsx';
import { Link, RowLink, useGo } from '../../ui/link.tsx';
import { List, pagingOf } from '../../ui/list.tsx';
import {
  choices,
  type FilterField,
  Filters,
  isFiltered,
  ListPage,
  type ListView,
} from '../../ui/list-page.tsx';
import { Page } from '../../ui/page.tsx';
import { RelativeTime } from '../../ui/time.tsx';
import { count, percent } from '../../ui/words.ts';
import { useResourceTypes } from '../resources/resource-types.ts';
import { type Drift, driftTypeTitle } from './drift-words.ts';
import { NoDrifts } from './no-drifts.tsx';

const filterNames = ['severity', 'type', 'status', 'resource_type', 'provider_id', 'resource_id', 'q'];

export function DriftsPage() {
  return <ListPage parameter="driftId" list={DriftList} />;
}

function DriftList(view: ListView) {
  const { selected, narrow, compact, search, set } = view;
  const filters = useDriftFilters();
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
          <RowLink href={paths.drift(drift.id, keptSearch(search))}>{drift.summary}</RowLink>
          {compact ? (
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
      <Filters text="Find a resource or a change" fields={filters} view={view} right={choice.menu} />
      <List
        query={drifts}
        page={{ search, set }}
        empty={<NoDrifts filtered={isFiltered(search, filterNames)} />}
      >
        {(rows) => (
          <DataTable
            label="Drifts"
            columns={columns}
            rows={rows}
            rowKey={(drift) => drift.id}
            href={(drift) => paths.drift(drift.id, keptSearch(search))}
            selected={selected}
            narrow={compact}
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

function useDriftFilters(): FilterField[] {
  const providers = useQuery(read('listProviders')).data?.data ?? [];
  const facets = useQuery(read('getResourceFacets', {}));
  return [
    {
      name: 'status',
      label: 'Status',
      none: 'open',
      options: [
        { value: 'detected', label: 'Open, nobody looks' },
        { value: 'investigating', label: 'Investigating' },
        { value: 'resolved', label: 'Resolved' },
        { value: 'all', label: 'All' },
      ],
    },
    { name: 'severity', label: 'Severity', options: choices(severities) },
    {
      name: 'type',
      label: 'Type',
      options: choices(['security', 'compliance', 'configuration'], driftTypeTitle),
    },
    {
      name: 'resource_type',
      label: 'Resource type',
      options: (facets.data?.types ?? []).map(({ value, title }) => ({ value, label: title })),
    },
    ...(providers.length > 1
      ? [
          {
            name: 'provider_id',
            label: 'Account',
            options: providers.map(({ id, name }) => ({ value: String(id), label: name })),
          },
        ]
      : []),
  ];
}
