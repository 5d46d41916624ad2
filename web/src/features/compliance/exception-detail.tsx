import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { read } from '../../app/api.ts';
import { paths } from '../../app/paths.ts';
import { StateBadge, UnknownBadge } from '../../ui/badge.tsx';
import layout from '../../ui/layout.module.css';
import { Link } from '../../ui/link.tsx';
import { Facts, Page, Section } from '../../ui/page.tsx';
import { DetailBar } from '../../ui/panel.tsx';
import { BlockSkeleton, ErrorNotice } from '../../ui/state.tsx';
import { RelativeTime } from '../../ui/time.tsx';
import { useUrlState } from '../../ui/url-state.ts';
import { count, exact } from '../../ui/words.ts';
import classes from './compliance.module.css';
import { Evidence } from './evidence.tsx';
import { ExceptionDecision } from './exception-decision.tsx';
import { type ExceptionDetail, ExceptionState, subjectWords } from './exception-words.tsx';

type Finding = ExceptionDetail['findings'][number];

export function ExceptionDetailPage() {
  const { exceptionId } = useParams({ strict: false }) as { exceptionId: string };
  const [search, set] = useUrlState();
  const exception = useQuery(read('getException', { path: { id: Number(exceptionId) } }));
  const { full: _full, ...kept } = search;
  const bar = <DetailBar back={paths.exceptions(kept)} backLabel="Exceptions" search={search} set={set} />;
  const found = exception.data;
  if (found === undefined) {
    return (
      <Page title={`Exception ${exceptionId}`} above={bar}>
        {exception.isError ? (
          <ErrorNotice error={exception.error} retry={() => void exception.refetch()} />
        ) : (
          <>
            <BlockSkeleton height={60} />
            <BlockSkeleton height={240} />
          </>
        )}
      </Page>
    );
  }
  return (
    <Page
      title={`Exception ${found.id}`}
      above={bar}
      state={
        <>
          {found.requested_by} asked for it <RelativeTime at={found.requested_at} />
        </>
      }
    >
      <div className={layout.row}>
        <ExceptionState state={found.state} />
        <Link href={paths.control(found.control_id)} className="mono">
          {found.control_id}
        </Link>
      </div>
      <Section title="Why">
        <p className={layout.quote}>{found.reason}</p>
      </Section>
      <ExceptionDecision exception={found} />
      <Section title="What it accepts">
        <Facts items={facts(found)} />
      </Section>
      <Section
        title="Failures with the evidence that is accepted"
        padded={false}
        aside={<span className="dim">{count(found.findings.length, 'failure')}</span>}
      >
        {found.findings.length === 0 ? (
          <p className={`dim ${layout.inset}`}>
            Nothing failed when it was asked for, so it accepts nothing yet.
          </p>
        ) : (
          <ul className={classes.verdicts}>
            {found.findings.map((finding) => (
              <FindingRow key={finding.resource_id} finding={finding} />
            ))}
          </ul>
        )}
      </Section>
    </Page>
  );
}

function facts(exception: ExceptionDetail): [string, React.ReactNode][] {
  return [
    [
      'Accepts',
      exception.resource_id === null ? (
        subjectWords(exception)
      ) : (
        <Link key="r" href={paths.resource(exception.resource_id, { tab: 'compliance' })}>
          {exception.findings[0]?.resource_name ?? subjectWords(exception)}
        </Link>
      ),
    ],
    ['Owner', exception.owner],
    ['Ends', exact(exception.expires_at)],
    ['Asked by', exception.requested_by],
    ...(exception.decided_at === null
      ? []
      : ([
          [
            exception.state === 'rejected' ? 'Rejected by' : 'Approved by',
            <span key="d">
              {exception.decided_by}, <RelativeTime at={exception.decided_at} />
              {exception.decision_note === null ? '' : `: ${exception.decision_note}`}
            </span>,
          ],
        ] satisfies [string, React.ReactNode][])),
    ...(exception.ended_at === null
      ? []
      : ([
          [
            'Ended by',
            <span key="e">
              {exception.ended_by ?? 'the product'}, <RelativeTime at={exception.ended_at} />
              {exception.end_reason === null ? '' : `: ${exception.end_reason}`}
            </span>,
          ],
        ] satisfies [string, React.ReactNode][])),
  ];
}

const nowWords: Record<
  Exclude<Finding['now'], 'unknown'>,
  { tone: 'quiet' | 'bad' | 'good'; text: string }
> = {
  same: { tone: 'quiet', text: 'As accepted' },
  changed: { tone: 'bad', text: 'Changed' },
  gone: { tone: 'good', text: 'Fails no more' },
};

function FindingRow({ finding }: { finding: Finding }) {
  return (
    <li>
      <span>
        {finding.now === 'unknown' ? (
          <UnknownBadge>Unknown now</UnknownBadge>
        ) : (
          <StateBadge
            tone={nowWords[finding.now].tone}
            why={
              finding.now === 'changed' ? 'It fails now with other evidence, which is not accepted.' : null
            }
          >
            {nowWords[finding.now].text}
          </StateBadge>
        )}
      </span>
      <div>
        <div className={layout.row}>
          <Link href={paths.resource(finding.resource_id, { tab: 'compliance' })}>
            {finding.resource_name}
          </Link>{' '}
          <span className="dim mono">{finding.region}</span>
        </div>
        <p>{finding.message}</p>
        <Evidence evidence={finding.evidence} />
      </div>
      <span className="dim">
        {finding.reopened_at === null ? null : (
          <>
            open again <RelativeTime at={finding.reopened_at} />
          </>
        )}
      </span>
    </li>
  );
}
