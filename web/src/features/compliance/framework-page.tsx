import { Button, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { read } from '../../app/api.ts';
import { paths } from '../../app/paths.ts';
import { ActButton } from '../../ui/act-button.tsx';
import layout from '../../ui/layout.module.css';
import { Link, useGo } from '../../ui/link.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { BlockSkeleton, Empty, ErrorNotice } from '../../ui/state.tsx';
import { RelativeTime } from '../../ui/time.tsx';
import { useUrlState } from '../../ui/url-state.ts';
import { count, number } from '../../ui/words.ts';
import { AssessmentHistory } from './assessment-history.tsx';
import { type FrameworkDetail, frameworkTitle, numbersWords, scopeWords } from './compliance-words.ts';
import { DisableFramework } from './disable-framework.tsx';
import { EnableFramework } from './enable-framework.tsx';
import { FollowAssessment, useRunningCheck } from './follow-assessment.tsx';
import { PreflightSection } from './preflight-section.tsx';
import { RequirementTree } from './requirement-tree.tsx';
import { RunAssessment } from './run-assessment.tsx';
import { StatusBar, StatusLegend, ThreeNumbers } from './status.tsx';
import { TrendSection } from './trend.tsx';

export function FrameworkPage() {
  const { frameworkId } = useParams({ strict: false }) as { frameworkId: string };
  const [search] = useUrlState();
  const framework = useQuery(
    read('getFramework', {
      path: { id: frameworkId },
      query: search.version === undefined ? {} : { version: search.version },
    }),
  );
  const above = <Link href={paths.compliance()}>← Compliance</Link>;
  if (framework.data === undefined) {
    return (
      <Page title={frameworkId} above={above}>
        {framework.isError ? (
          <ErrorNotice error={framework.error} retry={() => void framework.refetch()} />
        ) : (
          <>
            <BlockSkeleton height={120} />
            <BlockSkeleton height={400} />
          </>
        )}
      </Page>
    );
  }
  return <Detail framework={framework.data} above={above} />;
}

function Detail({ framework, above }: { framework: FrameworkDetail; above: React.ReactNode }) {
  const [search, set] = useUrlState();
  const [asking, setAsking] = useState<'scope' | 'disable' | null>(null);
  const go = useGo();
  const running = useRunningCheck();
  const all = useQuery(read('listFrameworks', {}));
  const versions = (all.data?.data ?? []).filter(({ id }) => id === framework.id);
  const asked = running ?? (search.run === undefined ? null : Number(search.run));
  const { enabled, latest } = framework;
  return (
    <Page
      title={frameworkTitle(framework)}
      above={above}
      state={<State framework={framework} />}
      actions={
        <>
          {framework.versions.length > 1 ? (
            <Select
              aria-label="Version"
              w={130}
              allowDeselect={false}
              data={framework.versions.map((version) => ({ value: version, label: `Version ${version}` }))}
              value={framework.version}
              onChange={(version) => go(paths.framework(framework.id, { version: version ?? undefined }))}
            />
          ) : null}
          {enabled ? (
            <>
              <ActButton
                permission="manage_compliance"
                variant="default"
                onClick={() => setAsking('disable')}
              >
                Disable
              </ActButton>
              <ActButton permission="manage_compliance" variant="default" onClick={() => setAsking('scope')}>
                Scope
              </ActButton>
              <RunAssessment
                subject={{ framework_id: framework.id, version: framework.version }}
                onStarted={(run) => set({ run })}
              />
            </>
          ) : (
            <ActButton permission="manage_compliance" onClick={() => setAsking('scope')}>
              Enable
            </ActButton>
          )}
        </>
      }
    >
      {asked === null || Number.isNaN(asked) ? null : <FollowAssessment executionId={asked} key={asked} />}
      {enabled || latest !== null ? (
        <div className={layout.columns}>
          <TrendSection frameworkId={framework.id} version={framework.version} />
          <Latest framework={framework} />
        </div>
      ) : (
        <p>{framework.description}</p>
      )}
      <PreflightSection framework={framework} />
      <RequirementTree framework={framework} />
      {latest === null ? null : <AssessmentHistory framework={framework} />}
      {asking === 'scope' && versions.length > 0 ? (
        <EnableFramework
          versions={versions}
          chosen={versions.find(({ version }) => version === framework.version) ?? framework}
          onClose={() => setAsking(null)}
          onStarted={(run, version) => go(paths.framework(framework.id, { version, run }))}
        />
      ) : null}
      {asking === 'disable' ? (
        <DisableFramework framework={framework} onClose={() => setAsking(null)} />
      ) : null}
    </Page>
  );
}

function State({ framework }: { framework: FrameworkDetail }) {
  const providers = useQuery(read('listProviders'));
  const nameOf = (id: number) =>
    providers.data?.data.find((provider) => provider.id === id)?.name ?? `account ${id}`;
  return (
    <>
      {framework.publisher} · {count(framework.requirements, 'requirement')}, {number(framework.automated)}{' '}
      judged by controls ·{' '}
      {framework.enablement === null ? 'not enabled' : scopeWords(framework.enablement, nameOf)}
    </>
  );
}

function Latest({ framework }: { framework: FrameworkDetail }) {
  const id = framework.latest?.assessment_id;
  const latest = useQuery({ ...read('getAssessment', { path: { id: id ?? 0 } }), enabled: id !== undefined });
  return (
    <Section
      title="Newest assessment"
      aside={
        framework.latest === null ? undefined : (
          <span className="dim">
            <RelativeTime at={framework.latest.at} />
          </span>
        )
      }
    >
      {id === undefined ? (
        <Empty title="Not assessed yet">The first assessment starts when the framework is enabled.</Empty>
      ) : latest.data === undefined ? (
        latest.isError ? (
          <ErrorNotice error={latest.error} />
        ) : (
          <BlockSkeleton height={150} />
        )
      ) : (
        <div className={layout.stack}>
          <ThreeNumbers of={latest.data} large />
          <p className="visually-hidden">{numbersWords(latest.data)}</p>
          <StatusBar of={latest.data} />
          <StatusLegend
            of={latest.data}
            href={(status) => paths.framework(framework.id, { version: framework.version, status })}
          />
          <div>
            <Button component={Link} href={paths.assessment(id)} variant="default">
              Open assessment
            </Button>
          </div>
        </div>
      )}
    </Section>
  );
}
