import { Link } from './link.tsx';
import classes from './tabs.module.css';

/** Parts of a page, each with an address of its own. */
export function PageTabs({
  label,
  tabs,
}: {
  label: string;
  tabs: { title: string; href: string; current: boolean }[];
}) {
  return (
    <nav className={classes.tabs} aria-label={label}>
      {tabs.map(({ title, href, current }) => (
        <Link key={href} href={href} aria-current={current ? 'true' : undefined}>
          {title}
        </Link>
      ))}
    </nav>
  );
}
