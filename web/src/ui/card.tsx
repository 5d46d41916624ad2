import type { ReactNode } from 'react';
import classes from './card.module.css';

/** Cards beside each other, as many as fit. */
export function Cards({ children }: { children: ReactNode }) {
  return <div className={classes.cards}>{children}</div>;
}

/** One thing with its heading, what is said under it, how it stands, and its acts at the foot. */
export function Card({
  label,
  title,
  words,
  aside,
  foot,
  children,
}: {
  /** Its name for those who do not see the frame. */
  label: string;
  title: ReactNode;
  words: ReactNode;
  aside?: ReactNode;
  /** Its acts; null where the person has none. */
  foot: ReactNode;
  children: ReactNode;
}) {
  return (
    <article className={classes.card} aria-label={label}>
      <header className={classes.head}>
        <div>
          <h2>{title}</h2>
          <p className="dim">{words}</p>
        </div>
        {aside}
      </header>
      {children}
      {foot === null ? null : <footer className={classes.foot}>{foot}</footer>}
    </article>
  );
}
