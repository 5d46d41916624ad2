import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useAct } from '../../app/act.tsx';
import { read } from '../../app/api.ts';
import { paths } from '../../app/paths.ts';
import { useProfile } from '../../app/session.ts';
import { ActButton } from '../../ui/act-button.tsx';
import { Link, useGo } from '../../ui/link.tsx';
import { Page } from '../../ui/page.tsx';
import { BlockSkeleton, Empty, ErrorNotice } from '../../ui/state.tsx';
import { RelativeTime } from '../../ui/time.tsx';
import { count } from '../../ui/words.ts';
import { Cards } from './cards.tsx';
import { CoveragePanel } from './coverage-panel.tsx';
import classes from './dashboard.module.css';
import { DriftHistory } from './drift-history.tsx';
import { JobsPanel } from './jobs-panel.tsx';
import { NewestDrifts } from './newest-drifts.tsx';

export function DashboardPage() {
  const go = useGo();
  const status = useQuery(read('getStatus'));
  const summary = useQuery(read('getDriftSummary'));
  const profile = useProfile();
  const detect = useAct('detectDrift', {
    refreshes: ['getStatus'],
    done: (answer) => answer.message,
    after: (answer) => go(paths.execution(answer.execution_id)),
  });
  if (status.data === undefined) {
    return (
      <Page title="Dashboard">
        {status.isError ? (
          <ErrorNotice error={status.error} retry={() => void status.refetch()} />
        ) : (
          <>
            <BlockSkeleton height={96} />
            <BlockSkeleton height={260} />
          </>
        )}
      </Page>
    );
  }
  if (status.data.providers.total === 0) {
    const may = profile.permissions.includes('manage_providers');
    return (
      <Page title="Dashboard" state={`${profile.organization.name} has no connected account yet.`}>
        <div className={classes.welcome}>
          <Empty
            title="Connect the first account"
            action={may ? { label: 'Connect account', href: paths.connect() } : undefined}
          >
            InfraAudit reads the configuration of your cloud account with a read-only role, keeps it as a
            baseline, and from then on tells you what changed, how bad it is and who did it.
            {may ? '' : ' An owner or an administrator can connect it.'}
          </Empty>
          <ol className={classes.steps}>
            <li>
              <strong>Connect</strong>
              <span className="dim">
                Keys, a role, a profile, or the machine's own identity. Nothing is written to your cloud.
              </span>
            </li>
            <li>
              <strong>Sync</strong>
              <span className="dim">
                Resources of every enabled region, and a plain list of what could not be read.
              </span>
            </li>
            <li>
              <strong>Detect</strong>
              <span className="dim">
                Each later change against the baseline, with severity, rule and person.
              </span>
            </li>
          </ol>
        </div>
      </Page>
    );
  }
  const critical = summary.data?.by_severity.critical ?? 0;
  return (
    <Page
      title="Dashboard"
      state={
        summary.data === undefined ? (
          'Counting'
        ) : (
          <>
            {count(summary.data.open, 'open drift')}
            {critical > 0 ? `, ${critical} critical` : ''}
            {summary.data.last_scan_at === null ? (
              ', not scanned yet'
            ) : (
              <>
                , last scan <RelativeTime at={summary.data.last_scan_at} />
              </>
            )}
          </>
        )
      }
      actions={
        <>
          <Button component={Link} href={paths.recommendations()} variant="default">
            View recommendations
          </Button>
          {profile.permissions.includes('manage_providers') ? (
            <Button component={Link} href={paths.connect()} variant="default">
              Connect account
            </Button>
          ) : null}
          <ActButton permission="scan" loading={detect.isPending} onClick={() => detect.mutate({ body: {} })}>
            Detect drift now
          </ActButton>
        </>
      }
    >
      <Cards status={status.data} summary={summary.data} />
      <div className={classes.columns}>
        <div className={classes.column}>
          <DriftHistory summary={summary} />
          <NewestDrifts />
        </div>
        <div className={classes.column}>
          <CoveragePanel />
          <JobsPanel running={status.data.running} />
        </div>
      </div>
    </Page>
  );
}
