import { StateBadge } from '../../ui/badge.tsx';
import { sentence } from '../../ui/words.ts';

/** Urgent and high ask to be seen; the others do not. */
export function PriorityBadge({ priority }: { priority: string }) {
  if (priority === 'urgent') return <StateBadge tone="bad">Urgent</StateBadge>;
  if (priority === 'high') return <StateBadge tone="warn">High</StateBadge>;
  return <span className="dim">{sentence(priority)}</span>;
}
