import { useQuery } from '@tanstack/react-query';
import { read } from '../../app/api.ts';
import { paths } from '../../app/paths.ts';
import { SeverityBadge, StateBadge } from '../../ui/badge.tsx';
import { type Column, DataTable, useColumnChoice } from '../../ui/data-table.tsx';
import { Link, RowLink } from '../../ui/link.tsx';
import { List, pagingOf } from '../../ui/list.tsx';
import {
  choices,
  chosen,
  type FilterField,
  Filters,
  isFiltered,
  ListPage,
  type ListView,
} from '../../ui/list-page.tsx';
import { Page } from '../../ui/page.tsx';
import { Empty } from '../../ui/state.tsx';
import { Countdown, RelativeTime } from '../../ui/time.tsx';
import type { UrlState } from '../../ui/url-state.ts';
import { count, number } from '../../ui/words.ts';
import { useResourceTypes } from '../resources/resource-types.ts';
import {
  type Remediation,
  riskTitle,
  riskTones,
  statuses,
  statusTitle,
  statusTones,
} from './remediation-words.ts';

const filterNames = ['status', 'type', 'provider_id'] as const;
/** Others decide, and runs end. */
const lookAgainMs = 10_000;

export function RemediationsPage() {
  return <ListPage parameter="remediationId" list={Queue} />;
}

/** The filters go along into a detail and back. */
export function queueSearch(search: UrlState): UrlState {
  return Object.fromEntries(
    Object.entries(search).filter(([name]) =>
      [...filterNames, 'resource_id', 'drift_id', 'control_id', 'page'].includes(name),
    ),
  );
}

function Queue(view: ListView) {
  const { selected, compact, search, set } = view;
  const typeTitle = useResourceTypes();
  const remediations = useQuery({
    ...read('listRemediations', {
      query: {
        ...chosen(search, ['status', 'type', 'control_id']),
        ...(search.provider_id === undefined ? {} : { provider_id: Number(search.provider_id) }),
        ...(search.resource_id === undefined ? {} : { resource_id: Number(search.resource_id) }),
        ...(search.drift_id === undefined ? {} : { drift_id: Number(search.drift_id) }),
        ...pagingOf(search),
      },
    }),
    refetchInterval: lookAgainMs,
  });
  const fields = useFields();
  const href = (one: Remediation) => paths.remediation(one.id, queueSearch(search));
  const columns: Column<Remediation>[] = [
    {
      id: 'title',
      title: 'Change',
      width: '34%',
      keep: true,
      render: (one) => (
        <>
          <RowLink href={href(one)}>{one.title}</RowLink>
          {compact ? (
            <div className="dim">
              {one.resource.name}, <RelativeTime at={one.created_at} />
            </div>
          ) : null}
        </>
      ),
    },
    {
      id: 'status',
      title: 'Status',
      width: 160,
      keep: true,
      render: (one) => (
        <StateBadge tone={statusTones[one.status]} why={one.error?.message ?? null}>
          {statusTitle(one.status)}
        </StateBadge>
      ),
    },
    {
      id: 'severity',
      title: 'Severity',
      width: 104,
      render: ({ finding }) => <SeverityBadge severity={finding.severity} />,
    },
    {
      id: 'risk',
      title: 'Risk',
      width: 96,
      render: ({ risk }) =>
        risk === null ? '–' : <StateBadge tone={riskTones[risk]}>{riskTitle(risk)}</StateBadge>,
    },
    {
      id: 'resource',
      title: 'Resource',
      clip: ({ resource }) => resource.name,
      render: ({ resource }) => <Link href={paths.resource(resource.id)}>{resource.name}</Link>,
    },
    {
      id: 'type',
      title: 'Resource type',
      optional: true,
      render: ({ resource }) => typeTitle(resource.type),
    },
    { id: 'account', title: 'Account', optional: true, render: ({ provider }) => provider.name },
    {
      id: 'by',
      title: 'Asked by',
      clip: (one) => one.requested_by.label,
      render: (one) => one.requested_by.label,
    },
    {
      id: 'created',
      title: 'Asked',
      align: 'right',
      width: 100,
      render: (one) => <RelativeTime at={one.created_at} />,
    },
    {
      id: 'rollback',
      title: 'Way back',
      align: 'right',
      width: 116,
      render: ({ rollback }) =>
        rollback.possible && rollback.until !== null ? (
          <span>
            <Countdown to={rollback.until} /> left
          </span>
        ) : (
          <span className="dim">–</span>
        ),
    },
  ];
  const choice = useColumnChoice('remediations', columns);
  return (
    <Page title="Remediation" state={<QueueState />}>
      <Filters fields={fields} view={view} right={choice.menu} />
      <List
        query={remediations}
        page={{ search, set }}
        empty={
          <NoRemediations
            filtered={isFiltered(search, [...filterNames, 'resource_id', 'drift_id', 'control_id'])}
          />
        }
      >
        {(rows) => (
          <DataTable
            label="Remediations"
            columns={columns}
            rows={rows}
            rowKey={({ id }) => id}
            href={href}
            selected={selected}
            narrow={compact}
            visible={choice.visible}
          />
        )}
      </List>
    </Page>
  );
}

function useFields(): FilterField[] {
  const types = useQuery({ ...read('listRemediationTypes'), staleTime: 300_000 }).data?.data ?? [];
  const providers = useQuery(read('listProviders')).data?.data ?? [];
  return [
    { name: 'status', label: 'Status', options: choices(statuses, statusTitle) },
    { name: 'type', label: 'Kind', options: types.map(({ type, title }) => ({ value: type, label: title })) },
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

function QueueState() {
  const summary = useQuery(read('getRemediationSummary')).data;
  if (summary === undefined) return 'Counting';
  const of = (status: keyof typeof summary.by_status) => summary.by_status[status] ?? 0;
  const waiting = of('pending_approval');
  if (Object.values(summary.by_status).every((some) => some === 0)) {
    return 'Nothing was asked for yet. Nothing is written without an approved plan.';
  }
  return (
    <>
      {waiting === 0
        ? 'No change waits for a decision'
        : `${count(waiting, 'change')} ${waiting === 1 ? 'waits' : 'wait'} for a decision`}
      {`, ${number(summary.under_way)} under way, ${number(of('completed'))} done and verified, ${number(of('failed'))} failed. Nothing is written without an approved plan.`}
    </>
  );
}

function NoRemediations({ filtered }: { filtered: boolean }) {
  if (filtered) return <Empty title="No remediation fits these filters">Clear a filter to see more.</Empty>;
  return (
    <Empty title="No change was asked for" action={{ label: 'Open drifts', href: paths.drifts() }}>
      Drifts, alerts, failing controls and recommendations offer the changes that put them in order. Each is
      planned first, decided by somebody else, applied once and verified.
    </Empty>
  );
}
