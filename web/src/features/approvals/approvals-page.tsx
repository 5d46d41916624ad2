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
import { type Approval, ageWords, statusTones } from './approval-words.ts';
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
  const { selected, narrow, search, set } = view;
  const fields = useQueueFilters(narrow);
  const approvals = useQuery({
    ...read('listApprovals', {
      query: {
        status: search.status,
        priority: search.priority,
        submitter: search.submitter,
        ...(search.assigned === 'me' ? { assigned: 'me' as const } : {}),
        ...(search.type === 'scheduled_job' ? { type: search.type } : {}),
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
            narrow={narrow}
            columns={columns(href, narrow)}
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
    { name: 'type', label: 'Type', options: choices(['scheduled_job']) },
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

function columns(href: (approval: Approval) => string, narrow: boolean): Column<Approval>[] {
  return [
    {
      id: 'title',
      title: 'Plan',
      keep: true,
      render: (approval) => (
        <span className={classes.two}>
          <RowLink href={href(approval)}>{approval.title}</RowLink>
          <span className="dim">
            {count(approval.changes, 'change')} in {approval.target_system}
          </span>
        </span>
      ),
    },
    {
      id: 'status',
      title: 'Status',
      width: 120,
      keep: narrow,
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
    { id: 'by', title: 'Asked by', render: (approval) => approval.submitted_by.label },
    {
      id: 'for',
      title: 'Assigned to',
      render: (approval) =>
        approval.assignees.length === 0 ? (
          <span className="dim">nobody</span>
        ) : (
          approval.assignees.map((person) => person.name).join(', ')
        ),
    },
    {
      id: 'age',
      title: 'Waits',
      align: 'right',
      width: 80,
      keep: narrow,
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
