import type { ReactNode } from 'react';
import { useTitle } from '../../ui/page.tsx';
import classes from './entrance.module.css';

/** The page before the app: one card, nothing else. */
export function Entrance({
  title,
  intro,
  children,
}: {
  title: string;
  intro?: ReactNode;
  children: ReactNode;
}) {
  useTitle(title);
  return (
    <main className={classes.entrance}>
      <div className={classes.card}>
        <p className={classes.brand}>
          <img src="/icon.svg" width={28} height={28} alt="" />
          InfraAudit
        </p>
        <h1>{title}</h1>
        {intro === undefined ? null : <p className="dim">{intro}</p>}
        <div className={classes.form}>{children}</div>
      </div>
    </main>
  );
}
