import { ActionIcon } from '@mantine/core';
import { useDisclosure, useHotkeys } from '@mantine/hooks';
import { IconMenu2, IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Outlet, useRouterState } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { Link } from '../ui/link.tsx';
import { AccountMenu } from './account-menu.tsx';
import { read } from './api.ts';
import classes from './frame.module.css';
import { KeyHelp } from './key-help.tsx';
import { useLiveEvents } from './live-events.ts';
import { type Entry, isCurrent, navigation } from './navigation.ts';
import { paths } from './paths.ts';
import { RunningJobs } from './running-jobs.tsx';
import { useProfile } from './session.ts';

const SearchDialog = lazy(() =>
  import('./search-dialog.tsx').then((module) => ({ default: module.SearchDialog })),
);

/** Navigation at the left, one bar on top, the page. */
export function Frame() {
  const profile = useProfile();
  const pathname = useRouterState({ select: (state) => state.location.pathname });
  const [searching, search] = useDisclosure(false);
  const [helping, help] = useDisclosure(false);
  const [menuOpen, menu] = useDisclosure(false);
  useHotkeys([
    ['/', search.open],
    ['mod+K', search.open],
    ['shift+?', help.open],
  ]);
  useLiveEvents();
  return (
    <div className={classes.frame}>
      <a className={classes.skip} href="#page">
        Skip to the page
      </a>
      <header className={classes.bar}>
        <ActionIcon
          className={classes.menuButton}
          variant="subtle"
          color="gray"
          aria-label={menuOpen ? 'Hide navigation' : 'Show navigation'}
          aria-expanded={menuOpen}
          onClick={menu.toggle}
        >
          <IconMenu2 size={18} aria-hidden />
        </ActionIcon>
        <Link href={paths.dashboard()} className={classes.brand}>
          <img src="/icon.svg" width={22} height={22} alt="" />
          InfraAudit
        </Link>
        <span className={classes.organization}>{profile.organization.name}</span>
        <button type="button" className={classes.search} onClick={search.open}>
          <IconSearch size={14} aria-hidden />
          <span>Search resources, drifts, jobs, actions</span>
          <kbd>/</kbd>
        </button>
        <span className={classes.spacer} />
        <RunningJobs />
        <AccountMenu onKeys={help.open} />
      </header>
      <nav className={classes.nav} aria-label="Main" data-open={menuOpen || undefined}>
        <Groups pathname={pathname} onNavigate={menu.close} />
      </nav>
      <main id="page" className={classes.main} tabIndex={-1}>
        <Outlet />
      </main>
      {searching ? (
        <Suspense fallback={null}>
          <SearchDialog onClose={search.close} />
        </Suspense>
      ) : null}
      <KeyHelp opened={helping} onClose={help.close} />
    </div>
  );
}

function Groups({ pathname, onNavigate }: { pathname: string; onNavigate: () => void }) {
  const profile = useProfile();
  const status = useQuery(read('getStatus'));
  const mine = useQuery({
    ...read('listApprovals', { query: { assigned: 'me', per_page: 1 } }),
    enabled: profile.permissions.includes('approve'),
    refetchInterval: 30_000,
  });
  const counts: Record<NonNullable<Entry['counts']>, number> = {
    'critical drifts': status.data?.drifts.critical ?? 0,
    'open critical or high alerts': status.data?.alerts.urgent ?? 0,
    'approvals that wait for you': mine.data?.pagination.total ?? 0,
  };
  return navigation.map(({ group, entries }) => (
    <div key={group} className={classes.group}>
      <h2>{group}</h2>
      <ul>
        {entries
          .filter((entry) => entry.needs === undefined || profile.permissions.includes(entry.needs))
          .map((entry) => (
            <li key={entry.href}>
              <Link
                href={entry.href}
                className={classes.entry}
                aria-current={isCurrent(entry, pathname) ? 'page' : undefined}
                onClick={onNavigate}
              >
                <entry.icon size={17} stroke={1.6} aria-hidden />
                {entry.label}
                {entry.counts !== undefined && counts[entry.counts] > 0 ? (
                  <span className={classes.count}>
                    {counts[entry.counts]}
                    <span className="visually-hidden"> {entry.counts}</span>
                  </span>
                ) : null}
              </Link>
            </li>
          ))}
      </ul>
    </div>
  ));
}
