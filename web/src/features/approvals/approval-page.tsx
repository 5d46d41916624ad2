import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { type Answer, read } from '../../app/api.ts';
import { paths } from '../../app/paths.ts';
import { StateBadge } from '../../ui/badge.tsx';
import { Identifier } from '../../ui/identifier.tsx';
import { Link } from '../../ui/link.tsx';
import { Facts, Page, Section } from '../../ui/page.tsx';
import { DetailBar } from '../../ui/panel.tsx';
import { BlockSkeleton, ErrorNotice } from '../../ui/state.tsx';
import { Countdown, RelativeTime } from '../../ui/time.tsx';
import { useUrlState } from '../../ui/url-state.ts';
import { count, exact, sentence } from '../../ui/words.ts';
import { ChangesOfRun } from '../remediation/changes-of-run.tsx';
import { ApprovalDecision } from './approval-decision.tsx';
import { decidedWords, statusTones, typeTitle } from './approval-words.ts';
import classes from './approvals.module.css';
import { queueSearch } from './approvals-page.tsx';
import { FollowRun } from './follow-run.tsx';
import { PlanSteps } from './plan-steps.tsx';
import { PriorityBadge } from './priority-badge.tsx';

export type ApprovalDetail = Answer<'getApproval'>;

export function ApprovalPage() {
  const { approvalId } = useParams({ strict: false }) as { approvalId: string };
  const [search, set] = useUrlState();
  const approval = useQuery({
    ...read('getApproval', { path: { id: Number(approvalId) } }),
    refetchInterval: (query) => (query.state.data?.status === 'pending' ? 10_000 : false),
  });
  const bar = (
    <DetailBar back={paths.approvals(queueSearch(search))} backLabel="Approvals" search={search} set={set} />
  );
  const found = approval.data;
  if (found === undefined) {
    return (
      <Page title={`Approval ${approvalId}`} above={bar}>
        {approval.isError ? (
          <ErrorNotice error={approval.error} retry={() => void approval.refetch()} />
        ) : (
          <>
            <BlockSkeleton height={60} />
            <BlockSkeleton height={320} />
          </>
        )}
      </Page>
    );
  }
  return (
    <Page title={found.title} above={bar} state={<State approval={found} />}>
      <div className={classes.badges}>
        <StateBadge tone={statusTones[found.status] ?? 'quiet'}>{sentence(found.status)}</StateBadge>
        {found.priority === 'normal' || found.priority === 'low' ? null : (
          <PriorityBadge priority={found.priority} />
        )}
        <strong>{count(found.changes, 'change')}</strong>
        <span className="dim">in {found.target_system}</span>
      </div>
      <Section title="Why">
        <p className={classes.why}>{found.justification}</p>
        <Facts items={facts(found)} />
      </Section>
      {found.subject.kind === 'job_execution' && found.status !== 'pending' ? (
        <FollowRun executionId={found.subject.id} />
      ) : null}
      {found.subject.kind === 'job_execution' ? <ChangesOfRun executionId={found.subject.id} /> : null}
      <PlanSteps approval={found} />
      <ApprovalDecision key={found.id} approval={found} />
    </Page>
  );
}

function State({ approval }: { approval: ApprovalDetail }) {
  if (approval.status === 'pending') {
    return (
      <>
        Asked <RelativeTime at={approval.submitted_at} /> by {approval.submitted_by.label}, expires in{' '}
        <Countdown to={approval.expires_at} />
      </>
    );
  }
  return (
    <>
      {decidedWords(approval.status)}
      {approval.decided_by === null ? '' : ` by ${approval.decided_by.label}`}
      {approval.decided_at === null ? null : (
        <>
          , <RelativeTime at={approval.decided_at} />
        </>
      )}
      {approval.decision_reason === null ? '' : `: ${approval.decision_reason}`}
    </>
  );
}

function facts(approval: ApprovalDetail): [string, React.ReactNode][] {
  return [
    ['Type', typeTitle(approval.type)],
    ['Asked by', approval.submitted_by.label],
    [
      'Job',
      approval.subject.job_id === null ? (
        '–'
      ) : (
        <Link key="j" href={paths.job(approval.subject.job_id)}>
          {approval.subject.job_name ?? `job ${approval.subject.job_id}`}
        </Link>
      ),
    ],
    [
      'Run',
      <Link key="r" href={paths.execution(approval.subject.id)}>
        run {approval.subject.id}
      </Link>,
    ],
    [
      'Assigned to',
      approval.assignees.length === 0 ? 'nobody' : approval.assignees.map((person) => person.name).join(', '),
    ],
    ['Expires', exact(approval.expires_at)],
    [
      'Plan',
      <span key="p">
        <Identifier value={approval.plan_hash} length={20} />
      </span>,
    ],
    ...(approval.escalated_at === null
      ? []
      : [
          [
            'Escalated',
            <span key="e">
              <RelativeTime at={approval.escalated_at} /> to administrators and owners
            </span>,
          ] as [string, React.ReactNode],
        ]),
  ];
}
