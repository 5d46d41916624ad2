import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { type Answer, read } from '../../app/api.ts';
import { paths } from '../../app/paths.ts';
import { SeverityBadge, Status, UnknownBadge } from '../../ui/badge.tsx';
import { reasonOf } from '../../ui/configuration-tree.tsx';
import { Identifier } from '../../ui/identifier.tsx';
import { Link } from '../../ui/link.tsx';
import { type Json, scalarText } from '../../ui/merge-tree.ts';
import { Facts, Page, Section } from '../../ui/page.tsx';
import { DetailBar } from '../../ui/panel.tsx';
import { SideBySide } from '../../ui/side-by-side.tsx';
import { BlockSkeleton, ErrorNotice } from '../../ui/state.tsx';
import { RelativeTime } from '../../ui/time.tsx';
import { Timeline } from '../../ui/timeline.tsx';
import { useUrlState } from '../../ui/url-state.ts';
import { count, sentence } from '../../ui/words.ts';
import { Recommended } from '../recommendations/recommended.tsx';
import { FixIt } from '../remediation/fix-it.tsx';
import { useResourceTypes } from '../resources/resource-types.ts';
import { DriftActions } from './drift-actions.tsx';
import classes from './drift-detail.module.css';
import { attributionWords, driftTypeTitle, resolutionWords } from './drift-words.ts';
import { keptSearch } from './drifts-page.tsx';

export type DriftWithDetail = Answer<'getDrift'>;

export function DriftDetail() {
  const { driftId } = useParams({ strict: false }) as { driftId: string };
  const [search, set] = useUrlState();
  const drift = useQuery(read('getDrift', { path: { id: Number(driftId) } }));
  const { full: _full, ...kept } = keptSearch(search);
  const bar = <DetailBar back={paths.drifts(kept)} backLabel="Drifts" search={search} set={set} />;
  if (drift.data === undefined) {
    return (
      <Page title={`Drift ${driftId}`} above={bar}>
        {drift.isError ? (
          <ErrorNotice error={drift.error} retry={() => void drift.refetch()} />
        ) : (
          <>
            <BlockSkeleton height={60} />
            <BlockSkeleton height={240} />
          </>
        )}
      </Page>
    );
  }
  return <Detail drift={drift.data} bar={bar} />;
}

function Detail({ drift, bar }: { drift: DriftWithDetail; bar: React.ReactNode }) {
  const typeTitle = useResourceTypes();
  return (
    <Page
      title={`${drift.resource_name}: ${drift.summary}`}
      above={bar}
      state={
        <>
          Detected <RelativeTime at={drift.detected_at} />, {attributionWords(drift.attribution)}
          {drift.status === 'resolved' ? (
            <>
              {' '}
              · resolved <RelativeTime at={drift.resolved_at} />, {resolutionWords(drift)}
            </>
          ) : null}
        </>
      }
    >
      <div className={classes.badges}>
        <SeverityBadge severity={drift.severity} />
        <Status of={drift.status} />
        <span className="dim">{driftTypeTitle(drift.drift_type)} drift</span>
        <span className="dim">of</span>
        <Link href={paths.resource(drift.resource_id)}>{drift.resource_name}</Link>
        <span className="dim">{typeTitle(drift.resource_type)}</span>
        <span className="mono">{drift.region}</span>
        <AlertOfDrift driftId={drift.id} />
      </div>
      <DriftActions drift={drift} />
      {drift.status === 'resolved' ? null : (
        <>
          <FixIt of={{ drift_id: drift.id }} />
          <Recommended about={{ drift_id: drift.id }} among={{ resource_id: drift.resource_id }} />
        </>
      )}
      <Section title="What changed" aside={<span className="mono dim">{drift.attribute}</span>}>
        <div className={classes.stack}>
          <ChangeList drift={drift} />
          <SideBySide
            titles={['Baseline', 'Now']}
            label={drift.attribute}
            before={(drift.baseline_value ?? undefined) as Json | undefined}
            after={(drift.current_value ?? undefined) as Json | undefined}
          />
          <Folded drift={drift} />
          {drift.unknown.length === 0 ? null : (
            <ul className={classes.unknown}>
              {drift.unknown.map((hidden) => (
                <li key={hidden.path}>
                  <span className="mono">{hidden.path}</span>{' '}
                  <UnknownBadge>Could not be compared</UnknownBadge>{' '}
                  <span className="dim">{reasonOf(hidden)}</span>
                </li>
              ))}
            </ul>
          )}
        </div>
      </Section>
      <Section title={`Why ${drift.severity}`}>
        <p>{drift.severity_explanation}</p>
        <p className="dim">
          Rule <span className="mono">{drift.severity_rule}</span>
        </p>
        {drift.violated_control_ids.length === 0 ? null : (
          <p>
            Violates {count(drift.violated_control_ids.length, 'control')}:{' '}
            {drift.violated_control_ids.map((id, index) => (
              <span key={id}>
                {index === 0 ? '' : ', '}
                <Link href={paths.control(id)} className="mono">
                  {id}
                </Link>
              </span>
            ))}
          </p>
        )}
      </Section>
      <Section title="Who changed it">
        <Attribution attribution={drift.attribution} />
      </Section>
      <Section title="Timeline">
        <Timeline entries={drift.timeline.map(({ at, text, actor }) => ({ at, what: text, who: actor }))} />
        {drift.detected_by_execution_id === null ? null : (
          <p className={classes.foot}>
            <Link href={paths.execution(drift.detected_by_execution_id)}>The scan that found it</Link>
          </p>
        )}
      </Section>
    </Page>
  );
}

/** Who was told of it and who looks after it stands with its alert. */
function AlertOfDrift({ driftId }: { driftId: number }) {
  const alerts = useQuery(
    read('listAlerts', { query: { source: `drift:${driftId}`, status: 'all', per_page: 1 } }),
  );
  const alert = alerts.data?.data[0];
  if (alert === undefined) return null;
  return <Link href={paths.alert(alert.id)}>Alert {alert.id}</Link>;
}

/** Each change as one line, before the pictures: what a screen reader and a hurried person read. */
function ChangeList({ drift }: { drift: DriftWithDetail }) {
  return (
    <ul className={classes.changes}>
      {drift.diff.map((change) => (
        <li key={`${change.path} ${change.change}`}>
          <span className="mono">{change.path}</span>{' '}
          {change.change === 'added' ? (
            <>
              added: <code>{short(change.after)}</code>
            </>
          ) : change.change === 'removed' ? (
            <>
              removed, was <code>{short(change.before)}</code>
            </>
          ) : (
            <>
              <code>{short(change.before)}</code> → <code>{short(change.after)}</code>
            </>
          )}
        </li>
      ))}
    </ul>
  );
}

function short(value: unknown): string {
  const json = value as Json;
  const text = typeof json === 'object' && json !== null ? JSON.stringify(json) : scalarText(json);
  return text.length > 160 ? `${text.slice(0, 157)}…` : text;
}

function Folded({ drift }: { drift: DriftWithDetail }) {
  const [open, setOpen] = useState(false);
  if (drift.folded.length === 0) return null;
  return (
    <div>
      <Button size="compact" variant="default" aria-expanded={open} onClick={() => setOpen(!open)}>
        {open ? 'Hide' : 'Show'} {count(drift.folded.length, 'difference')} without meaning
      </Button>
      {open ? (
        <ul className={classes.folded}>
          {drift.folded.map((fold) => (
            <li key={`${fold.path} ${fold.rule}`}>
              <span className="mono">{fold.path}</span>
              <span>{fold.explanation}</span>
              <span className="dim">
                Rule <span className="mono">{fold.rule}</span>
              </span>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}

function Attribution({ attribution }: { attribution: DriftWithDetail['attribution'] }) {
  if (attribution === null) {
    return <p className="dim">Nobody has looked at the provider's own trail for this drift.</p>;
  }
  if (attribution.state === 'unavailable') {
    return (
      <p>
        <UnknownBadge>Unknown</UnknownBadge> {sentence(attribution.reason)}
        {attribution.permission === undefined ? null : (
          <>
            {' '}
            Grant <span className="mono">{attribution.permission}</span> to know it next time.
          </>
        )}
      </p>
    );
  }
  return (
    <Facts
      items={[
        ['Principal', <Identifier key="p" value={attribution.principal} />],
        [
          'Call',
          <span key="c" className="mono">
            {attribution.call}
          </span>,
        ],
        ['At', <RelativeTime key="a" at={attribution.at} />],
        [
          'From',
          attribution.source_ip === null ? (
            'not said'
          ) : (
            <span key="i" className="mono">
              {attribution.source_ip}
            </span>
          ),
        ],
        ['Event', <Identifier key="e" value={attribution.event_id} length={24} />],
      ]}
    />
  );
}
