import { Select } from '@mantine/core';
import { Outlet, useRouterState } from '@tanstack/react-router';
import { paths } from '../../app/paths.ts';
import { useProfile } from '../../app/session.ts';
import { Link, useGo } from '../../ui/link.tsx';
import { Page } from '../../ui/page.tsx';
import { useIsSmall } from '../../ui/panel.tsx';
import classes from './settings.module.css';

export function SettingsFrame() {
  const profile = useProfile();
  const pathname = useRouterState({ select: (state) => state.location.pathname });
  const entries = [
    { href: paths.organization(), label: 'Organisation' },
    { href: paths.team(), label: 'Team' },
    { href: paths.apiKeys(), label: 'API keys' },
    { href: paths.notifications(), label: 'Notifications' },
    { href: paths.webhooks(), label: 'Webhooks' },
    { href: paths.recommendationSettings(), label: 'Recommendations' },
    { href: paths.remediationSettings(), label: 'Remediation' },
    { href: paths.profile(), label: 'Profile' },
  ];
  const small = useIsSmall();
  const go = useGo();
  const here = pathname.replace(/\/$/, '');
  const current =
    entries.find(({ href }) => here === href || here.startsWith(`${href}/`))?.href ?? paths.organization();
  const label = entries.find((entry) => entry.href === current)?.label ?? 'Organisation';
  // One webhook has a page of its own below the list.
  const part = here.startsWith(`${paths.webhooks()}/`) ? 'Webhook' : label;
  return (
    <Page
      title="Settings"
      tabTitle={`${part} · Settings`}
      state={`${profile.organization.name}. Your role here is ${profile.role}.`}
    >
      {small ? (
        <Select
          aria-label="Part of the settings"
          data={entries.map(({ href, label: text }) => ({ value: href, label: text }))}
          value={current}
          allowDeselect={false}
          onChange={(href) => go(href ?? current)}
        />
      ) : (
        <nav className={classes.tabs} aria-label="Settings">
          {entries.map((entry) => (
            <Link
              key={entry.href}
              href={entry.href}
              aria-current={current === entry.href ? 'page' : undefined}
            >
              {entry.label}
            </Link>
          ))}
        </nav>
      )}
      <Outlet />
    </Page>
  );
}
