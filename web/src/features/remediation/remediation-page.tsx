import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { api, read } from '../../app/api.ts';
import { paths } from '../../app/paths.ts';
import { SeverityBadge, StateBadge } from '../../ui/badge.tsx';
import { Identifier } from '../../ui/identifier.tsx';
import layout from '../../ui/layout.module.css';
import { Link } from '../../ui/link.tsx';
import { Facts, Page, Section } from '../../ui/page.tsx';
import { DetailBar } from '../../ui/panel.tsx';
import { PlanDiff } from '../../ui/plan-diff.tsx';
import { BlockSkeleton, ErrorNotice } from '../../ui/state.tsx';
import { RelativeTime } from '../../ui/time.tsx';
import { Timeline } from '../../ui/timeline.tsx';
import { useUrlState } from '../../ui/url-state.ts';
import { useResourceTypes } from '../resources/resource-types.ts';
import { ByHand } from './by-hand.tsx';
import { RemediationActions } from './remediation-actions.tsx';
import {
  effortWords,
  happeningWords,
  moving,
  noWriteAccess,
  type RemediationDetail,
  riskTitle,
  riskTones,
  statusTitle,
  statusTones,
} from './remediation-words.ts';
import { queueSearch } from './remediations-page.tsx';

export function RemediationPage() {
  const { remediationId } = useParams({ strict: false }) as { remediationId: string };
  const [search, set] = useUrlState();
  const remediation = useQuery({
    ...read('getRemediation', { path: { id: Number(remediationId) } }),
    refetchInterval: (query) => {
      const found = query.state.data;
      if (found === undefined) return false;
      const movesBack = ['queued', 'running'].includes(found.rollback.status ?? '');
      return moving.has(found.status) || isPlanning(found) || movesBack ? 1_500 : 8_000;
    },
  });
  const bar = (
    <DetailBar
      back={paths.remediations(queueSearch(search))}
      backLabel="Remediation"
      search={search}
      set={set}
    />
  );
  const found = remediation.data;
  if (found === undefined) {
    return (
      <Page title={`Remediation ${remediationId}`} above={bar}>
        {remediation.isError ? (
          <ErrorNotice error={remediation.error} retry={() => void remediation.refetch()} />
        ) : (
          <>
            <BlockSkeleton height={60} />
            <BlockSkeleton height={320} />
          </>
        )}
      </Page>
    );
  }
  return <Detail remediation={found} bar={bar} />;
}

/** Asked for, and its run has not said yet what it would do. */
function isPlanning(remediation: RemediationDetail): boolean {
  return remediation.status === 'suggested' && remediation.error === null;
}

function Detail({ remediation, bar }: { remediation: RemediationDetail; bar: ReactNode }) {
  const typeTitle = useResourceTypes();
  const { approval, resource, provider, plan, finding, status } = remediation;
  return (
    <Page
      title={plan?.summary ?? remediation.title}
      above={bar}
      state={
        <>
          Asked by {remediation.requested_by.label} <RelativeTime at={remediation.created_at} />
          {remediation.note === null ? '' : `: ${remediation.note}`}
        </>
      }
    >
      <div className={layout.row}>
        <StateBadge tone={statusTones[status]}>{statusTitle(status)}</StateBadge>
        <SeverityBadge severity={finding.severity} />
        <Link href={paths.resource(resource.id)}>{resource.name}</Link>
        <span className="dim">{typeTitle(resource.type)}</span>
        <span className="mono">{resource.region}</span>
        <span className="dim">
          in <Link href={paths.provider(provider.id)}>{provider.name}</Link>
        </span>
        {remediation.part_of === null || remediation.execution_id === null ? null : (
          <Link href={paths.execution(remediation.execution_id)}>
            Change {remediation.part_of.step} of {remediation.part_of.steps} in run {remediation.execution_id}
          </Link>
        )}
      </div>
      {remediation.error === null || remediation.error.code === noWriteAccess ? null : (
        <div className={layout.note} role="alert">
          <strong>
            {remediation.error.code === 'finding_remains'
              ? 'The finding is still there'
              : 'It did not succeed'}
          </strong>
          <p>{remediation.error.message}</p>
        </div>
      )}
      <Section
        title="The plan"
        aside={plan === null ? undefined : <span className="mono dim">{plan.call}</span>}
      >
        <div className={layout.stack}>
          {plan === null ? (
            <p className="dim">
              {isPlanning(remediation)
                ? 'The present state is read, and the plan is made from it. Nothing is written.'
                : 'There is no plan.'}
            </p>
          ) : (
            <PlanDiff before={plan.before} after={plan.after} label="Before and after" />
          )}
          <p>{remediation.description}</p>
          <Facts
            items={[
              ['What may be felt', remediation.impact, 'wide'],
              [
                'Risk',
                remediation.risk === null ? (
                  'not said'
                ) : (
                  <StateBadge key="risk" tone={riskTones[remediation.risk]}>
                    {riskTitle(remediation.risk)}
                  </StateBadge>
                ),
              ],
              [
                'By hand it takes',
                remediation.effort_minutes === null ? 'not said' : effortWords(remediation.effort_minutes),
              ],
              ...(approval === null
                ? []
                : [
                    ['Plan', <Identifier key="hash" value={approval.plan_hash} length={20} />] as [
                      string,
                      ReactNode,
                    ],
                  ]),
            ]}
          />
          {remediation.irreversible === null ? null : (
            <div className={layout.note}>
              <strong>This cannot be taken back.</strong>
              <p>{remediation.irreversible}</p>
            </div>
          )}
        </div>
      </Section>
      <RemediationActions
        key={`${remediation.id} ${remediation.approval?.id ?? ''}`}
        remediation={remediation}
      />
      <FindingSection remediation={remediation} />
      <ByHand remediation={remediation} />
      <Section title="History">
        <Timeline
          entries={remediation.history.map((entry) => ({
            at: entry.at,
            what: happeningWords(entry.kind),
            who: entry.actor.label,
            note: entry.note,
          }))}
        />
        <Proof remediation={remediation} />
      </Section>
    </Page>
  );
}

function FindingSection({ remediation }: { remediation: RemediationDetail }) {
  const { finding } = remediation;
  return (
    <Section
      title="The finding"
      aside={
        <>
          {finding.drift_id === null ? null : (
            <Link href={paths.drift(finding.drift_id)}>Drift {finding.drift_id}</Link>
          )}
          {finding.control_id === null ? null : (
            <Link href={paths.control(finding.control_id)} className="mono">
              {finding.control_id}
            </Link>
          )}
        </>
      }
    >
      <div className={layout.stack}>
        <p>{finding.summary}</p>
        {finding.after === null ? (
          <p className="dim">
            After the change the resource is collected and judged again; only then it counts as done.
          </p>
        ) : (
          <PlanDiff before={finding.before} after={finding.after} label="The finding before and after" />
        )}
      </div>
    </Section>
  );
}

/** The run with its log, and the signed evidence of what was done. */
function Proof({ remediation }: { remediation: RemediationDetail }) {
  const packages = [
    ['Evidence of the change', remediation.evidence_id],
    ['Evidence of the rollback', remediation.rollback.evidence_id],
  ] as const;
  return (
    <p className={layout.row} style={{ marginTop: 10 }}>
      {remediation.execution_id === null ? null : (
        <Link href={paths.execution(remediation.execution_id)}>Run {remediation.execution_id}</Link>
      )}
      {remediation.rollback.execution_id === null ? null : (
        <Link href={paths.execution(remediation.rollback.execution_id)}>
          Run {remediation.rollback.execution_id}, the way back
        </Link>
      )}
      {packages.map(([title, id]) =>
        id === null ? null : (
          <a key={title} href={api.address(`/api/v1/evidence/${id}/export`)} download>
            {title}
          </a>
        ),
      )}
    </p>
  );
}
