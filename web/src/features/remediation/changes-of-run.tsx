import { useQuery } from '@tanstack/react-query';
import { read } from '../../app/api.ts';
import { paths } from '../../app/paths.ts';
import { StateBadge } from '../../ui/badge.tsx';
import layout from '../../ui/layout.module.css';
import { Link } from '../../ui/link.tsx';
import { Section } from '../../ui/page.tsx';
import { ErrorNotice } from '../../ui/state.tsx';
import { count } from '../../ui/words.ts';
import classes from './remediation.module.css';
import { moving, type Remediation, statusTitle, statusTones } from './remediation-words.ts';

/** What became of each change that one run holds, with the page on which it can be taken back; nothing of other runs. */
export function ChangesOfRun({ executionId }: { executionId: number }) {
  const changes = useQuery({
    ...read('listRemediations', { query: { execution_id: executionId, per_page: 100 } }),
    refetchInterval: (query) =>
      query.state.data?.data.some(({ status }) => moving.has(status)) === true ? 1_500 : 10_000,
  });
  if (changes.data === undefined) {
    return changes.isError ? (
      <ErrorNotice error={changes.error} title="The changes of this run could not be loaded" />
    ) : null;
  }
  const rows = [...changes.data.data].sort((a, b) => (a.part_of?.step ?? 0) - (b.part_of?.step ?? 0));
  if (rows.length === 0) return null;
  return (
    <Section
      title="Changes"
      padded={false}
      aside={<span className="dim">{count(rows.length, 'change')}, each with its proof and way back</span>}
    >
      <ol className={classes.policies}>
        {rows.map((one) => (
          <One key={one.id} change={one} />
        ))}
      </ol>
    </Section>
  );
}

function One({ change }: { change: Remediation }) {
  return (
    <li>
      <div className={layout.row}>
        <StateBadge tone={statusTones[change.status]}>{statusTitle(change.status)}</StateBadge>
        <Link href={paths.remediation(change.id)}>{change.title}</Link>
        <span className="dim">{change.resource.name}</span>
      </div>
      {change.error === null ? null : <span className="dim">{change.error.message}</span>}
    </li>
  );
}
