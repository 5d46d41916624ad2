import { paths } from '../../app/paths.ts';
import layout from '../../ui/layout.module.css';
import { PageTabs } from '../../ui/tabs.tsx';
import { useUrlState } from '../../ui/url-state.ts';
import { ChannelsPart } from './channels-part.tsx';
import { HistoryPart } from './history-part.tsx';
import { MinePart } from './mine-part.tsx';
import { RulesPart } from './rules-part.tsx';

const parts = [
  { id: 'channels', title: 'Channels', Part: ChannelsPart },
  { id: 'rules', title: 'Routing', Part: RulesPart },
  { id: 'mine', title: 'My mails', Part: MinePart },
  { id: 'history', title: 'History', Part: HistoryPart },
];

/** Who is told what, where, when, and what became of it. */
export function NotificationsPage() {
  const [search] = useUrlState();
  const here = parts.find(({ id }) => id === search.tab) ?? parts[0];
  if (here === undefined) return null;
  return (
    <div className={layout.column}>
      <PageTabs
        label="Notifications"
        tabs={parts.map(({ id, title }) => ({
          title,
          href: paths.notifications(id === 'channels' ? {} : { tab: id }),
          current: id === here.id,
        }))}
      />
      <here.Part />
    </div>
  );
}
