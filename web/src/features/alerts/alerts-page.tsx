import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useAct } from '../../app/act.tsx';
import { read } from '../../app/api.ts';
import { paths } from '../../app/paths.ts';
import { SeverityBadge, Status, severities } from '../../ui/badge.tsx';
import { type Column, DataTable, useColumnChoice } from '../../ui/data-table.tsx';
import { Link, RowLink } from '../../ui/link.tsx';
import { List, pagingOf } from '../../ui/list.tsx';
import { choices, Filters, isFiltered, ListPage, type ListView } from '../../ui/list-page.tsx';
import { Page } from '../../ui/page.tsx';
import { Empty } from '../../ui/state.tsx';
import { RelativeTime } from '../../ui/time.tsx';
import { count, number, sentence } from '../../ui/words.ts';
import { type Alert, addressOf, alertTypes, touched } from './alert-words.ts';
import { BulkActions, Choose } from './bulk-actions.tsx';

const filterNames = ['status', 'severity', 'type', 'source', 'q'];
const filters = [
  {
    name: 'status',
    label: 'Status',
    none: 'not resolved',
    options: choices(['open', 'acknowledged', 'resolved', 'all']),
  },
  { name: 'severity', label: 'Severity', options: choices(severities) },
  { name: 'type', label: 'Type', options: choices(alertTypes) },
];
/** Alerts come from the queue, so nothing tells the page: it looks. */
const lookAgainMs = 15_000;

export function AlertsPage() {
  return <ListPage parameter="alertId" list={AlertList} />;
}

function AlertList(view: ListView) {
  const { selected, narrow, search, set } = view;
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  const sort = search.sort === 'severity' ? 'severity' : 'last_occurred_at';
  const order = search.order === 'asc' ? 'asc' : 'desc';
  const { status, severity, type, source, q } = search;
  const alerts = useQuery({
    ...read('listAlerts', {
      query: { status, severity, type, source, q, sort, order, ...pagingOf(search) },
    }),
    refetchInterval: lookAgainMs,
  });
  const acknowledge = useAct('acknowledgeAlert', { refreshes: touched, done: () => 'Acknowledged.' });
  const rows = alerts.data?.data ?? [];
  const columns: Column<Alert>[] = [
    {
      id: 'title',
      title: 'Alert',
      keep: true,
      render: (alert) => (
        <>
          <RowLink href={paths.alert(alert.id, search)}>{alert.title}</RowLink>
          {narrow ? (
            <div className="dim">
              {sentence(alert.status)}, <RelativeTime at={alert.last_occurred_at} />
            </div>
          ) : null}
        </>
      ),
    },
    {
      id: 'severity',
      title: 'Severity',
      sort: 'severity',
      width: 104,
      keep: true,
      render: (alert) => <SeverityBadge severity={alert.severity} />,
    },
    { id: 'status', title: 'Status', width: 120, render: (alert) => <Status of={alert.status} /> },
    { id: 'type', title: 'Type', width: 110, render: (alert) => sentence(alert.type) },
    { id: 'source', title: 'Source', render: (alert) => <Source alert={alert} /> },
    {
      id: 'occurrences',
      title: 'Times',
      align: 'right',
      width: 72,
      render: (alert) => <span className="number">{number(alert.occurrences)}</span>,
    },
    {
      id: 'opened_at',
      title: 'Open since',
      optional: true,
      align: 'right',
      width: 104,
      render: (alert) => <RelativeTime at={alert.opened_at} />,
    },
    {
      id: 'last_occurred_at',
      title: 'Last seen',
      sort: 'last_occurred_at',
      align: 'right',
      width: 104,
      render: (alert) => <RelativeTime at={alert.last_occurred_at} />,
    },
  ];
  const choice = useColumnChoice('alerts', columns);
  const choose: Column<Alert> = {
    id: 'choose',
    title: 'Chosen',
    width: 64,
    render: (alert) => <Choose alert={alert} chosen={chosen} set={setChosen} />,
  };
  return (
    <Page title="Alerts" state={<AlertState />}>
      <Filters text="Find an alert" fields={filters} view={view} right={choice.menu} />
      {narrow ? null : <BulkActions rows={rows} chosen={chosen} set={setChosen} />}
      <List
        query={alerts}
        page={{ search, set }}
        empty={<NoAlerts filtered={isFiltered(search, filterNames)} />}
      >
        {(listed) => (
          <DataTable
            label="Alerts"
            columns={[choose, ...columns]}
            rows={listed}
            rowKey={(alert) => alert.id}
            href={(alert) => paths.alert(alert.id, search)}
            selected={selected}
            narrow={narrow}
            visible={new Set([choose.id, ...choice.visible])}
            sorting={{ by: sort, order, set: (by, to) => set({ sort: by, order: to }) }}
            keys={{
              e: (alert) => {
                if (alert.status === 'open') acknowledge.mutate({ path: { id: alert.id } });
              },
              x: (alert) => setChosen(toggled(chosen, alert.id)),
            }}
          />
        )}
      </List>
    </Page>
  );
}

function toggled(chosen: ReadonlySet<number>, id: number): ReadonlySet<number> {
  const next = new Set(chosen);
  if (!next.delete(id)) next.add(id);
  return next;
}

function Source({ alert }: { alert: Alert }) {
  const address = addressOf(alert.source);
  return address === null ? alert.source.name : <Link href={address}>{alert.source.name}</Link>;
}

function AlertState() {
  const summary = useQuery(read('getAlertSummary')).data;
  if (summary === undefined) return 'Counting';
  if (summary.open === 0 && summary.acknowledged === 0) return 'Nothing waits for anybody.';
  const urgent = summary.urgent === 0 ? '' : `, ${number(summary.urgent)} critical or high`;
  return `${count(summary.open, 'open alert')}${urgent}, ${number(summary.acknowledged)} acknowledged`;
}

function NoAlerts({ filtered }: { filtered: boolean }) {
  if (filtered) {
    return <Empty title="No alert fits these filters">Remove a filter to see more.</Empty>;
  }
  return (
    <Empty title="No alert is open">
      An alert is raised when a job fails, once for each job, and resolved when the job succeeds again.
      Resolved ones are found with the filter of the status.
    </Empty>
  );
}
