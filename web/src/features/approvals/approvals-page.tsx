import { useQuery } from '@tanstack/react-query';
import { read } from '../../app/api.ts';
import { paths } from '../../app/paths.ts';
import { useProfile } from '../../app/session.ts';
import { StateBadge } from '../../ui/badge.tsx';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { RowLink } from '../../ui/link.tsx';
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
import { Empty } from '../../ui/state.tsx';
import { Countdown, RelativeTime } from '../../ui/time.tsx';
import type { UrlState } from '../../ui/url-state.ts';
import { count, number, sentence } from '../../ui/words.ts';
import {
  type Approval,
  ageWords,
  approvalTypes,
  statusTones,
  targetName,
  typeTitle,
} from './approval-words.ts';
import classes from './approvals.module.css';
import { PriorityBadge } from './priority-badge.tsx';

const filterNames = ['status', 'assigned', 'type', 'priority', 'submitter'];

export function ApprovalsPage() {
  return <ListPage parameter="approvalId" list={Queue} />;
}

export function queueSearch(search: UrlState): UrlState {
  return Object.fromEntries(Object.entries(search).filter(([name]) => filterNames.includes(name)));
}

function Queue(view: ListView) {
  const { selected, narrow, compact, search, set } = view;
  const fields = useQueueFilters(narrow);
  const approvals = useQuery({
    ...read('listApprovals', {
      query: {
        status: search.status,
        priority: search.priority,
        submitter: search.submitter,
        ...(search.assigned === 'me' ? { assigned: 'me' as const } : {}),
        type: search.type,
        ...pagingOf(search),
      },
    }),
    refetchInterval: 15_000,
  });
  const href = (approval: Approval) => paths.approval(approval.id, queueSearch(search));
  const filtered = isFiltered(search, filterNames);
  return (
    <Page title="Approvals" state={<QueueState />}>
      {/* The one filter that is left beside a detail fits there. */}
      <Filters fields={fields} view={{ search, set, narrow: false }} />
      <List query={approvals} page={{ search, set }} empty={<NoApprovals filtered={filtered} />}>
        {(rows) => (
          <DataTable
            label="Approvals"
            rows={rows}
            rowKey={(approval) => approval.id}
            href={href}
            selected={selected}
            narrow={compact}
            columns={columns(href, compact)}
          />
        )}
      </List>
    </Page>
  );
}

/** How many wait, and how many of them for me; whatever the filters show. */
function QueueState() {
  const waiting = useQuery(read('listApprovals', { query: { per_page: 1 } }));
  const mine = useQuery(read('listApprovals', { query: { assigned: 'me', per_page: 1 } }));
  if (waiting.data === undefined || mine.data === undefined) return 'Counting';
  const all = waiting.data.pagination.total;
  const own = mine.data.pagination.total;
  if (all === 0) return 'Nothing waits for a decision';
  if (own === all) return `${count(all, 'plan')} ${all === 1 ? 'waits' : 'wait'} for your decision`;
  return `${count(all, 'plan')} ${all === 1 ? 'waits' : 'wait'} for a decision, ${own === 0 ? 'none' : number(own)} of them for you`;
}

function useQueueFilters(narrow: boolean): FilterField[] {
  const profile = useProfile();
  const team = useQuery(read('getTeam'));
  const assigned = {
    name: 'assigned',
    label: 'Assigned to',
    none: 'anybody',
    options: [{ value: 'me', label: 'Me' }],
  };
  if (narrow) return [assigned];
  return [
    {
      name: 'status',
      label: 'Status',
      none: 'pending',
      options: choices(['pending', 'approved', 'rejected', 'expired', 'cancelled']),
    },
    assigned,
    { name: 'type', label: 'Type', options: choices(approvalTypes, typeTitle) },
    { name: 'priority', label: 'Priority', options: choices(['urgent', 'high', 'normal', 'low']) },
    {
      name: 'submitter',
      label: 'Asked by',
      single: true,
      options: [
        { value: 'me', label: 'Me' },
        ...(team.data?.members ?? [])
          .filter((member) => member.email !== profile.email)
          .map((member) => ({ value: member.email, label: member.name })),
      ],
    },
  ];
}

function NoApprovals({ filtered }: { filtered: boolean }) {
  if (filtered) return <Empty title="No approval fits these filters">Clear a filter to see more.</Empty>;
  return (
    <Empty title="Nothing waits for a decision" action={{ label: 'Open jobs', href: paths.jobs() }}>
      A job that changes connected systems plans each run first. Its plan appears here and waits for somebody
      who did not ask for it.
    </Empty>
  );
}

const assigneeNames = ({ assignees }: Approval): string => assignees.map(({ name }) => name).join(', ');

function columns(href: (approval: Approval) => string, compact: boolean): Column<Approval>[] {
  return [
    {
      id: 'title',
      title: 'Plan',
      width: '40%',
      keep: true,
      render: (approval) => (
        <span className={classes.two}>
          <RowLink href={href(approval)}>{approval.title}</RowLink>
          <span className="dim">
            {count(approval.changes, 'change')} in {targetName(approval.target_system)}
            {compact ? `, ${ageWords(approval.age_seconds)} old` : ''}
          </span>
        </span>
      ),
    },
    {
      id: 'type',
      title: 'Type',
      width: 120,
      render: (approval) => typeTitle(approval.type),
    },
    {
      id: 'status',
      title: 'Status',
      width: 110,
      keep: compact,
      render: (approval) => (
        <StateBadge tone={statusTones[approval.status] ?? 'quiet'}>{sentence(approval.status)}</StateBadge>
      ),
    },
    {
      id: 'priority',
      title: 'Priority',
      width: 100,
      render: (approval) => <PriorityBadge priority={approval.priority} />,
    },
    {
      id: 'by',
      title: 'Asked by',
      clip: (approval) => approval.submitted_by.label,
      render: (approval) => approval.submitted_by.label,
    },
    {
      id: 'for',
      title: 'Assigned to',
      clip: assigneeNames,
      render: (approval) =>
        approval.assignees.length === 0 ? <span className="dim">nobody</span> : assigneeNames(approval),
    },
    {
      id: 'age',
      title: 'Waits',
      align: 'right',
      width: 80,
      render: (approval) => ageWords(approval.age_seconds),
    },
    {
      id: 'expires',
      title: 'Expires',
      align: 'right',
      width: 110,
      render: (approval) =>
        approval.status === 'pending' ? (
          <span>
            in <Countdown to={approval.expires_at} />
          </span>
        ) : (
          <RelativeTime at={approval.decided_at} />
        ),
    },
  ];
}
