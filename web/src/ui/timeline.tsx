import type { ReactNode } from 'react';
import { RelativeTime } from './time.tsx';
import classes from './timeline.module.css';

export type TimelineEntry = { at: string; what: ReactNode; who?: string | null; note?: string | null };

/** What happened and who did it, in the order that is given. */
export function Timeline({ entries }: { entries: TimelineEntry[] }) {
  return (
    <ol className={classes.timeline}>
      {entries.map((entry, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two entries of one moment may say the same; none ever moves
        <li key={index}>
          <span className={classes.when}>
            <RelativeTime at={entry.at} />
          </span>
          <span className={classes.what}>
            <span>
              {entry.what}{' '}
              {entry.who == null || entry.who === '' ? null : <span className="dim">{entry.who}</span>}
            </span>
            {entry.note == null || entry.note === '' ? null : <span className="dim">{entry.note}</span>}
          </span>
        </li>
      ))}
    </ol>
  );
}
