import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { type Answer, read } from '../../app/api.ts';
import { paths } from '../../app/paths.ts';
import { ActButton } from '../../ui/act-button.tsx';
import { Status, UnknownBadge } from '../../ui/badge.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { Link, useGo } from '../../ui/link.tsx';
import { List, pagingOf } from '../../ui/list.tsx';
import { Facts, Page, Section } from '../../ui/page.tsx';
import { BlockSkeleton, Empty, ErrorNotice } from '../../ui/state.tsx';
import { RelativeTime } from '../../ui/time.tsx';
import { useUrlState } from '../../ui/url-state.ts';
import { count, duration, number, percent } from '../../ui/words.ts';
import { useResourceTypes } from '../resources/resource-types.ts';
import { gapWords } from './gap-words.ts';
import { Preflight } from './preflight.tsx';
import classes from './providers.module.css';
import { methods, ProviderActions, vendors } from './providers-page.tsx';
import { WriteAccess } from './write-access.tsx';

export function ProviderPage() {
  const { providerId } = useParams({ strict: false }) as { providerId: string };
  const id = Number(providerId);
  const go = useGo();
  const provider = useQuery({
    ...read('getProvider', { path: { id } }),
    refetchInterval: (query) => (query.state.data?.status === 'syncing' ? 2_000 : false),
  });
  const above = <Link href={paths.providers()}>← Cloud providers</Link>;
  const found = provider.data;
  if (found === undefined) {
    return (
      <Page title={`Account ${providerId}`} above={above}>
        {provider.isError ? (
          <ErrorNotice error={provider.error} retry={() => void provider.refetch()} />
        ) : (
          <BlockSkeleton height={200} />
        )}
      </Page>
    );
  }
  return (
    <Page
      title={found.name}
      above={above}
      state={
        <>
          {vendors[found.type]} <span className="mono">{found.account_id}</span>,{' '}
          {number(found.resource_count)} resources, synced{' '}
          <RelativeTime at={found.last_synced_at} empty="never" />
        </>
      }
      actions={<ProviderActions provider={found} />}
    >
      {found.error_message === null ? null : (
        <div role="alert" className={classes.problem}>
          {found.error_message}
        </div>
      )}
      <Section
        title="Connection"
        aside={
          <>
            <Status of={found.status} />
            <ActButton
              permission="manage_providers"
              size="compact"
              variant="default"
              onClick={() => go(paths.credentials(found.id))}
            >
              Replace credentials
            </ActButton>
          </>
        }
      >
        <Facts
          items={[
            ['Signs in with', methods[found.auth_method] ?? found.auth_method],
            ...Object.entries(found.settings).map(([name, value]): [string, React.ReactNode] => [
              settingTitles[name] ?? name,
              <span key={name} className="mono">
                {value}
              </span>,
            ]),
            ['Connected', <RelativeTime key="c" at={found.created_at} />],
          ]}
        />
      </Section>
      {found.status === 'disconnected' ? null : <WriteAccess provider={found} />}
      <Coverage id={id} />
      {found.status === 'disconnected' ? null : <Preflight providerId={id} />}
      <Syncs id={id} />
    </Page>
  );
}

const settingTitles: Record<string, string> = {
  region: 'First region',
  roleArn: 'Role',
  role_arn: 'Role',
  externalId: 'External id',
  external_id: 'External id',
  profile: 'Profile',
  endpointUrl: 'Endpoint',
  endpoint_url: 'Endpoint',
  access_key_id: 'Access key id',
};

type Source = Answer<'getProviderCoverage'>['sources'][number];

/** Sources with something missing come first, because they are the reason to look. */
function Coverage({ id }: { id: number }) {
  const coverage = useQuery(read('getProviderCoverage', { path: { id } }));
  const [search, set] = useUrlState();
  const typeTitle = useResourceTypes();
  if (coverage.data === undefined) {
    return coverage.isError ? <ErrorNotice error={coverage.error} /> : <BlockSkeleton height={200} />;
  }
  const { data } = coverage;
  const everything = search.sources === 'all';
  const incomplete = data.sources.filter(
    (source) => source.gaps.length > 0 || !source.outcome.startsWith('success'),
  );
  const shown = (everything ? data.sources : incomplete).map((source, index) => ({ ...source, key: index }));
  return (
    <Section
      title="Coverage"
      padded={false}
      aside={
        <>
          {data.percent === null ? (
            <UnknownBadge>Not scanned yet</UnknownBadge>
          ) : (
            <span>
              {percent(data.percent)}{' '}
              <span className="dim">
                {number(data.evaluated)} of {count(data.total, 'source')} seen whole
              </span>
            </span>
          )}
          <button
            type="button"
            className={classes.method}
            style={{ padding: '2px 8px' }}
            onClick={() => set({ sources: everything ? undefined : 'all' })}
          >
            {everything ? 'Only the gaps' : 'All sources'}
          </button>
        </>
      }
    >
      {shown.length === 0 ? (
        data.percent === null ? (
          <Empty title="Not scanned yet">Coverage is known after the first sync.</Empty>
        ) : (
          <Empty title="Nothing was left out">
            Every source was read completely in every enabled region.
          </Empty>
        )
      ) : (
        <DataTable<Source & { key: number }>
          label="Sources"
          rows={shown}
          rowKey={(source) => source.key}
          columns={[
            { id: 'source', title: 'Source', render: (source) => typeTitle(source.source) },
            {
              id: 'region',
              title: 'Region',
              render: (source) => <span className="mono">{source.region}</span>,
            },
            { id: 'outcome', title: 'Outcome', render: (source) => <Status of={source.outcome} /> },
            {
              id: 'gaps',
              title: 'Not seen, and why',
              render: (source) =>
                source.gaps.length === 0 ? (
                  <span className="dim">nothing</span>
                ) : (
                  <span className={classes.gapCell}>
                    {source.gaps.map((gap) => (
                      <span key={`${gap.reason} ${gap.permission ?? ''} ${gap.paths.join()}`}>
                        {gapWords(gap)}
                      </span>
                    ))}
                  </span>
                ),
            },
            { id: 'fetched', title: 'Resources', align: 'right', render: (source) => number(source.fetched) },
            { id: 'took', title: 'Took', align: 'right', render: (source) => duration(source.duration_ms) },
            {
              id: 'whole',
              title: 'Seen whole',
              align: 'right',
              render: (source) => <RelativeTime at={source.last_complete_at} empty="never" />,
            },
          ]}
        />
      )}
    </Section>
  );
}

function Syncs({ id }: { id: number }) {
  const [search, set] = useUrlState();
  const runs = useQuery(read('listSyncRuns', { path: { id }, query: { ...pagingOf(search), per_page: 20 } }));
  return (
    <Section title="Sync history" padded={false}>
      <List framed={false} query={runs} page={{ search, set }} empty={<Empty title="No sync yet" />}>
        {(rows) => (
          <DataTable
            label="Syncs"
            rows={rows}
            rowKey={(run) => run.id}
            href={(run) =>
              run.execution_id === null ? paths.provider(id) : paths.execution(run.execution_id)
            }
            columns={[
              {
                id: 'started',
                title: 'Started',
                render: (run) =>
                  run.execution_id === null ? (
                    <RelativeTime at={run.started_at} />
                  ) : (
                    <Link href={paths.execution(run.execution_id)}>
                      <RelativeTime at={run.started_at} />
                    </Link>
                  ),
              },
              { id: 'status', title: 'Outcome', render: (run) => <Status of={run.status} why={run.error} /> },
              {
                id: 'took',
                title: 'Took',
                align: 'right',
                render: (run) => (run.duration_ms === null ? '–' : duration(run.duration_ms)),
              },
              { id: 'found', title: 'Found', align: 'right', render: (run) => number(run.found) },
              { id: 'created', title: 'New', align: 'right', render: (run) => number(run.created) },
              { id: 'updated', title: 'Changed', align: 'right', render: (run) => number(run.updated) },
              { id: 'unchanged', title: 'Unchanged', align: 'right', render: (run) => number(run.unchanged) },
              { id: 'deleted', title: 'Deleted', align: 'right', render: (run) => number(run.deleted) },
              { id: 'unreadable', title: 'Unread', align: 'right', render: (run) => number(run.unreadable) },
            ]}
          />
        )}
      </List>
    </Section>
  );
}
