import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useAct } from '../../app/act.tsx';
import { read } from '../../app/api.ts';
import { paths } from '../../app/paths.ts';
import { ActButton } from '../../ui/act-button.tsx';
import { severities } from '../../ui/badge.tsx';
import { type Column, DataTable, useColumnChoice } from '../../ui/data-table.tsx';
import { List, pagingOf } from '../../ui/list.tsx';
import {
  choices,
  chosen as chosenFilters,
  type FilterField,
  Filters,
  isFiltered,
  ListPage,
  type ListView,
} from '../../ui/list-page.tsx';
import { Page } from '../../ui/page.tsx';
import { Empty } from '../../ui/state.tsx';
import { PageTabs } from '../../ui/tabs.tsx';
import type { UrlState } from '../../ui/url-state.ts';
import { count, number } from '../../ui/words.ts';
import { columnsOf } from './alert-columns.tsx';
import { type Alert, alertTypes, personName, touched } from './alert-words.ts';
import { BulkActions, Choose, ChooseAll } from './bulk-actions.tsx';
import { RaiseAlert } from './raise-alert.tsx';

const commonNames = ['severity', 'type', 'source', 'provider_id', 'assignee', 'control', 'q'] as const;
const filterNames = [...commonNames, 'status', 'muted', 'flapping', 'first_check', 'resource_id'] as const;
/** Alerts come from the queue, so nothing tells the page: it looks. */
const lookAgainMs = 15_000;

export function AlertsPage() {
  return <ListPage parameter="alertId" list={AlertList} />;
}

/** Until a column is chosen: what needs somebody first. */
const sorts = ['last_occurred_at', 'severity'] as const;

/** The resolved ones are a list of their own: nothing is to be done there. */
const isHistory = (search: UrlState): boolean => search.status === 'resolved';

function useAlerts(search: UrlState) {
  const common = {
    ...chosenFilters(search, commonNames),
    ...(search.resource_id === undefined ? {} : { resource_id: Number(search.resource_id) }),
    ...pagingOf(search),
  };
  const sort = sorts.find((each) => each === search.sort) ?? 'attention';
  const order = search.order === 'asc' ? ('asc' as const) : ('desc' as const);
  const yesOrNo = (value: string | undefined) => (value === 'true' || value === 'false' ? value : undefined);
  const living = useQuery({
    ...read('listAlerts', {
      query: {
        ...common,
        status: search.status,
        muted: yesOrNo(search.muted),
        flapping: yesOrNo(search.flapping),
        first_check: yesOrNo(search.first_check),
        sort,
        order,
      },
    }),
    refetchInterval: lookAgainMs,
    enabled: !isHistory(search),
  });
  const past = useQuery({
    ...read('listAlertHistory', { query: common }),
    enabled: isHistory(search),
  });
  return { alerts: isHistory(search) ? past : living, sort, order } as const;
}

function AlertList(view: ListView) {
  const { selected, narrow, compact, search, set } = view;
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  const [raising, setRaising] = useState(false);
  const past = isHistory(search);
  const { alerts, sort, order } = useAlerts(search);
  const fields = useFields(past);
  const acknowledge = useAct('acknowledgeAlert', { refreshes: touched, done: () => 'Acknowledged.' });
  const rows = alerts.data?.data ?? [];
  const columns = columnsOf(search, compact, past);
  const choice = useColumnChoice(past ? 'alert-history' : 'alerts', columns);
  const choose: Column<Alert> = {
    id: 'choose',
    title: 'Chosen',
    head: <ChooseAll rows={rows} chosen={chosen} set={setChosen} />,
    width: 40,
    render: (alert) => <Choose alert={alert} chosen={chosen} set={setChosen} />,
  };
  const sorting = { by: sort, order, set: (by: string, to: 'asc' | 'desc') => set({ sort: by, order: to }) };
  return (
    <Page
      title="Alerts"
      state={<AlertState />}
      actions={
        narrow ? undefined : (
          <ActButton permission="triage" variant="default" onClick={() => setRaising(true)}>
            Raise alert
          </ActButton>
        )
      }
    >
      {narrow ? null : (
        <PageTabs
          label="Alerts"
          tabs={[
            { title: 'Inbox', href: paths.alerts(), current: !past },
            { title: 'History', href: paths.alerts({ status: 'resolved' }), current: past },
          ]}
        />
      )}
      <Filters text="Find an alert" fields={fields} view={view} right={choice.menu} />
      <List
        query={alerts}
        page={{ search, set }}
        empty={
          <NoAlerts
            past={past}
            filtered={isFiltered(
              search,
              filterNames.filter((name) => !past || name !== 'status'),
            )}
          />
        }
      >
        {(listed) => (
          <DataTable
            label="Alerts"
            columns={past ? columns : [choose, ...columns]}
            rows={listed}
            rowKey={(alert) => alert.id}
            href={(alert) => paths.alert(alert.id, search)}
            selected={selected}
            narrow={compact}
            visible={new Set([choose.id, ...choice.visible])}
            {...(past ? {} : { sorting })}
            keys={{
              e: (alert) => {
                if (alert.status === 'open') acknowledge.mutate({ path: { id: alert.id } });
              },
              x: (alert) => {
                if (alert.status !== 'resolved') setChosen(toggled(chosen, alert.id));
              },
            }}
          />
        )}
      </List>
      {compact || past ? null : <BulkActions rows={rows} chosen={chosen} set={setChosen} />}
      {raising ? <RaiseAlert onClose={() => setRaising(false)} /> : null}
    </Page>
  );
}

function toggled(chosen: ReadonlySet<number>, id: number): ReadonlySet<number> {
  const next = new Set(chosen);
  if (!next.delete(id)) next.add(id);
  return next;
}

function useFields(past: boolean): FilterField[] {
  const providers = useQuery(read('listProviders')).data?.data ?? [];
  const team = useQuery(read('getTeam')).data?.members ?? [];
  const yesOrNo = (yes: string, no: string) => [
    { value: 'true', label: yes },
    { value: 'false', label: no },
  ];
  return [
    ...(past
      ? []
      : [
          {
            name: 'status',
            label: 'Status',
            none: 'not resolved',
            options: choices(['open', 'acknowledged', 'all']),
          },
        ]),
    ...(past
      ? []
      : [
          {
            name: 'sort',
            label: 'Order',
            none: 'what needs somebody first',
            single: true,
            options: [
              { value: 'last_occurred_at', label: 'Newest first' },
              { value: 'severity', label: 'Worst first' },
            ],
          },
        ]),
    { name: 'severity', label: 'Severity', options: choices(severities) },
    { name: 'type', label: 'Type', options: choices(alertTypes) },
    {
      name: 'assignee',
      label: 'Looked after by',
      none: 'anybody',
      single: true,
      options: [
        { value: 'me', label: 'Me' },
        { value: 'none', label: 'Nobody' },
        ...team.map((member) => ({ value: String(member.user_id), label: personName(member) })),
      ],
    },
    ...(past
      ? []
      : [
          {
            name: 'muted',
            label: 'Muted',
            single: true,
            rare: true,
            options: yesOrNo('Only muted', 'Not muted'),
          },
          {
            name: 'flapping',
            label: 'Flapping',
            single: true,
            rare: true,
            options: yesOrNo('Only flapping', 'Not flapping'),
          },
          {
            name: 'first_check',
            label: 'Since the first check',
            single: true,
            rare: true,
            options: yesOrNo('Failed already at the first check', 'Came later'),
          },
        ]),
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

function AlertState() {
  const summary = useQuery(read('getAlertSummary')).data;
  if (summary === undefined) return 'Counting';
  if (summary.open === 0 && summary.acknowledged === 0) return 'Nothing waits for anybody.';
  return [
    count(summary.open, 'open alert'),
    ...(summary.urgent === 0 ? [] : [`${number(summary.urgent)} critical or high`]),
    `${number(summary.acknowledged)} acknowledged`,
    ...(summary.assigned_to_me === 0 ? [] : [`${number(summary.assigned_to_me)} yours`]),
    ...(summary.muted === 0 ? [] : [`${number(summary.muted)} muted`]),
    ...(summary.first_check === 0 ? [] : [`${number(summary.first_check)} since the first check`]),
  ].join(', ');
}

function NoAlerts({ filtered, past }: { filtered: boolean; past: boolean }) {
  if (filtered) {
    return <Empty title="No alert fits these filters">Remove a filter to see more.</Empty>;
  }
  if (past) {
    return <Empty title="No alert was resolved yet">What is resolved is kept here for 90 days.</Empty>;
  }
  return (
    <Empty title="No alert is open">
      An alert is raised once for each cause: a setting that drifted, a control that newly fails, a job that
      failed, a connection that is in trouble. It is resolved when the cause is over. Resolved ones are in the
      history.
    </Empty>
  );
}
