import { useQuery } from '@tanstack/react-query';
import { type Answer, read } from '../../app/api.ts';
import { paths } from '../../app/paths.ts';
import { severities, UnknownBadge } from '../../ui/badge.tsx';
import { Link } from '../../ui/link.tsx';
import { count, number, percent } from '../../ui/words.ts';
import classes from './dashboard.module.css';

type Status = Answer<'getStatus'>;
type Summary = Answer<'getDriftSummary'>;

/** The numbers of the product. Each is a link to the list that it counts. */
export function Cards({ status, summary }: { status: Status; summary: Summary | undefined }) {
  const { coverage, providers, resources } = status;
  return (
    <div className={classes.cards}>
      <Link className={classes.card} href={paths.drifts()}>
        <span className={classes.label}>Open drifts</span>
        <span className={classes.figure}>{number(status.drifts.open)}</span>
        <span className={classes.note}>{summary === undefined ? ' ' : bySeverity(summary)}</span>
      </Link>
      <Link className={classes.card} href={paths.alerts({ status: 'open' })}>
        <span className={classes.label}>Open alerts</span>
        <span className={classes.figure}>{number(status.alerts.open)}</span>
        <span className={classes.note}>
          {status.alerts.open === 0
            ? 'nothing waits for anybody'
            : `${number(status.alerts.urgent)} critical or high`}
        </span>
      </Link>
      <ComplianceCard />
      <Link className={classes.card} href={paths.resources({ status: 'active,stopped' })}>
        <span className={classes.label}>Resources</span>
        <span className={classes.figure}>{number(resources.total)}</span>
        <span className={classes.note}>watched for changes</span>
      </Link>
      <Link className={classes.card} href={paths.providers()}>
        <span className={classes.label}>Coverage</span>
        <span className={classes.figure}>
          {coverage.percent === null ? (
            <UnknownBadge>Not scanned yet</UnknownBadge>
          ) : (
            percent(coverage.percent)
          )}
        </span>
        <span className={classes.note}>
          {number(coverage.evaluated)} of {count(coverage.total, 'source')} seen whole
        </span>
      </Link>
      <Link className={classes.card} href={paths.providers()}>
        <span className={classes.label}>Accounts</span>
        <span className={classes.figure}>{number(providers.connected)}</span>
        <span className={classes.note}>
          {providers.connected === providers.total
            ? 'all connected'
            : `${number(providers.total - providers.connected)} disconnected`}
        </span>
      </Link>
    </div>
  );
}

/** The three numbers over all enabled frameworks; never one alone. */
function ComplianceCard() {
  const overview = useQuery(read('getComplianceOverview')).data;
  const enabled = overview?.frameworks.length ?? 0;
  return (
    <Link className={classes.card} href={paths.compliance()}>
      <span className={classes.label}>Compliance</span>
      <span className={classes.figure}>
        {overview === undefined ? (
          ' '
        ) : overview.evaluated === 0 ? (
          <UnknownBadge>{enabled === 0 ? 'No framework enabled' : 'Not assessed yet'}</UnknownBadge>
        ) : (
          <>
            {number(overview.passed)} <span className={classes.of}>of {number(overview.evaluated)}</span>
          </>
        )}
      </span>
      <span className={classes.note}>
        {overview === undefined
          ? ' '
          : overview.evaluated === 0
            ? 'nothing is claimed'
            : `evaluated passed, ${number(overview.total)} in total, ${number(overview.unknown)} unknown`}
      </span>
    </Link>
  );
}

function bySeverity(summary: Summary): string {
  const parts = severities
    .map((severity) => [summary.by_severity[severity] ?? 0, severity] as const)
    .filter(([amount]) => amount > 0)
    .map(([amount, severity]) => `${number(amount)} ${severity}`);
  return parts.length === 0 ? 'everything as its baseline says' : parts.join(', ');
}
