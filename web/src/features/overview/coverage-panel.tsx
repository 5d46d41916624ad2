import { useQuery } from '@tanstack/react-query';
import { read } from '../../app/api.ts';
import { paths } from '../../app/paths.ts';
import { UnknownBadge } from '../../ui/badge.tsx';
import { Link } from '../../ui/link.tsx';
import { Section } from '../../ui/page.tsx';
import { BlockSkeleton, ErrorNotice } from '../../ui/state.tsx';
import { RelativeTime } from '../../ui/time.tsx';
import { count, number, percent } from '../../ui/words.ts';
import { gapWords } from '../providers/gap-words.ts';
import { useResourceTypes } from '../resources/resource-types.ts';
import classes from './dashboard.module.css';

/** How much was seen, and what was not: without the second the first is only a number. */
export function CoveragePanel() {
  const coverage = useQuery(read('getCoverage'));
  const typeTitle = useResourceTypes();
  const data = coverage.data;
  return (
    <Section title="Coverage" aside={<Link href={paths.providers()}>Accounts</Link>}>
      {data === undefined ? (
        coverage.isError ? (
          <ErrorNotice error={coverage.error} retry={() => void coverage.refetch()} />
        ) : (
          <BlockSkeleton height={90} />
        )
      ) : data.percent === null ? (
        <UnknownBadge>Not scanned yet</UnknownBadge>
      ) : (
        <div className={classes.coverage}>
          <p>
            <strong>{percent(data.percent)}</strong>{' '}
            <span className="dim">
              {number(data.evaluated)} of {count(data.total, 'source')} seen whole,{' '}
              <RelativeTime at={data.observed_at} />
            </span>
          </p>
          <div
            className={classes.meter}
            role="img"
            aria-label={`${percent(data.percent)} of the sources seen whole`}
          >
            <div style={{ width: `${data.percent}%` }} />
          </div>
          {data.gaps.length === 0 ? (
            <p className="dim">Nothing was left out.</p>
          ) : (
            <ul className={classes.gaps}>
              {data.gaps.slice(0, 5).map((gap) => (
                <li key={`${gap.source} ${gap.region} ${gap.permission ?? ''} ${gap.paths.join()}`}>
                  <UnknownBadge>{typeTitle(gap.source)}</UnknownBadge>{' '}
                  <span className="mono">{gap.region}</span> <span>{gapWords(gap)}</span>
                </li>
              ))}
              {data.gaps.length > 5 ? <li className="dim">and {data.gaps.length - 5} more</li> : null}
            </ul>
          )}
        </div>
      )}
    </Section>
  );
}
