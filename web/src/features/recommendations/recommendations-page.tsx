import { useQuery } from '@tanstack/react-query';
import { read } from '../../app/api.ts';
import { paths } from '../../app/paths.ts';
import { SeverityBadge, StateBadge, severities } from '../../ui/badge.tsx';
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
import { RelativeTime } from '../../ui/time.tsx';
import type { UrlState } from '../../ui/url-state.ts';
import { count, number, sentence } from '../../ui/words.ts';
import { effortWords } from '../remediation/remediation-words.ts';
import { useResourceTypes } from '../resources/resource-types.ts';
import {
  dollars,
  gainWords,
  kinds,
  type Recommendation,
  statuses,
  statusTitle,
  statusTones,
} from './recommendation-words.ts';

const filterNames = ['status', 'type', 'priority', 'provider_id', 'control_id', 'q'] as const;

export function RecommendationsPage() {
  return <ListPage parameter="recommendationId" list={Recommendations} />;
}

/** The filters go along into a detail and back. */
export function listSearch(search: UrlState): UrlState {
  return Object.fromEntries(
    Object.entries(search).filter(([name]) => [...filterNames, 'resource_id', 'page'].includes(name)),
  );
}

function Recommendations(view: ListView) {
  const { selected, compact, search, set } = view;
  const typeTitle = useResourceTypes();
  const recommendations = useQuery(
    read('listRecommendations', {
      query: {
        ...chosen(search, filterNames),
        ...(search.resource_id === undefined ? {} : { resource_id: Number(search.resource_id) }),
        ...pagingOf(search),
      },
    }),
  );
  const fields = useFields();
  const href = (one: Recommendation) => paths.recommendation(one.id, listSearch(search));
  const columns: Column<Recommendation>[] = [
    {
      id: 'title',
      title: 'What to do',
      width: '38%',
      keep: true,
      render: (one) => (
        <>
          <RowLink href={href(one)}>{one.title}</RowLink>
          {compact ? <div className="dim">{subjectOf(one, typeTitle)}</div> : null}
        </>
      ),
    },
    {
      id: 'priority',
      title: 'Priority',
      width: 104,
      keep: true,
      render: ({ priority }) => <SeverityBadge severity={priority} />,
    },
    {
      id: 'status',
      title: 'Status',
      width: 110,
      optional: true,
      render: ({ status, status_note }) => (
        <StateBadge tone={statusTones[status]} why={status_note}>
          {statusTitle(status)}
        </StateBadge>
      ),
    },
    { id: 'type', title: 'Type', width: 104, render: ({ type }) => sentence(type) },
    {
      id: 'impact',
      title: 'Gain',
      width: 140,
      clip: (one) => one.impact,
      render: gainWords,
    },
    {
      id: 'resource',
      title: 'Resource',
      clip: (one) => subjectOf(one, typeTitle),
      render: (one) =>
        one.resource_id === null ? (
          subjectOf(one, typeTitle)
        ) : (
          <Link href={paths.resource(one.resource_id)}>
            {one.resource_name ?? `resource ${one.resource_id}`}
          </Link>
        ),
    },
    {
      id: 'effort',
      title: 'Effort',
      align: 'right',
      width: 80,
      render: ({ effort_minutes }) => effortWords(effort_minutes),
    },
    { id: 'account', title: 'Account', optional: true, render: ({ provider_name }) => provider_name },
    {
      id: 'fix',
      title: 'Fix',
      width: 96,
      render: (one) =>
        one.remediation_id !== null ? (
          <Link href={paths.remediation(one.remediation_id)}>asked for</Link>
        ) : one.has_automated_fix ? (
          'prepared'
        ) : (
          <span className="dim">by hand</span>
        ),
    },
    {
      id: 'updated',
      title: 'Updated',
      align: 'right',
      width: 100,
      optional: true,
      render: ({ updated_at }) => <RelativeTime at={updated_at} />,
    },
  ];
  const choice = useColumnChoice('recommendations', columns);
  return (
    <Page title="Recommendations" state={<ListState />}>
      <Filters text="Find a recommendation" fields={fields} view={view} right={choice.menu} />
      <List
        query={recommendations}
        page={{ search, set }}
        empty={<NoRecommendations filtered={isFiltered(search, [...filterNames, 'resource_id'])} />}
      >
        {(rows) => (
          <DataTable
            label="Recommendations"
            columns={columns}
            rows={rows}
            rowKey={({ id }) => id}
            href={href}
            selected={selected}
            narrow={compact}
            // Without a filter all of them are open.
            visible={search.status === undefined ? choice.visible : new Set([...choice.visible, 'status'])}
          />
        )}
      </List>
    </Page>
  );
}

function subjectOf(one: Recommendation, typeTitle: (type: string) => string): string {
  return one.resource_name ?? `${count(one.resource_count, 'resource')}, ${typeTitle(one.resource_type)}`;
}

function useFields(): FilterField[] {
  const providers = useQuery(read('listProviders')).data?.data ?? [];
  return [
    {
      name: 'status',
      label: 'Status',
      none: 'open',
      options: [...choices(statuses, statusTitle), { value: 'all', label: 'All' }],
    },
    { name: 'type', label: 'Type', options: choices(kinds) },
    { name: 'priority', label: 'Priority', options: choices(severities) },
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

function ListState() {
  const summary = useQuery(read('getRecommendationSummary')).data;
  const savings = useQuery(read('getRecommendationSavings')).data;
  if (summary === undefined || savings === undefined) return 'Counting';
  const urgent = (summary.by_priority.critical ?? 0) + (summary.by_priority.high ?? 0);
  return [
    count(summary.pending, 'open recommendation'),
    ...(urgent === 0 ? [] : [`${number(urgent)} critical or high`]),
    `${number(summary.with_automated_fix)} with a prepared fix`,
    savings.recommendations === 0
      ? 'no figure of savings follows from what is known'
      : `at least ${dollars(savings.estimated_monthly_savings)} a month to save in ${number(savings.recommendations)} of them`,
  ].join(', ');
}

function NoRecommendations({ filtered }: { filtered: boolean }) {
  if (filtered)
    return <Empty title="No recommendation fits these filters">Clear a filter to see more.</Empty>;
  return (
    <Empty
      title="Nothing is recommended"
      action={{ label: 'Failing controls', href: paths.controls({ status: 'fail' }) }}
    >
      Recommendations are written for new critical and high findings, after each sync, and on the page of a
      drift or a control when somebody asks.
    </Empty>
  );
}
