import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { read } from '../../app/api.ts';
import { paths } from '../../app/paths.ts';
import { ActButton } from '../../ui/act-button.tsx';
import { severities } from '../../ui/badge.tsx';
import { Card, Cards } from '../../ui/card.tsx';
import { Link } from '../../ui/link.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { BlockSkeleton, Empty, ErrorNotice } from '../../ui/state.tsx';
import { RelativeTime } from '../../ui/time.tsx';
import { useUrlState } from '../../ui/url-state.ts';
import { count, number } from '../../ui/words.ts';
import classes from './compliance.module.css';
import { ComplianceTabs } from './compliance-tabs.tsx';
import {
  type Framework,
  frameworkPath,
  frameworkTitle,
  numbersWords,
  scopeWords,
} from './compliance-words.ts';
import { DisableFramework } from './disable-framework.tsx';
import { EnableFramework } from './enable-framework.tsx';
import { FailingControls } from './failing-controls.tsx';
import { FollowAssessment, useRunningCheck } from './follow-assessment.tsx';
import { RunAssessment } from './run-assessment.tsx';
import { StatusBar, StatusLegend, ThreeNumbers } from './status.tsx';
import { TrendSparkline } from './trend.tsx';

export function FrameworksPage() {
  const [search, set] = useUrlState();
  const frameworks = useQuery(read('listFrameworks', {}));
  const all = frameworks.data?.data ?? [];
  const enabled = all.filter((framework) => framework.enabled);
  const running = useRunningCheck();
  const asked = running ?? (search.run === undefined ? null : Number(search.run));
  const follow = (executionId: number) => set({ run: executionId });
  return (
    <Page
      title="Compliance"
      state={<State enabled={enabled.length} />}
      actions={enabled.length === 0 ? undefined : <RunAssessment subject={{}} onStarted={follow} />}
    >
      <ComplianceTabs />
      {asked === null || Number.isNaN(asked) ? null : <FollowAssessment executionId={asked} key={asked} />}
      {frameworks.data === undefined ? (
        frameworks.isError ? (
          <ErrorNotice error={frameworks.error} retry={() => void frameworks.refetch()} />
        ) : (
          <Cards>
            <BlockSkeleton height={240} />
            <BlockSkeleton height={240} />
          </Cards>
        )
      ) : (
        <>
          {enabled.length === 0 ? (
            <NothingEnabled />
          ) : (
            <Cards>
              {enabled.map((framework) => (
                <FrameworkCard
                  key={`${framework.id} ${framework.version}`}
                  framework={framework}
                  versions={all.filter(({ id }) => id === framework.id)}
                  onStarted={follow}
                />
              ))}
            </Cards>
          )}
          {enabled.length === 0 ? null : <FailingControls />}
          <Offers all={all} onStarted={follow} />
        </>
      )}
    </Page>
  );
}

function State({ enabled }: { enabled: number }) {
  const overview = useQuery(read('getComplianceOverview')).data;
  if (overview === undefined) return 'Counting';
  if (enabled === 0) return 'No framework is enabled.';
  const failing = severities.reduce((sum, severity) => sum + (overview.failing_controls[severity] ?? 0), 0);
  const critical = overview.failing_controls.critical ?? 0;
  return (
    <>
      {count(enabled, 'framework')} enabled, {numbersWords(overview)}, {number(overview.unknown)} unknown ·{' '}
      {count(failing, 'failing control')}
      {critical > 0 ? `, ${critical} critical` : ''}
    </>
  );
}

function NothingEnabled() {
  const providers = useQuery(read('listProviders'));
  const none = providers.data !== undefined && providers.data.data.length === 0;
  return (
    <Empty
      title={none ? 'No account is connected' : 'No framework is enabled'}
      action={none ? { label: 'Connect account', href: paths.connect() } : undefined}
    >
      {none
        ? 'Controls judge what was read of an account, so there is nothing to judge yet.'
        : 'Enable one below. What was read already is judged at once, and again after each sync and by schedule.'}
    </Empty>
  );
}

function FrameworkCard({
  framework,
  versions,
  onStarted,
}: {
  framework: Framework;
  versions: Framework[];
  onStarted: (executionId: number) => void;
}) {
  const [asking, setAsking] = useState<'scope' | 'disable' | null>(null);
  const providers = useQuery(read('listProviders'));
  const id = framework.latest?.assessment_id;
  const latest = useQuery({ ...read('getAssessment', { path: { id: id ?? 0 } }), enabled: id !== undefined });
  const nameOf = (one: number) =>
    providers.data?.data.find((provider) => provider.id === one)?.name ?? `account ${one}`;
  const newer = versions.find(({ newest, enabled }) => newest && !enabled);
  const href = frameworkPath(framework);
  return (
    <Card
      label={frameworkTitle(framework)}
      title={
        <>
          <Link href={href}>{framework.title}</Link> {framework.version}
        </>
      }
      words={
        <>
          {framework.enablement === null ? '' : scopeWords(framework.enablement, nameOf)}
          {newer === undefined ? '' : ` · version ${newer.version} exists`}
        </>
      }
      foot={
        <>
          <Button component={Link} href={href} variant="default">
            Requirements
          </Button>
          <ActButton permission="manage_compliance" variant="default" onClick={() => setAsking('scope')}>
            {newer === undefined ? 'Scope' : 'Scope and version'}
          </ActButton>
          <ActButton permission="manage_compliance" variant="default" onClick={() => setAsking('disable')}>
            Disable
          </ActButton>
        </>
      }
    >
      {framework.latest === null ? (
        <p className="dim">Enabled, and not assessed yet.</p>
      ) : (
        <>
          <div className={classes.figures}>
            <ThreeNumbers of={framework.latest} />
            <TrendSparkline frameworkId={framework.id} version={framework.version} />
          </div>
          {latest.data === undefined ? (
            <BlockSkeleton height={36} />
          ) : (
            <>
              <StatusBar of={latest.data} />
              <StatusLegend
                of={latest.data}
                href={(status) => paths.framework(framework.id, { version: framework.version, status })}
              />
            </>
          )}
          <p className="dim">
            Assessed{' '}
            <Link href={paths.assessment(framework.latest.assessment_id)}>
              <RelativeTime at={framework.latest.at} />
            </Link>
          </p>
        </>
      )}
      {asking === 'scope' ? (
        <EnableFramework
          versions={versions}
          chosen={framework}
          onClose={() => setAsking(null)}
          onStarted={onStarted}
        />
      ) : null}
      {asking === 'disable' ? (
        <DisableFramework framework={framework} onClose={() => setAsking(null)} />
      ) : null}
    </Card>
  );
}

/** What could be enabled, with what that gives. */
function Offers({ all, onStarted }: { all: Framework[]; onStarted: (executionId: number) => void }) {
  const [chosen, setChosen] = useState<Framework | null>(null);
  const offered = all
    .filter(({ id, newest }) => newest && !all.some((each) => each.id === id && each.enabled))
    // What no control of this version judges comes last.
    .sort((a, b) => Number(b.automated > 0) - Number(a.automated > 0));
  if (offered.length === 0) return null;
  return (
    <Section title="Frameworks that are not enabled" padded={false}>
      <div className={classes.clip}>
        <ul className={classes.offers}>
          {offered.map((framework) => {
            const versions = all.filter(({ id }) => id === framework.id);
            return (
              <li key={framework.id} className={classes.offer}>
                <h3>
                  <Link href={frameworkPath(framework)}>{framework.title}</Link>
                </h3>
                <p className="dim">{framework.description}</p>
                <p className="number">
                  {count(framework.requirements, 'requirement')},{' '}
                  {framework.automated === 0
                    ? 'none of them judged by a control of this version'
                    : `${number(framework.automated)} judged by controls, ${number(framework.requirements - framework.automated)} for a person`}
                  {versions.length > 1
                    ? ` · versions ${versions.map(({ version }) => version).join(', ')}`
                    : ''}
                </p>
                <div>
                  <ActButton
                    permission="manage_compliance"
                    size="compact"
                    variant="default"
                    onClick={() => setChosen(framework)}
                  >
                    Enable
                  </ActButton>
                </div>
              </li>
            );
          })}
        </ul>
      </div>
      {chosen === null ? null : (
        <EnableFramework
          versions={all.filter(({ id }) => id === chosen.id)}
          chosen={chosen}
          onClose={() => setChosen(null)}
          onStarted={onStarted}
        />
      )}
    </Section>
  );
}
