import { useDisclosure } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useAct } from '../../app/act.tsx';
import { read } from '../../app/api.ts';
import { paths } from '../../app/paths.ts';
import { ActButton } from '../../ui/act-button.tsx';
import { SeverityBadge, Status } from '../../ui/badge.tsx';
import { Link } from '../../ui/link.tsx';
import { Facts, Page, Section } from '../../ui/page.tsx';
import { DetailBar } from '../../ui/panel.tsx';
import { BlockSkeleton, ErrorNotice } from '../../ui/state.tsx';
import { RelativeTime } from '../../ui/time.tsx';
import { useUrlState } from '../../ui/url-state.ts';
import { count, sentence } from '../../ui/words.ts';
import {
  type AlertWithHistory,
  addressOf,
  changeWords,
  kindTitle,
  resolutionWords,
  touched,
} from './alert-words.ts';
import classes from './alerts.module.css';
import { ResolveDialog } from './resolve-dialog.tsx';

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
            <span className="dim">shows it, with its log.</span>
          </p>
        )}
      </Section>
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
            ['Open since', <RelativeTime key="open" at={alert.opened_at} />],
            ['First seen', <RelativeTime key="first" at={alert.created_at} />],
            ['Looked after by', alert.acknowledged_by ?? 'nobody yet'],
          ]}
        />
      </Section>
      <Section title="History">
        <ol className={classes.timeline}>
          {alert.history.map((change) => (
            <li key={`${change.at} ${change.change} ${change.evidence?.id ?? ''}`}>
              <span className={classes.when}>
                <RelativeTime at={change.at} />
              </span>
              <span className={classes.change}>
                {changeWords(change)} <EvidenceLink evidence={change.evidence} />
                {change.note === null ? null : <span className="dim">{change.note}</span>}
              </span>
            </li>
          ))}
        </ol>
      </Section>
    </Page>
  );
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

function AlertActions({ alert }: { alert: AlertWithHistory }) {
  const [resolving, resolve] = useDisclosure(false);
  const [note, setNote] = useState('');
  const acknowledge = useAct('acknowledgeAlert', {
    refreshes: touched,
    done: () => 'Acknowledged. The alert stays in the list until it is resolved.',
  });
  const end = useAct('resolveAlert', {
    refreshes: touched,
    done: () => 'Resolved.',
    after: resolve.close,
  });
  if (alert.status === 'resolved') return null;
  return (
    <div className={classes.actions}>
      {alert.status === 'open' ? (
        <ActButton
          permission="triage"
          loading={acknowledge.isPending}
          onClick={() => acknowledge.mutate({ path: { id: alert.id } })}
        >
          Acknowledge
        </ActButton>
      ) : null}
      <ActButton
        permission="triage"
        variant={alert.status === 'open' ? 'default' : 'filled'}
        onClick={resolve.open}
      >
        Resolve
      </ActButton>
      <ResolveDialog
        title="Resolve this alert"
        opened={resolving}
        busy={end.isPending}
        note={note}
        setNote={setNote}
        onClose={resolve.close}
        onConfirm={(text) => end.mutate({ path: { id: alert.id }, body: text === '' ? {} : { note: text } })}
      />
    </div>
  );
}
