import { paths } from '../../app/paths.ts';
import { SeverityBadge, StateBadge, Status } from '../../ui/badge.tsx';
import type { Column } from '../../ui/data-table.tsx';
import { Link, RowLink } from '../../ui/link.tsx';
import { RelativeTime } from '../../ui/time.tsx';
import type { UrlState } from '../../ui/url-state.ts';
import { exact, number, sentence } from '../../ui/words.ts';
import { type Alert, addressOf, personName } from './alert-words.ts';

/** The columns of the inbox and of the history; with little room the rest stands below the title. */
export function columnsOf(search: UrlState, compact: boolean, past: boolean): Column<Alert>[] {
  return [
    {
      id: 'title',
      title: 'Alert',
      width: '44%',
      keep: true,
      render: (alert) => (
        <>
          <RowLink href={paths.alert(alert.id, search)}>{alert.title}</RowLink> <Marks alert={alert} />
          {compact ? (
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
    ...(past
      ? []
      : [
          {
            id: 'status',
            title: 'Status',
            width: 116,
            render: (alert: Alert) => <Status of={alert.status} />,
          },
        ]),
    { id: 'type', title: 'Type', width: 110, optional: true, render: (alert) => sentence(alert.type) },
    {
      id: 'subject',
      title: 'About',
      clip: ({ resource, source }) => resource?.name ?? source.name,
      render: (alert) => <Subject alert={alert} />,
    },
    {
      id: 'assignee',
      title: 'Looked after by',
      clip: ({ assignee }) => (assignee === null ? '' : personName(assignee)),
      render: ({ assignee }) =>
        assignee === null ? <span className="dim">nobody</span> : personName(assignee),
    },
    {
      id: 'controls',
      title: 'Controls',
      align: 'right',
      optional: true,
      width: 88,
      render: ({ control_ids }) => number(control_ids.length),
    },
    { id: 'provider', title: 'Account', optional: true, render: ({ provider }) => provider?.name ?? '–' },
    {
      id: 'occurrences',
      title: 'Times',
      align: 'right',
      width: 64,
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
    past
      ? {
          id: 'resolved_at',
          title: 'Resolved',
          align: 'right',
          width: 104,
          render: (alert) => <RelativeTime at={alert.resolved_at} />,
        }
      : {
          id: 'last_occurred_at',
          title: 'Last seen',
          sort: 'last_occurred_at',
          align: 'right',
          width: 104,
          render: (alert) => <RelativeTime at={alert.last_occurred_at} />,
        },
  ];
}

/** What makes an alert quieter than others, or louder. */
export function Marks({ alert }: { alert: Alert }) {
  return (
    <>
      {alert.muted ? (
        <StateBadge
          tone="quiet"
          why={alert.muted_until === null ? null : `Nobody is notified until ${exact(alert.muted_until)}`}
        >
          Muted
        </StateBadge>
      ) : null}
      {alert.flapping ? (
        <StateBadge
          tone="warn"
          why="It opened four times within a day; it is announced once an hour at most."
        >
          Flapping
        </StateBadge>
      ) : null}
      {alert.first_check && alert.status !== 'resolved' ? (
        <StateBadge
          tone="quiet"
          why="It failed already when it was checked for the first time, so nothing changed. It stands below what is new."
        >
          Since the first check
        </StateBadge>
      ) : null}
    </>
  );
}

function Subject({ alert }: { alert: Alert }) {
  const { resource } = alert;
  if (resource !== null) {
    return resource.id === null ? (
      resource.name
    ) : (
      <Link href={paths.resource(resource.id)}>{resource.name}</Link>
    );
  }
  const address = addressOf(alert.source);
  return address === null ? alert.source.name : <Link href={address}>{alert.source.name}</Link>;
}
