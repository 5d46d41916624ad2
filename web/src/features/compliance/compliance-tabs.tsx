import { useRouterState } from '@tanstack/react-router';
import { paths } from '../../app/paths.ts';
import { Link } from '../../ui/link.tsx';
import classes from './compliance.module.css';

const parts = [
  { href: paths.compliance(), title: 'Frameworks' },
  { href: paths.controls(), title: 'Controls' },
  { href: paths.exceptions(), title: 'Exceptions' },
  { href: paths.customControls(), title: 'Custom controls' },
];

/** The four lists of compliance; each is a page of its own. */
export function ComplianceTabs() {
  const pathname = useRouterState({ select: (state) => state.location.pathname });
  const isHere = (href: string) =>
    href === paths.compliance() ? pathname === href : pathname.startsWith(href);
  return (
    <nav className={classes.tabs} aria-label="Compliance">
      {parts.map(({ href, title }) => (
        <Link key={href} href={href} aria-current={isHere(href) ? 'true' : undefined}>
          {title}
        </Link>
      ))}
    </nav>
  );
}
