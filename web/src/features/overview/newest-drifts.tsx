import { useQuery } from '@tanstack/react-query';
import { read } from '../../app/api.ts';
import { paths } from '../../app/paths.ts';
import { SeverityBadge } from '../../ui/badge.tsx';
import { Link } from '../../ui/link.tsx';
import { Section } from '../../ui/page.tsx';
import { ErrorNotice, RowsSkeleton } from '../../ui/state.tsx';
import { RelativeTime } from '../../ui/time.tsx';
import { NoDrifts } from '../drift/no-drifts.tsx';
import classes from './dashboard.module.css';

export function NewestDrifts() {
  const drifts = useQuery(read('listDrifts', { query: { sort: 'detected_at', order: 'desc', per_page: 6 } }));
  return (
    <Section title="Newest drifts" aside={<Link href={paths.drifts()}>All drifts</Link>} padded={false}>
      {drifts.data === undefined ? (
        drifts.isError ? (
          <ErrorNotice error={drifts.error} retry={() => void drifts.refetch()} />
        ) : (
          <RowsSkeleton rows={5} />
        )
      ) : drifts.data.data.length === 0 ? (
        <NoDrifts filtered={false} />
      ) : (
        <ul className={classes.rows}>
          {drifts.data.data.map((drift) => (
            <li key={drift.id}>
              <span className={classes.severity}>
                <SeverityBadge severity={drift.severity} />
              </span>
              <span className={classes.grow}>
                <Link href={paths.drift(drift.id)}>{drift.summary}</Link>{' '}
                <span className="dim">{drift.resource_name}</span>
              </span>
              <span className="dim" style={{ whiteSpace: 'nowrap' }}>
                <RelativeTime at={drift.detected_at} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
