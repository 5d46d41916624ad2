import { useState } from 'react';
import { paths } from '../../app/paths.ts';
import { StateBadge } from '../../ui/badge.tsx';
import layout from '../../ui/layout.module.css';
import { Link } from '../../ui/link.tsx';
import { Section } from '../../ui/page.tsx';
import { RelativeTime } from '../../ui/time.tsx';
import { count } from '../../ui/words.ts';
import classes from './compliance.module.css';
import type { AssessmentDetail } from './compliance-words.ts';
import { useControlTitles } from './control-titles.ts';

const shown = 6;
type Change = { id: string; since: string | null };

/** What became worse, what became better, what stays bad and since when. */
export function AssessmentChanges({ assessment }: { assessment: AssessmentDetail }) {
  const titleOf = useControlTitles(assessment.framework_id, assessment.framework_version);
  const plain = (ids: string[]): Change[] => ids.map((id) => ({ id, since: null }));
  const still = assessment.still_failing
    .map(({ control_id: id, since }) => ({ id, since }))
    .sort((a, b) => a.since.localeCompare(b.since));
  const nothing =
    assessment.newly_failing.length + assessment.newly_passing.length + assessment.still_failing.length === 0;
  return (
    <Section title="What changed">
      {nothing ? (
        <p className="dim">No control fails, and none failed before.</p>
      ) : (
        <div className={layout.stack}>
          <Changes
            title="newly failing"
            tone="bad"
            changes={plain(assessment.newly_failing)}
            titleOf={titleOf}
          />
          <Changes
            title="newly passing"
            tone="good"
            changes={plain(assessment.newly_passing)}
            titleOf={titleOf}
          />
          <Changes title="still failing" tone="warn" changes={still} titleOf={titleOf} />
        </div>
      )}
    </Section>
  );
}

function Changes({
  title,
  tone,
  changes,
  titleOf,
}: {
  title: string;
  tone: 'good' | 'bad' | 'warn';
  changes: Change[];
  titleOf: (id: string) => string;
}) {
  const [all, setAll] = useState(false);
  if (changes.length === 0) return null;
  const rows = all ? changes : changes.slice(0, shown);
  return (
    <div className={layout.list}>
      <div>
        <StateBadge tone={tone}>
          {count(changes.length, 'control')} {title}
        </StateBadge>
      </div>
      <ul className={`${layout.list} ${classes.changes}`}>
        {rows.map(({ id, since }) => (
          <li key={id}>
            <Link href={paths.control(id)}>{titleOf(id)}</Link>
            {since === null ? null : (
              <span className="dim">
                {' '}
                since <RelativeTime at={since} />
              </span>
            )}
          </li>
        ))}
      </ul>
      {changes.length > shown ? (
        <div>
          <button type="button" className={layout.more} onClick={() => setAll(!all)}>
            {all ? 'Show fewer' : `Show all ${changes.length}`}
          </button>
        </div>
      ) : null}
    </div>
  );
}
