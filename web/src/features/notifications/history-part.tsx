import { useQuery } from '@tanstack/react-query';
import { read } from '../../app/api.ts';
import { paths } from '../../app/paths.ts';
import { SeverityBadge, StateBadge } from '../../ui/badge.tsx';
import { type Column, DataTable, useColumnChoice } from '../../ui/data-table.tsx';
import layout from '../../ui/layout.module.css';
import { Link } from '../../ui/link.tsx';
import { List, pagingOf } from '../../ui/list.tsx';
import { choices, chosen, Filters, isFiltered } from '../../ui/list-page.tsx';
import { Empty } from '../../ui/state.tsx';
import { RelativeTime } from '../../ui/time.tsx';
import { useUrlState } from '../../ui/url-state.ts';
import { sentence } from '../../ui/words.ts';
import {
  eventTitle,
  eventTitles,
  type Notification,
  statuses,
  statusTitle,
  statusTones,
} from './notification-words.ts';

const filterNames = ['status', 'channel', 'event', 'days'] as const;

const columns: Column<Notification>[] = [
  {
    id: 'title',
    title: 'Message',
    width: '40%',
    keep: true,
    render: (one) => {
      const address = subjectAddress(one.subject);
      return (
        <>
          {address === null ? one.title : <Link href={address}>{one.title}</Link>}
          {one.reason === null && one.due_at === null ? null : (
            <div className="dim">
              {one.reason === null ? '' : sentence(one.reason)}{' '}
              {one.due_at === null ? null : <RelativeTime at={one.due_at} />}
            </div>
          )}
        </>
      );
    },
  },
  {
    id: 'status',
    title: 'Outcome',
    width: 110,
    keep: true,
    render: ({ status }) => <StateBadge tone={statusTones[status]}>{statusTitle(status)}</StateBadge>,
  },
  {
    id: 'event',
    title: 'Event',
    clip: ({ event }) => eventTitle(event),
    render: ({ event }) => eventTitle(event),
  },
  {
    id: 'severity',
    title: 'Severity',
    width: 104,
    optional: true,
    render: ({ severity }) => (severity === null ? '–' : <SeverityBadge severity={severity} />),
  },
  {
    id: 'destination',
    title: 'To',
    clip: ({ destination }) => destination,
    render: ({ destination }) => (destination === '' ? <span className="dim">nobody</span> : destination),
  },
  {
    id: 'rule',
    title: 'Rule',
    clip: ({ rule }) => rule ?? '',
    render: ({ rule }) => rule ?? <span className="dim">none</span>,
  },
  {
    id: 'at',
    title: 'When',
    align: 'right',
    width: 104,
    render: ({ created_at }) => <RelativeTime at={created_at} />,
  },
];

/** `alert:12` as an address of the app. */
function subjectAddress(subject: string | null): string | null {
  const [kind, id] = subject?.split(':') ?? [];
  const pages: Record<string, (id: number) => string> = {
    alert: paths.alert,
    approval: paths.approval,
    remediation: paths.remediation,
    execution: paths.execution,
    job: paths.job,
  };
  return kind === undefined || id === undefined ? null : (pages[kind]?.(Number(id)) ?? null);
}

/** What was told and what was not, with the reason: nothing is left out without a word. */
export function HistoryPart() {
  const [search, set] = useUrlState();
  const channels = useQuery(read('listNotificationChannels')).data?.data ?? [];
  const { days, ...filters } = chosen(search, filterNames);
  const notifications = useQuery({
    ...read('listNotifications', {
      query: { ...filters, ...(days === undefined ? {} : { days: Number(days) }), ...pagingOf(search) },
    }),
    refetchInterval: 10_000,
  });
  const choice = useColumnChoice('notifications', columns);
  return (
    <div className={layout.stack}>
      <Filters
        view={{ search, set, narrow: false }}
        right={choice.menu}
        fields={[
          { name: 'status', label: 'Outcome', options: choices(statuses, statusTitle) },
          {
            name: 'channel',
            label: 'Channel',
            single: true,
            options: channels.map(({ id, name }) => ({ value: String(id), label: name })),
          },
          {
            name: 'event',
            label: 'Event',
            single: true,
            options: choices(
              Object.keys(eventTitles).filter((event) => !event.endsWith('*')),
              eventTitle,
            ),
          },
          {
            name: 'days',
            label: 'Of the last',
            none: '7 days',
            single: true,
            options: choices(['1', '30', '90'], (value) => (value === '1' ? '24 hours' : `${value} days`)),
          },
        ]}
      />
      <List
        query={notifications}
        page={{ search, set }}
        empty={
          isFiltered(search, filterNames) ? (
            <Empty title="Nothing fits these filters">Clear a filter to see more.</Empty>
          ) : (
            <Empty title="Nothing was told in the last 7 days">
              Also what is not sent is written down here, with the reason.
            </Empty>
          )
        }
      >
        {(rows) => (
          <DataTable
            label="Notifications"
            columns={columns}
            rows={rows}
            rowKey={({ id }) => id}
            visible={choice.visible}
          />
        )}
      </List>
    </div>
  );
}
