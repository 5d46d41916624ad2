import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type Answer, read } from '../../app/api.ts';
import { paths } from '../../app/paths.ts';
import { ActButton } from '../../ui/act-button.tsx';
import { SeverityBadge, severities } from '../../ui/badge.tsx';
import layout from '../../ui/layout.module.css';
import { Link } from '../../ui/link.tsx';
import { Section } from '../../ui/page.tsx';
import { BlockSkeleton, Empty, ErrorNotice } from '../../ui/state.tsx';
import { RelativeTime } from '../../ui/time.tsx';
import { count, exact } from '../../ui/words.ts';
import classes from './compliance.module.css';
import { controlStatuses } from './compliance-words.ts';
import { Evidence, UnseenList } from './evidence.tsx';
import { RequestException } from './request-exception.tsx';
import { ResourceCounts, Verdict } from './status.tsx';

type Verdicts = Answer<'getResourceCompliance'>;
type One = Verdicts['controls'][number];

/** What every control says of a resource: what fails first, then what nobody could judge and why. */
export function ResourceCompliance({ resource }: { resource: { id: number; name: string } }) {
  const compliance = useQuery(read('getResourceCompliance', { path: { id: resource.id } }));
  const [asked, setAsked] = useState<One | null>(null);
  const found = compliance.data;
  if (found === undefined) {
    return compliance.isError ? (
      <ErrorNotice error={compliance.error} retry={() => void compliance.refetch()} />
    ) : (
      <BlockSkeleton height={240} />
    );
  }
  if (found.controls.length === 0) {
    return <Empty title="No control looks at resources of this type" />;
  }
  const sorted = [...found.controls].sort(
    (a, b) =>
      controlStatuses.indexOf(a.status) - controlStatuses.indexOf(b.status) ||
      severities.indexOf(a.severity) - severities.indexOf(b.severity),
  );
  return (
    <Section
      title={count(found.controls.length, 'control')}
      padded={false}
      aside={
        <>
          <ResourceCounts of={found.counts} />
          <span className="dim">
            judged <RelativeTime at={found.judged_at} empty="just now, for this page" />
          </span>
        </>
      }
    >
      <ul className={classes.verdicts}>
        {sorted.map((verdict) => (
          <li key={verdict.control_id}>
            <span>
              <Verdict status={verdict.status} />
            </span>
            <div>
              <div>
                <Link href={paths.control(verdict.control_id)}>{verdict.title}</Link>
              </div>
              {verdict.message === null || verdict.unseen.length > 0 ? null : <p>{verdict.message}</p>}
              {verdict.status === 'pass' || verdict.status === 'not_applicable' ? null : (
                <Evidence evidence={verdict.evidence} />
              )}
              <UnseenList unseen={verdict.unseen} />
              <p className="dim">
                {usesWords(verdict)}
                {verdict.first_seen_at === null ? null : (
                  <>
                    {' '}
                    · since <RelativeTime at={verdict.first_seen_at} />
                  </>
                )}
                {verdict.exception === null ? null : (
                  <>
                    {' '}
                    · <Link href={paths.exception(verdict.exception.id)}>accepted</Link> until{' '}
                    {exact(verdict.exception.expires_at).slice(0, 10)}
                  </>
                )}
              </p>
            </div>
            <span className={layout.row}>
              {verdict.status === 'fail' ? (
                <ActButton
                  permission="except_compliance"
                  size="compact"
                  variant="default"
                  onClick={() => setAsked(verdict)}
                >
                  Request exception
                </ActButton>
              ) : null}
              <SeverityBadge severity={verdict.severity} />
            </span>
          </li>
        ))}
      </ul>
      {asked === null ? null : (
        <RequestException
          controlId={asked.control_id}
          title={asked.title}
          resource={resource}
          onClose={() => setAsked(null)}
        />
      )}
    </Section>
  );
}

function usesWords({ frameworks }: One): string {
  const names = new Set(frameworks.map(({ framework_id, version }) => `${framework_id} ${version}`));
  if (names.size === 0) return 'in no framework';
  return `${count(frameworks.length, 'requirement')} of ${count(names.size, 'framework version')}`;
}
