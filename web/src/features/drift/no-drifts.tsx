import { useQuery } from '@tanstack/react-query';
import { read } from '../../app/api.ts';
import { paths } from '../../app/paths.ts';
import { Empty } from '../../ui/state.tsx';
import { RelativeTime } from '../../ui/time.tsx';
import { count } from '../../ui/words.ts';

/** Why there is no drift to show: four different truths. */
export function NoDrifts({ filtered }: { filtered: boolean }) {
  const status = useQuery(read('getStatus')).data;
  const summary = useQuery(read('getDriftSummary')).data;
  const coverage = useQuery(read('getCoverage')).data;
  if (filtered) {
    return <Empty title="No drift fits these filters">Remove a filter to see more.</Empty>;
  }
  if (status === undefined || summary === undefined) return <Empty title="No drifts listed" />;
  if (status.providers.connected === 0) {
    return (
      <Empty title="No account is connected" action={{ label: 'Connect account', href: paths.connect() }}>
        Drift is a difference between a resource and its baseline. Connect an account to have both.
      </Empty>
    );
  }
  if (summary.last_scan_at === null) {
    return (
      <Empty title="No drift scan has run yet">
        Baselines are captured with the first sync; the first scan then compares with them. Detect drift now,
        or wait for the schedule.
      </Empty>
    );
  }
  const gaps = coverage?.gaps.length ?? 0;
  return (
    <Empty
      title={gaps === 0 ? 'Everything is as its baseline says' : 'No drift in what could be seen'}
      action={gaps === 0 ? undefined : { label: 'See the gaps', href: paths.providers() }}
    >
      Last scan <RelativeTime at={summary.last_scan_at} />.{' '}
      {gaps === 0
        ? 'Every source was readable.'
        : `${count(gaps, 'gap')} in the coverage: drift there would not show.`}
    </Empty>
  );
}
