import { useRouterState } from '@tanstack/react-router';
import { paths } from '../../app/paths.ts';
import { PageTabs } from '../../ui/tabs.tsx';

const parts = [
  { href: paths.compliance(), title: 'Frameworks' },
  { href: paths.controls(), title: 'Controls' },
  { href: paths.exceptions(), title: 'Exceptions' },
  { href: paths.customControls(), title: 'Custom controls' },
];

/** The four lists of compliance; each is a page of its own. */
export function ComplianceTabs() {
  const pathname = useRouterState({ select: (state) => state.location.pathname });
  return (
    <PageTabs
      label="Compliance"
      tabs={parts.map(({ href, title }) => ({
        href,
        title,
        current: href === paths.compliance() ? pathname === href : pathname.startsWith(href),
      }))}
    />
  );
}
