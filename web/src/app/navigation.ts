import {
  type IconActivity,
  IconBell,
  IconBriefcase2,
  IconBulb,
  IconChecklist,
  IconCloud,
  IconFileText,
  IconGitCompare,
  IconLayoutDashboard,
  IconReport,
  IconSettings,
  IconShieldCheck,
  IconStack2,
  IconTool,
} from '@tabler/icons-react';
import { paths } from './paths.ts';
import type { Permission } from './session.ts';

export type Entry = {
  label: string;
  href: string;
  icon: typeof IconActivity;
  /** Hidden for roles without it. */
  needs?: Permission;
  /** Only there do people have to act, so only there is a number. */
  counts?: 'critical drifts' | 'open critical or high alerts' | 'approvals that wait for you';
};

/** The menu in the order of the work. An entry is here only when its page exists. */
export const navigation: { group: string; entries: Entry[] }[] = [
  {
    group: 'Overview',
    entries: [{ label: 'Dashboard', href: paths.dashboard(), icon: IconLayoutDashboard }],
  },
  {
    group: 'Observe',
    entries: [
      { label: 'Cloud providers', href: paths.providers(), icon: IconCloud },
      { label: 'Resources', href: paths.resources(), icon: IconStack2 },
    ],
  },
  {
    group: 'Assess',
    entries: [
      { label: 'Drift', href: paths.drifts(), icon: IconGitCompare, counts: 'critical drifts' },
      { label: 'Compliance', href: paths.compliance(), icon: IconShieldCheck },
    ],
  },
  {
    group: 'Respond',
    entries: [
      { label: 'Alerts', href: paths.alerts(), icon: IconBell, counts: 'open critical or high alerts' },
      { label: 'Recommendations', href: paths.recommendations(), icon: IconBulb },
      { label: 'Remediation', href: paths.remediations(), icon: IconTool },
      {
        label: 'Approvals',
        href: paths.approvals(),
        icon: IconChecklist,
        counts: 'approvals that wait for you',
      },
    ],
  },
  {
    group: 'Operate',
    entries: [
      { label: 'Jobs', href: paths.jobs(), icon: IconBriefcase2 },
      { label: 'Reports', href: paths.reports(), icon: IconReport },
      { label: 'Audit log', href: paths.auditLog(), icon: IconFileText, needs: 'view_audit' },
      { label: 'Settings', href: paths.organization(), icon: IconSettings },
    ],
  },
];

/** Whether an entry is where we are; the drift rules belong to drift, executions to jobs. */
export function isCurrent(entry: Entry, pathname: string): boolean {
  if (entry.href === '/') return pathname === '/';
  const roots: Record<string, string[]> = {
    Drift: ['/drifts', '/drift-rules'],
    Jobs: ['/jobs', '/executions'],
    Settings: ['/settings'],
  };
  return (roots[entry.label] ?? [entry.href]).some(
    (root) => pathname === root || pathname.startsWith(`${root}/`),
  );
}
