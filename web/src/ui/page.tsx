import { type ReactNode, useEffect } from 'react';
import classes from './page.module.css';

type PageProps = {
  title: string;
  /** One sentence about the state of what the page shows. */
  state?: ReactNode;
  actions?: ReactNode;
  above?: ReactNode;
  /** Of the browser's tab, when it says more than the heading. */
  tabTitle?: string;
  children: ReactNode;
};

/** Title with one sentence of state, the primary action at the right, then the content. */
export function Page({ title, state, actions, above, tabTitle, children }: PageProps) {
  useTitle(tabTitle ?? title);
  return (
    <div className={classes.page}>
      {above === undefined ? null : <div className={classes.above}>{above}</div>}
      <div className={classes.head}>
        <div className={classes.heading}>
          <h1>{title}</h1>
          {state === undefined ? null : <p className="dim">{state}</p>}
        </div>
        {actions === undefined ? null : <div className={classes.actions}>{actions}</div>}
      </div>
      {children}
    </div>
  );
}

export function useTitle(title: string): void {
  useEffect(() => {
    // A detail beside a list gives the title back when it is closed.
    const before = document.title;
    document.title = `${title} · InfraAudit`;
    return () => {
      document.title = before;
    };
  }, [title]);
}

/** A framed part of a page with a heading of its own. */
export function Section({
  title,
  aside,
  children,
  padded = true,
}: {
  title: ReactNode;
  aside?: ReactNode;
  children: ReactNode;
  padded?: boolean;
}) {
  return (
    <section className={classes.section}>
      <div className={classes.sectionHead}>
        <h2>{title}</h2>
        {aside === undefined ? null : <div className={classes.aside}>{aside}</div>}
      </div>
      <div className={padded ? classes.padded : undefined}>{children}</div>
    </section>
  );
}

/** Facts as label and value; `wide` ones, which are sentences, have a line of their own. */
export function Facts({ items }: { items: [label: string, value: ReactNode, width?: 'wide'][] }) {
  return (
    <dl className={classes.facts}>
      {items.map(([label, value, width]) => (
        <div key={label} className={width === 'wide' ? classes.wide : undefined}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
