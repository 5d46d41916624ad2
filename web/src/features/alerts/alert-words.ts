import type { Answer, Item, OperationId } from '../../app/api.ts';
import { paths } from '../../app/paths.ts';
import { sentence } from '../../ui/words.ts';

export type Alert = Item<'listAlerts'>;
export type AlertWithHistory = Answer<'getAlert'>;
export type Change = AlertWithHistory['history'][number];

/** What an act on an alert changes on the screen. */
export const touched: OperationId[] = [
  'listAlerts',
  'listAlertHistory',
  'getAlert',
  'getAlertSummary',
  'getStatus',
];

export const alertTypes = ['security', 'compliance', 'performance', 'cost'] as const;

const changes: Record<Change['change'], string> = {
  raised: 'Raised',
  occurred: 'Recurred',
  reopened: 'Opened again',
  worsened: 'Became worse',
  acknowledged: 'Acknowledged',
  resolved: 'Resolved',
  mapped: 'Another control fails because of it',
  unmapped: 'A control passes again',
  muted: 'Muted',
  unmuted: 'Heard again',
  assigned: 'Handed over',
};

/** What only a person does; the others happen by themselves, and a resolution may be either. */
const byPeople: ReadonlySet<Change['change']> = new Set<Change['change']>([
  'acknowledged',
  'muted',
  'unmuted',
  'assigned',
]);

/** `Acknowledged by ada@example.org`; what the product did by itself names nobody. */
export function changeWords({ change, actor }: Change): string {
  const byPerson =
    byPeople.has(change) || ((change === 'resolved' || change === 'raised') && actor.includes('@'));
  return byPerson ? `${changes[change]} by ${actor}` : changes[change];
}

type Thing = { kind: string; id: number; key?: string | null; name?: string };

/** Where the thing behind an alert can be looked at; null when it has no page. */
export function addressOf(thing: Thing | null): string | null {
  if (thing === null) return null;
  if (thing.kind === 'control') {
    // A control has a word for an id and no number.
    const id = thing.key ?? thing.name;
    return id === undefined ? null : paths.control(id);
  }
  const pages: Record<string, (id: number) => string> = {
    job: paths.job,
    execution: paths.execution,
    drift: paths.drift,
    resource: paths.resource,
    provider: paths.provider,
    remediation: paths.remediation,
  };
  if (thing.kind === 'webhook') return thing.key == null ? paths.webhooks() : paths.webhook(thing.key);
  if (thing.kind === 'channel') return paths.notifications();
  return pages[thing.kind]?.(thing.id) ?? null;
}

export const kindTitle = (kind: string): string => sentence(kind);

/** How it ended, after the word "resolved". */
export function resolutionWords(alert: Alert): string {
  const note = alert.resolution_note === null ? '' : `: ${alert.resolution_note}`;
  return alert.resolution === 'cleared' ? note.replace(/^: /, '') : `by ${alert.resolved_by}${note}`;
}

export const personName = (person: { name: string; email: string }): string =>
  person.name === '' ? person.email : person.name;
