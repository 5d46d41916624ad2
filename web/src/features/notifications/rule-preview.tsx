import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { type Body, read } from '../../app/api.ts';
import { SeverityBadge } from '../../ui/badge.tsx';
import layout from '../../ui/layout.module.css';
import { ErrorNotice } from '../../ui/state.tsx';
import { RelativeTime } from '../../ui/time.tsx';
import { count, number } from '../../ui/words.ts';
import type { Preview } from './notification-words.ts';
import classes from './notifications.module.css';

const days = 30;

/** What the rule would have sent of what happened lately, before anybody saves it. */
export function RulePreview({ conditions }: { conditions: Body<'previewNotificationRule'>['rule'] }) {
  const [asked] = useDebouncedValue(conditions, 400);
  const preview = useQuery({
    ...read('previewNotificationRule', { body: { rule: asked, days } }),
    // A preview changes nothing, so the last one may stay while the next is made.
    placeholderData: (previous) => previous,
  });
  return (
    <div className={layout.note} role="status" aria-live="polite">
      <strong>In the last {days} days</strong>
      {preview.data !== undefined ? (
        <Found preview={preview.data} />
      ) : preview.isError ? (
        <ErrorNotice error={preview.error} title="This could not be tried" />
      ) : (
        <p className="dim">Looking through what happened</p>
      )}
    </div>
  );
}

function Found({ preview }: { preview: Preview }) {
  if (preview.events === 0) return <p>Nothing happened that a rule could be about.</p>;
  return (
    <>
      <p>
        It would have sent {count(preview.messages, 'message')}
        {preview.summaries === 0 ? '' : ` and ${count(preview.summaries, 'summary', 'summaries')}`} for{' '}
        {number(preview.matches)} of {count(preview.events, 'event')}
        {preview.held_for_quiet_hours === 0
          ? ''
          : `; ${number(preview.held_for_quiet_hours)} would have waited for the end of quiet hours`}
        .
      </p>
      {preview.examples.length === 0 ? null : (
        <ul className={classes.examples} aria-label="What it would have sent">
          {preview.examples.map((example) => (
            <li key={`${example.at} ${example.event} ${example.title}`}>
              <span className="dim">
                <RelativeTime at={example.at} />
              </span>
              <span>
                {example.title}
                {example.reason === null ? null : <span className="dim"> {example.reason}</span>}
              </span>
              <span>{example.severity === null ? null : <SeverityBadge severity={example.severity} />}</span>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
