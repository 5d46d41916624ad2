import { useQuery } from '@tanstack/react-query';
import { useAct } from '../../app/act.tsx';
import { type Item, type Query, read } from '../../app/api.ts';
import { paths } from '../../app/paths.ts';
import { ActButton } from '../../ui/act-button.tsx';
import { StateBadge } from '../../ui/badge.tsx';
import layout from '../../ui/layout.module.css';
import { Link, useGo } from '../../ui/link.tsx';
import { Section } from '../../ui/page.tsx';
import { ErrorNotice } from '../../ui/state.tsx';
import classes from './remediation.module.css';
import { effortWords, riskTitle, riskTones, touched } from './remediation-words.ts';

type Suggestion = Item<'listRemediationSuggestions'>;
const shown = 5;

/** The changes that put a finding in order. Asking for one writes nothing: it makes a plan that somebody decides. */
export function FixIt({ of }: { of: Query<'listRemediationSuggestions'> }) {
  const suggestions = useQuery(read('listRemediationSuggestions', { query: of }));
  const rows = onceEach(suggestions.data?.data ?? []);
  if (suggestions.data === undefined) {
    return suggestions.isError ? (
      <ErrorNotice error={suggestions.error} title="What could put it in order could not be loaded" />
    ) : null;
  }
  if (rows.length === 0) return null;
  return (
    <Section title="Fix it" padded={false}>
      <ul className={classes.suggestions}>
        {rows.slice(0, shown).map((suggestion) => (
          <One key={`${suggestion.type} ${suggestion.resource.id}`} suggestion={suggestion} />
        ))}
      </ul>
      {rows.length > shown ? (
        <p className={`dim ${classes.more}`}>
          {rows.length - shown} more; each resource offers its own on its page.
        </p>
      ) : null}
    </Section>
  );
}

/** A drift and a control may ask for the same change of the same resource; it is offered once. */
function onceEach(suggestions: Suggestion[]): Suggestion[] {
  const seen = new Set<string>();
  return suggestions.filter(({ type, resource }) => {
    const key = `${type} ${resource.id}`;
    return !seen.has(key) && seen.add(key) !== undefined;
  });
}

function One({ suggestion }: { suggestion: Suggestion }) {
  const go = useGo();
  const create = useAct('createRemediation', {
    refreshes: touched,
    done: () => 'The plan is being made. Nothing is written before it is approved.',
    after: (answer) => go(paths.remediation(answer.id)),
  });
  const { resource, under_way_id: underWay } = suggestion;
  return (
    <li>
      <div className={classes.words}>
        <strong>{suggestion.title}</strong>
        <span className={layout.row}>
          <Link href={paths.resource(resource.id)}>{resource.name}</Link>
          <StateBadge tone={riskTones[suggestion.risk]}>{riskTitle(suggestion.risk)} risk</StateBadge>
          <span className="dim">{effortWords(suggestion.effort_minutes)} by hand</span>
        </span>
        <span className="dim">{suggestion.impact}</span>
        {suggestion.irreversible === null ? null : (
          <span>Cannot be taken back: {suggestion.irreversible}</span>
        )}
        {suggestion.write_access ? null : (
          <span className="dim">The account is read only: the plan comes with commands to run by hand.</span>
        )}
      </div>
      {underWay === null ? (
        <ActButton
          permission="triage"
          loading={create.isPending}
          blocked={suggestion.enabled ? null : 'This kind of change is switched off in the settings.'}
          onClick={() => create.mutate({ body: suggestion.request })}
        >
          Plan this change
        </ActButton>
      ) : (
        <Link href={paths.remediation(underWay)}>Change {underWay} is under way</Link>
      )}
    </li>
  );
}
