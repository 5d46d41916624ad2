import { paths } from '../../app/paths.ts';
import { SeverityBadge, StateBadge } from '../../ui/badge.tsx';
import { Link } from '../../ui/link.tsx';
import { Section } from '../../ui/page.tsx';
import { RelativeTime } from '../../ui/time.tsx';
import { count } from '../../ui/words.ts';
import type { AlertWithHistory } from './alert-words.ts';
import classes from './alerts.module.css';

/** Which controls and which requirements of standards fail because of one cause: one alert, however many there are. */
export function AlertMappings({ alert }: { alert: AlertWithHistory }) {
  const { mappings } = alert;
  if (mappings.length === 0) return null;
  const failing = mappings.filter(({ ended_at }) => ended_at === null);
  const frameworks = new Set(
    failing.flatMap(({ requirements }) => requirements.map((each) => each.framework_id)),
  );
  return (
    <Section
      title="What fails because of it"
      padded={false}
      aside={
        <span className="dim">
          {count(failing.length, 'control')}
          {frameworks.size === 0 ? '' : `, ${count(frameworks.size, 'standard')}`}
        </span>
      }
    >
      <ul className={classes.mappings}>
        {mappings.map((mapping) => (
          <li key={mapping.control_id}>
            <div className={classes.mappingHead}>
              <SeverityBadge severity={mapping.severity} />
              <Link href={paths.control(mapping.control_id)}>{mapping.control_title}</Link>
              {mapping.ended_at === null ? (
                <StateBadge tone="bad">
                  Fails since <RelativeTime at={mapping.since} />
                </StateBadge>
              ) : (
                <StateBadge tone="good">
                  Passes since <RelativeTime at={mapping.ended_at} />
                </StateBadge>
              )}
            </div>
            {mapping.requirements.length === 0 ? null : (
              <ul className={classes.requirements}>
                {mapping.requirements.map((each) => (
                  <li key={`${each.framework_id} ${each.framework_version} ${each.requirement_id}`}>
                    <Link
                      href={paths.framework(each.framework_id, {
                        version: each.framework_version,
                        requirement: each.requirement_id,
                        q: each.requirement_id,
                      })}
                    >
                      {each.framework_id} {each.framework_version}, {each.requirement_id}
                    </Link>{' '}
                    <span className="dim">{each.title}</span>
                  </li>
                ))}
              </ul>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}
