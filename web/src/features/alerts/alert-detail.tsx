import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { read } from '../../app/api.ts';
import { paths } from '../../app/paths.ts';
import { SeverityBadge, Status } from '../../ui/badge.tsx';
import { Link } from '../../ui/link.tsx';
import { Facts, Page, Section } from '../../ui/page.tsx';
import { DetailBar } from '../../ui/panel.tsx';
import { BlockSkeleton, ErrorNotice } from '../../ui/state.tsx';
import { RelativeTime } from '../../ui/time.tsx';
import { Timeline } from '../../ui/timeline.tsx';
import { useUrlState } from '../../ui/url-state.ts';
import { count, exact, sentence } from '../../ui/words.ts';
import { FixIt } from '../remediation/fix-it.tsx';
import { AlertActions } from './alert-actions.tsx';
import { Marks } from './alert-columns.tsx';
import { AlertMappings } from './alert-mappings.tsx';
import {
  type AlertWithHistory,
  addressOf,
  changeWords,
  kindTitle,
  personName,
  resolutionWords,
} from './alert-words.ts';
import classes from './alerts.module.css';

export function AlertDetail() {
  const { alertId } = useParams({ strict: false }) as { alertId: string };
  const [search, set] = useUrlState();
  const alert = useQuery(read('getAlert', { path: { id: Number(alertId) } }));
  const { full: _full, ...kept } = search;
  const bar = <DetailBar back={paths.alerts(kept)} backLabel="Alerts" search={search} set={set} />;
  if (alert.data === undefined) {
    return (
      <Page title={`Alert ${alertId}`} above={bar}>
        {alert.isError ? (
          <ErrorNotice error={alert.error} retry={() => void alert.refetch()} />
        ) : (
          <>
            <BlockSkeleton height={60} />
            <BlockSkeleton height={200} />
          </>
        )}
      </Page>
    );
  }
  return <Detail alert={alert.data} bar={bar} />;
}

function Detail({ alert, bar }: { alert: AlertWithHistory; bar: React.ReactNode }) {
  const source = addressOf(alert.source);
  const evidence = addressOf(alert.evidence);
  return (
    <Page
      title={alert.title}
      tabTitle={`Alert: ${alert.title}`}
      above={bar}
      state={
        <>
          Seen {alert.occurrences === 1 ? 'once' : count(alert.occurrences, 'time')}, last{' '}
          <RelativeTime at={alert.last_occurred_at} />
          {alert.resolved_at === null ? null : (
            <>
              {' '}
              · resolved <RelativeTime at={alert.resolved_at} />, {resolutionWords(alert)}
            </>
          )}
        </>
      }
    >
      <div className={classes.badges}>
        <SeverityBadge severity={alert.severity} />
        <Status of={alert.status} />
        <Marks alert={alert} />
        <span className="dim">{sentence(alert.type)} alert</span>
      </div>
      <AlertActions alert={alert} />
      <Section title="What happened">
        <p className={classes.description}>{alert.description}</p>
        {evidence === null || alert.evidence === null ? null : (
          <p className={classes.evidence}>
            <Link href={evidence}>
              {kindTitle(alert.evidence.kind)} {alert.evidence.id}
            </Link>{' '}
            <span className="dim">
              {alert.evidence.kind === 'execution' ? 'shows it, with its log.' : 'shows it.'}
            </span>
          </p>
        )}
      </Section>
      <FixIt of={{ alert_id: alert.id }} />
      <AlertMappings alert={alert} />
      <Section title="About">
        <Facts
          items={[
            [
              kindTitle(alert.source.kind),
              source === null ? (
                alert.source.name
              ) : (
                <Link key="source" href={source}>
                  {alert.source.name}
                </Link>
              ),
            ],
            ...subjectFacts(alert),
            ['Open since', <RelativeTime key="open" at={alert.opened_at} />],
            ['First seen', <RelativeTime key="first" at={alert.created_at} />],
            ...(alert.worsened_at === null
              ? []
              : [
                  ['Worse since', <RelativeTime key="worse" at={alert.worsened_at} />] as [
                    string,
                    React.ReactNode,
                  ],
                ]),
            ['Acknowledged by', alert.acknowledged_by ?? 'nobody yet'],
            ['Looked after by', alert.assignee === null ? 'nobody' : personName(alert.assignee)],
            ...(alert.muted_until === null || !alert.muted
              ? []
              : [
                  [
                    'Muted',
                    `until ${exact(alert.muted_until)} by ${alert.muted_by}${alert.mute_note === null ? '' : `: ${alert.mute_note}`}`,
                  ] as [string, string],
                ]),
          ]}
        />
      </Section>
      <Section title="History">
        <Timeline
          entries={alert.history.map((change) => ({
            at: change.at,
            what: (
              <>
                {changeWords(change)} <EvidenceLink evidence={change.evidence} />
              </>
            ),
            note: change.note,
          }))}
        />
      </Section>
    </Page>
  );
}

/** The resource, its attribute and its account, where the alert is about one. */
function subjectFacts(alert: AlertWithHistory): [string, React.ReactNode][] {
  const { resource, provider, related } = alert;
  const facts: [string, React.ReactNode][] = [];
  if (resource !== null) {
    facts.push([
      'Resource',
      resource.id === null ? (
        resource.name
      ) : (
        <Link key="resource" href={paths.resource(resource.id)}>
          {resource.name}
        </Link>
      ),
    ]);
  }
  if (alert.attribute !== null) {
    facts.push([
      'Attribute',
      <span key="attribute" className="mono">
        {alert.attribute}
      </span>,
    ]);
  }
  if (provider !== null) {
    facts.push([
      'Account',
      <Link key="account" href={paths.provider(provider.id)}>
        {provider.name}
      </Link>,
    ]);
  }
  if (related.drift_id !== null && alert.source.kind !== 'drift') {
    facts.push([
      'Drift',
      <Link key="drift" href={paths.drift(related.drift_id)}>
        drift {related.drift_id}
      </Link>,
    ]);
  }
  return facts;
}

function EvidenceLink({ evidence }: { evidence: AlertWithHistory['evidence'] }) {
  const address = addressOf(evidence);
  if (address === null || evidence === null) return null;
  return (
    <Link href={address}>
      {kindTitle(evidence.kind)} {evidence.id}
    </Link>
  );
}
