import { useQuery } from '@tanstack/react-query';
import { Outlet, useParams } from '@tanstack/react-router';
import { read } from '../../app/api.ts';
import { paths } from '../../app/paths.ts';
import { useProfile } from '../../app/session.ts';
import { StateBadge } from '../../ui/badge.tsx';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { ClearFilters, Filter, FilterBar } from '../../ui/filters.tsx';
import { Link } from '../../ui/link.tsx';
import { List, pagingOf } from '../../ui/list.tsx';
import { Page } from '../../ui/page.tsx';
import { ListWithDetail, useIsWide } from '../../ui/panel.tsx';
import { Empty } from '../../ui/state.tsx';
import { Countdown, RelativeTime } from '../../ui/time.tsx';
import { type SetUrlState, type UrlState, useUrlState } from '../../ui/url-state.ts';
import { count, number, sentence } from '../../ui/words.ts';
import { type Approval, ageWords, statusTones } from './approval-words.ts';
import classes from './approvals.module.css';
import { PriorityBadge } from './priority-badge.tsx';

const filterNames = ['status', 'assigned', 'type', 'priority', 'submitter'];

export function ApprovalsPage() {
  const [search, set] = useUrlState();
  const { approvalId } = useParams({ strict: false }) as { approvalId?: string };
  const isWide = useIsWide();
  const narrow = approvalId !== undefined && isWide && search.full !== '1';
  return (
    <ListWithDetail
      list={<Queue selected={approvalId} narrow={narrow} search={search} set={set} />}
      detail={approvalId === undefined ? null : <Outlet />}
      full={search.full === '1'}
    />
  );
}

export function queueSearch(search: UrlState): UrlState {
  return Object.fromEntries(Object.entries(search).filter(([name]) => filterNames.includes(name)));
}

type Parts = { selected: string | undefined; narrow: boolean; search: UrlState; set: SetUrlState };

function Queue({ selected, narrow, search, set }: Parts) {
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
  const filtered = filterNames.some((name) => (search[name] ?? '') !== '');
  return (
    <Page title="Approvals" state={<QueueState />}>
      <Filters search={search} set={set} narrow={narrow} />
      <List query={approvals} page={{ search, set }} empty={<NoApprovals filtered={filtered} />}>
        {(rows) => (
          <DataTable
            label="Approvals"
            rows={rows}
            rowKey={(approval) => approval.id}
            href={href}
            selected={selected === undefined ? undefined : Number(selected)}
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

function Filters({ search, set, narrow }: Omit<Parts, 'selected'>) {
  const profile = useProfile();
  const team = useQuery(read('getTeam'));
  const clear = <ClearFilters names={filterNames} search={search} set={set} />;
  const assigned = (
    <Filter
      name="assigned"
      label="Assigned to"
      none="anybody"
      search={search}
      set={set}
      options={[{ value: 'me', label: 'Me' }]}
    />
  );
  if (narrow) {
    return (
      <FilterBar>
        {assigned}
        {clear}
      </FilterBar>
    );
  }
  return (
    <FilterBar>
      <Filter
        name="status"
        label="Status"
        none="pending"
        search={search}
        set={set}
        options={['pending', 'approved', 'rejected', 'expired', 'cancelled'].map((value) => ({
          value,
          label: sentence(value),
        }))}
      />
      {assigned}
      <Filter
        name="type"
        label="Type"
        search={search}
        set={set}
        options={[{ value: 'scheduled_job', label: 'Scheduled job' }]}
      />
      <Filter
        name="priority"
        label="Priority"
        search={search}
        set={set}
        options={['urgent', 'high', 'normal', 'low'].map((value) => ({ value, label: sentence(value) }))}
      />
      <Filter
        name="submitter"
        label="Asked by"
        search={search}
        set={set}
        single
        options={[
          { value: 'me', label: 'Me' },
          ...(team.data?.members ?? [])
            .filter((member) => member.email !== profile.email)
            .map((member) => ({ value: member.email, label: member.name })),
        ]}
      />
      {clear}
    </FilterBar>
  );
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
          <Link href={href(approval)} style={{ fontWeight: 500 }}>
            {approval.title}
          </Link>
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
