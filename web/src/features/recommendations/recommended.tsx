import { useQuery } from '@tanstack/react-query';
import { useAct } from '../../app/act.tsx';
import { type Answer, type Body, type Query, read } from '../../app/api.ts';
import { paths } from '../../app/paths.ts';
import { ActButton } from '../../ui/act-button.tsx';
import { SeverityBadge, StateBadge } from '../../ui/badge.tsx';
import { Link } from '../../ui/link.tsx';
import { Section } from '../../ui/page.tsx';
import { ErrorNotice } from '../../ui/state.tsx';
import { gainWords, type Recommendation, statusTitle, statusTones, touched } from './recommendation-words.ts';
import classes from './recommendations.module.css';

type Made = Answer<'generateRecommendations'>;
const shown = 5;

/** What is recommended about a control, or about the resource of a drift, and the button that asks for it now. */
export function Recommended({
  about,
  among,
}: {
  about: Body<'generateRecommendations'>;
  among: Pick<NonNullable<Query<'listRecommendations'>>, 'resource_id' | 'control_id'>;
}) {
  const listed = useQuery(read('listRecommendations', { query: { ...among, per_page: shown } }));
  const make = useAct('generateRecommendations', { refreshes: touched });
  if (listed.data === undefined) {
    return listed.isError ? (
      <ErrorNotice error={listed.error} title="What is recommended could not be loaded" />
    ) : null;
  }
  const pending = listed.data.data;
  // What was dismissed before is in the answer only; the list has what is open.
  const rows = [
    ...pending,
    ...(make.data?.data ?? []).filter(({ id }) => !pending.some((one) => one.id === id)),
  ];
  return (
    <Section
      title="Recommendations"
      padded={false}
      aside={
        <ActButton
          permission="triage"
          size="compact"
          variant="default"
          loading={make.isPending}
          onClick={() => make.mutate({ body: about })}
        >
          Make recommendation
        </ActButton>
      }
    >
      {rows.length === 0 && make.data === undefined ? (
        <p className={`dim ${classes.inset}`}>
          None yet. The rules write what to do in steps, with commands for exactly this.
        </p>
      ) : null}
      {make.data === undefined ? null : (
        <p className={classes.inset} role="status">
          <Outcome made={make.data} />
        </p>
      )}
      <ul className={classes.recommended}>
        {rows.slice(0, shown).map((one) => (
          <One key={one.id} recommendation={one} />
        ))}
      </ul>
      {listed.data.pagination.total > shown ? (
        <p className={classes.inset}>
          <Link href={paths.recommendations(among)}>All {listed.data.pagination.total} recommendations</Link>
        </p>
      ) : null}
    </Section>
  );
}

function One({ recommendation: one }: { recommendation: Recommendation }) {
  return (
    <li>
      <SeverityBadge severity={one.priority} />
      <Link href={paths.recommendation(one.id)}>{one.title}</Link>
      {one.status === 'pending' ? (
        <span className="dim">{gainWords(one)}</span>
      ) : (
        <StateBadge tone={statusTones[one.status]} why={one.status_note}>
          {statusTitle(one.status)}
        </StateBadge>
      )}
    </li>
  );
}

/** What came of the question: also that there was nothing to write, and what stays closed. */
function Outcome({ made }: { made: Made }) {
  const parts = [
    ...(made.created === 0 ? [] : [`${made.created} new`]),
    ...(made.updated === 0 ? [] : [`${made.updated} brought up to date`]),
    ...(made.unchanged === 0 ? [] : [`${made.unchanged} as before`]),
    ...(made.resolved === 0 ? [] : [`${made.resolved} over`]),
    ...(made.kept_closed === 0 ? [] : [`${made.kept_closed} closed before, and nothing new was found`]),
  ];
  return (
    <>
      {parts.length === 0 ? made.message : `${parts.join(', ')}.`}
      {made.execution_id === null ? null : (
        <>
          {' '}
          <Link href={paths.execution(made.execution_id)}>Run {made.execution_id} goes on with it</Link>
        </>
      )}
    </>
  );
}
