import { Tabs } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { type Answer, read } from '../../app/api.ts';
import { paths } from '../../app/paths.ts';
import { Page } from '../../ui/page.tsx';
import { DetailBar } from '../../ui/panel.tsx';
import { BlockSkeleton, ErrorNotice } from '../../ui/state.tsx';
import { useUrlState } from '../../ui/url-state.ts';
import { ExplainTab } from './explain-tab.tsx';
import { HistoryTab } from './history-tab.tsx';
import { JobActions } from './job-actions.tsx';
import { JobOverview } from './job-overview.tsx';
import classes from './jobs.module.css';
import { JobState, listSearch } from './jobs-page.tsx';
import { RevisionsTab } from './revisions-tab.tsx';

export type JobDetail = Answer<'getJob'>;

const tabs = [
  { id: 'overview', title: 'Overview' },
  { id: 'history', title: 'History' },
  { id: 'explain', title: 'Explain' },
  { id: 'revisions', title: 'Revisions' },
];

export function JobPage() {
  const { jobId } = useParams({ strict: false }) as { jobId: string };
  const [search, set] = useUrlState();
  const job = useQuery({
    ...read('getJob', { path: { id: jobId } }),
    refetchInterval: 10_000,
  });
  const bar = <DetailBar back={paths.jobs(listSearch(search))} backLabel="Jobs" search={search} set={set} />;
  const found = job.data;
  if (found === undefined) {
    return (
      <Page title={`Job ${jobId}`} above={bar}>
        {job.isError ? (
          <ErrorNotice error={job.error} retry={() => void job.refetch()} />
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
    <Page title={found.name} above={bar} state={found.description} actions={<JobActions job={found} />}>
      <div className={classes.badges}>
        <JobState job={found} />
        {found.name === found.type_title ? null : <span>{found.type_title}</span>}
        {found.acts ? <span className="dim">changes connected systems, after an approval</span> : null}
        {found.state_reason === null ? null : <span className="dim">{found.state_reason}</span>}
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
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="overview">
          <JobOverview job={found} />
        </Tabs.Panel>
        <Tabs.Panel value="history">
          <HistoryTab job={found} />
        </Tabs.Panel>
        <Tabs.Panel value="explain">
          <ExplainTab job={found} />
        </Tabs.Panel>
        <Tabs.Panel value="revisions">
          <RevisionsTab job={found} />
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
}
