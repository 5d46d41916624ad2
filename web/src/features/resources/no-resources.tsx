import { useQuery } from '@tanstack/react-query';
import { read } from '../../app/api.ts';
import { paths } from '../../app/paths.ts';
import { Empty } from '../../ui/state.tsx';

/** Why no resource is listed: four different truths. */
export function NoResources({ filtered }: { filtered: boolean }) {
  const status = useQuery(read('getStatus')).data;
  const coverage = useQuery(read('getCoverage')).data;
  if (filtered) {
    return <Empty title="No resource fits these filters">Remove a filter to see more.</Empty>;
  }
  if (status === undefined || coverage === undefined) return <Empty title="No resources listed" />;
  if (status.providers.connected === 0) {
    return (
      <Empty title="No account is connected" action={{ label: 'Connect account', href: paths.connect() }}>
        Resources appear after the first sync of a connected account.
      </Empty>
    );
  }
  if (coverage.observed_at === null) {
    return (
      <Empty title="Not scanned yet" action={{ label: 'Open cloud providers', href: paths.providers() }}>
        The account is connected and its first sync has not finished.
      </Empty>
    );
  }
  if (coverage.evaluated < coverage.total) {
    return (
      <Empty
        title="Nothing was seen, and not everything was readable"
        action={{ label: 'See the gaps', href: paths.providers() }}
      >
        {coverage.total - coverage.evaluated} of {coverage.total} sources could not be read, so there may be
        resources that are not listed.
      </Empty>
    );
  }
  return <Empty title="There are really no resources">Every source was read completely and was empty.</Empty>;
}
