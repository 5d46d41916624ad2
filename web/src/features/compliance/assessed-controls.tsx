import { useState } from 'react';
import type { Item } from '../../app/api.ts';
import { paths } from '../../app/paths.ts';
import { SeverityBadge } from '../../ui/badge.tsx';
import layout from '../../ui/layout.module.css';
import { Link } from '../../ui/link.tsx';
import { RelativeTime } from '../../ui/time.tsx';
import { count } from '../../ui/words.ts';
import { controlStatuses, unseenWords } from './compliance-words.ts';
import classes from './requirement.module.css';
import { ResourceCounts, Verdict } from './status.tsx';

type AssessedControl = Item<'listAssessmentResults'>['controls'][number];
const shown = 5;

/** The controls of a requirement, worst first, with the resources that fail or that nobody could judge. */
export function AssessedControls({ controls }: { controls: AssessedControl[] }) {
  if (controls.length === 0)
    return <p className="dim">This assessment has no verdict of a control about it.</p>;
  const sorted = [...controls].sort(
    (a, b) => controlStatuses.indexOf(a.status) - controlStatuses.indexOf(b.status),
  );
  return (
    <ul className={classes.controls}>
      {sorted.map((control) => (
        <li key={control.control_id}>
          <div className={classes.controlHead}>
            <span>
              <Verdict status={control.status} />
            </span>
            <span>
              <Link href={paths.control(control.control_id)}>{control.title}</Link>{' '}
              <ResourceCounts of={control.counts} />
              {control.status === 'fail' && control.failing_since !== null ? (
                <span className="dim">
                  {' '}
                  · failing since <RelativeTime at={control.failing_since} />
                </span>
              ) : null}
            </span>
            <SeverityBadge severity={control.severity} />
          </div>
          <Resources control={control} />
        </li>
      ))}
    </ul>
  );
}

function Resources({ control }: { control: AssessedControl }) {
  const [all, setAll] = useState(false);
  const rows = all ? control.resources : control.resources.slice(0, shown);
  if (rows.length === 0 && control.unlisted.length === 0) return null;
  const hidden = control.resources.length - rows.length;
  return (
    <ul className={classes.resources}>
      {rows.map((resource) => (
        <li key={resource.resource_id}>
          <Verdict status={resource.status} />{' '}
          <Link href={paths.resource(resource.resource_id, { tab: 'compliance' })}>
            {resource.resource_name === '' ? resource.external_id : resource.resource_name}
          </Link>{' '}
          <span className="dim mono">{resource.region}</span> {resource.message}
        </li>
      ))}
      {control.unlisted.map((unseen) => (
        <li key={`${unseen.type} ${unseen.path} ${unseen.region ?? ''} ${unseen.permission ?? ''}`}>
          <Verdict status="unknown" /> {unseenWords(unseen)}
        </li>
      ))}
      {hidden > 0 || (all && control.resources.length > shown) ? (
        <li>
          <button type="button" className={layout.more} onClick={() => setAll(!all)}>
            {all ? 'Show fewer' : `Show ${count(hidden, 'more resource')}`}
          </button>
        </li>
      ) : null}
    </ul>
  );
}
