import { Tabs } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useAct } from '../../app/act.tsx';
import { type Answer, read } from '../../app/api.ts';
import { paths } from '../../app/paths.ts';
import { ActButton } from '../../ui/act-button.tsx';
import { StateBadge, Status, UnknownBadge } from '../../ui/badge.tsx';
import { reasonOf } from '../../ui/configuration-tree.tsx';
import { Confirm } from '../../ui/confirm.tsx';
import { Identifier } from '../../ui/identifier.tsx';
import { Link, useGo } from '../../ui/link.tsx';
import { Facts, Page, Section } from '../../ui/page.tsx';
import { DetailBar } from '../../ui/panel.tsx';
import { BlockSkeleton, ErrorNotice } from '../../ui/state.tsx';
import { RelativeTime } from '../../ui/time.tsx';
import { useUrlState } from '../../ui/url-state.ts';
import { count, sentence } from '../../ui/words.ts';
import { BaselinesTab } from '../baselines/baselines-tab.tsx';
import { ResourceCompliance } from '../compliance/resource-compliance.tsx';
import { ConfigurationTab } from './configuration-tab.tsx';
import { DriftsTab } from './drifts-tab.tsx';
import classes from './resource-detail.module.css';
import { useResourceTypes } from './resource-types.ts';

export type Resource = Answer<'getResource'>;

const tabs = [
  { id: 'overview', title: 'Overview' },
  { id: 'configuration', title: 'Configuration' },
  { id: 'compliance', title: 'Compliance' },
  { id: 'drifts', title: 'Drifts' },
  { id: 'baselines', title: 'Baselines' },
];

export function ResourceDetail() {
  const { resourceId } = useParams({ strict: false }) as { resourceId: string };
  const [search, set] = useUrlState();
  const resource = useQuery(read('getResource', { path: { id: Number(resourceId) } }));
  const typeTitle = useResourceTypes();
  const { full: _full, tab: _tab, at: _at, ...kept } = search;
  const bar = <DetailBar back={paths.resources(kept)} backLabel="Resources" search={search} set={set} />;
  const found = resource.data;
  if (found === undefined) {
    return (
      <Page title={`Resource ${resourceId}`} above={bar}>
        {resource.isError ? (
          <ErrorNotice error={resource.error} retry={() => void resource.refetch()} />
        ) : (
          <>
            <BlockSkeleton height={48} />
            <BlockSkeleton height={300} />
          </>
        )}
      </Page>
    );
  }
  const active = tabs.find((tab) => tab.id === search.tab)?.id ?? 'overview';
  return (
    <Page
      title={found.name === '' ? found.external_id : found.name}
      above={bar}
      state={
        <>
          {typeTitle(found.resource_type)} in <span className="mono">{found.region}</span>, seen{' '}
          <RelativeTime at={found.last_seen_at} />
          {found.open_drifts > 0 ? `, ${count(found.open_drifts, 'open drift')}` : ', no open drift'}
        </>
      }
    >
      <div className={classes.badges}>
        <Status of={found.status} />
        {found.unreadable.length > 0 ? (
          <UnknownBadge>{count(found.unreadable.length, 'path')} not readable</UnknownBadge>
        ) : null}
        {found.baseline_id === null ? <StateBadge tone="warn">No baseline</StateBadge> : null}
        <Identifier value={found.external_id} length={60} />
      </div>
      <Tabs
        value={active}
        onChange={(value) => set({ tab: value === 'overview' ? undefined : (value ?? undefined) })}
        keepMounted={false}
      >
        <Tabs.List mb="md">
          {tabs.map((tab) => (
            <Tabs.Tab key={tab.id} value={tab.id}>
              {tab.title}
              {tab.id === 'drifts' && found.open_drifts > 0 ? ` (${found.open_drifts})` : ''}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="overview">
          <Overview resource={found} />
        </Tabs.Panel>
        <Tabs.Panel value="configuration">
          <ConfigurationTab resource={found} />
        </Tabs.Panel>
        <Tabs.Panel value="compliance">
          <ResourceCompliance resource={found} />
        </Tabs.Panel>
        <Tabs.Panel value="drifts">
          <DriftsTab resourceId={found.id} />
        </Tabs.Panel>
        <Tabs.Panel value="baselines">
          <BaselinesTab resource={found} />
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
}

function Overview({ resource }: { resource: Resource }) {
  const tags = Object.entries(resource.tags).sort(([a], [b]) => a.localeCompare(b));
  return (
    <div className={classes.stack}>
      <Section title="Identity">
        <Facts
          items={[
            [
              'Account',
              <Link key="a" href={paths.provider(resource.provider_id)}>
                {resource.provider_name}
              </Link>,
            ],
            [
              'Vendor type',
              <span key="v" className="mono">
                {resource.vendor_type}
              </span>,
            ],
            ['First seen', <RelativeTime key="f" at={resource.first_seen_at} />],
            ['Last seen', <RelativeTime key="l" at={resource.last_seen_at} />],
            ['Last change', <RelativeTime key="c" at={resource.changed_at} />],
            ['Content', <Identifier key="h" value={resource.content_hash} length={16} />],
          ]}
        />
      </Section>
      {resource.unreadable.length === 0 ? null : (
        <Section title="What could not be read">
          <ul className={classes.unread}>
            {resource.unreadable.map((hidden) => (
              <li key={hidden.path}>
                <span className="mono">{hidden.path}</span> <UnknownBadge>Unknown</UnknownBadge>{' '}
                <span className="dim">{reasonOf(hidden)}</span>
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Section title="Tags">
        {tags.length === 0 ? (
          <p className="dim">No tags.</p>
        ) : (
          <ul className={classes.tags}>
            {tags.map(([key, value]) => (
              <li key={key}>
                <Link href={paths.resources({ tag: `${key}=${value}` })} className="mono">
                  {key}={value}
                </Link>
              </li>
            ))}
          </ul>
        )}
      </Section>
      <Section title="Status history">
        {resource.status_history.length === 0 ? (
          <p className="dim">No change of status since it was first seen.</p>
        ) : (
          <ul className={classes.history}>
            {resource.status_history.map((step) => (
              <li key={`${step.at} ${step.to}`}>
                <RelativeTime at={step.at} />
                <span>
                  {step.from === null ? 'first seen as' : `${sentence(step.from)} →`} {sentence(step.to)}
                </span>
              </li>
            ))}
          </ul>
        )}
      </Section>
      <DeleteRecord resource={resource} />
    </div>
  );
}

function DeleteRecord({ resource }: { resource: Resource }) {
  const [asking, setAsking] = useState(false);
  const go = useGo();
  const remove = useAct('deleteResourceRecord', {
    refreshes: ['listResources', 'getResourceFacets', 'getStatus'],
    done: () => 'The record is deleted.',
    after: () => go(paths.resources()),
  });
  return (
    <div>
      <ActButton permission="manage_inventory" variant="default" onClick={() => setAsking(true)}>
        Delete record
      </ActButton>
      <Confirm
        opened={asking}
        title="Delete this record"
        act="Delete record"
        danger
        busy={remove.isPending}
        onClose={() => setAsking(false)}
        onConfirm={() => remove.mutate({ path: { id: resource.id } })}
      >
        <p>
          Versions, baselines and drifts of {resource.name} leave InfraAudit. The resource in the cloud is not
          touched; if it still exists, the next sync records it again as new.
        </p>
      </Confirm>
    </div>
  );
}
