import type { Answer, Item, OperationId } from '../../app/api.ts';
import { paths } from '../../app/paths.ts';
import { sentence } from '../../ui/words.ts';

export type Alert = Item<'listAlerts'>;
export type AlertWithHistory = Answer<'getAlert'>;
export type Change = AlertWithHistory['history'][number];

/** What an act on an alert changes on the screen. */
export const touched: OperationId[] = ['listAlerts', 'getAlert', 'getAlertSummary', 'getStatus'];

export const alertTypes = ['security', 'compliance', 'performance', 'cost'] as const;

const changes: Record<Change['change'], string> = {
  raised: 'Raised',
  occurred: 'Recurred',
  reopened: 'Opened again',
  acknowledged: 'Acknowledged',
  resolved: 'Resolved',
};

/** `Acknowledged by ada@example.org`; what the product did by itself names nobody. */
export function changeWords({ change, actor }: Change): string {
  const byPerson = change === 'acknowledged' || (change === 'resolved' && actor.includes('@'));
  return byPerson ? `${changes[change]} by ${actor}` : changes[change];
}

/** Where the thing behind an alert can be looked at; null when it has no page. */
export function addressOf(thing: { kind: string; id: number; name?: string } | null): string | null {
  if (thing?.kind === 'job') return paths.job(thing.id);
  // A control has a name and no number.
  if (thing?.kind === 'control' && thing.name !== undefined) return paths.control(thing.name);
  if (thing?.kind === 'execution') return paths.execution(thing.id);
  return null;
}

export const kindTitle = (kind: string): string => sentence(kind);

/** How it ended, after the word "resolved". */
export function resolutionWords(alert: Alert): string {
  const note = alert.resolution_note === null ? '' : `: ${alert.resolution_note}`;
  return alert.resolution === 'cleared' ? note.replace(/^: /, '') : `by ${alert.resolved_by}${note}`;
}
