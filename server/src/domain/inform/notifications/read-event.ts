import type { Json, JsonObject } from '../../../core/json.ts';
import { type Severity, severities } from '../../../core/severity.ts';
import type { StoredEvent } from '../../../platform/events/contract.ts';
import type { Notice } from '../../../plugin-kit/define-channel.ts';
import { approvalNotice, jobNotice, remediationNotice } from './event-words.ts';
import { type RoutedEvent, stateOf } from './route.ts';

/** Announced events as rules and channels need them. Pure; whatever a payload lacks is unknown, never an error. */

export const heardEvents = [
  'alert.created',
  'alert.updated',
  'alert.resolved',
  'job.failed',
  'job.completed',
  'approval.requested',
  'approval.reminder',
  'approval.escalated',
  'approval.decided',
  'remediation.suggested',
  'remediation.approved',
  'remediation.completed',
  'remediation.failed',
  'remediation.rolled_back',
] as const;

export type ReadEvent = { routed: RoutedEvent; notice: Notice };
export type Surroundings = { organization: string; publicUrl: string };

export function readEvent(event: StoredEvent, around: Surroundings): ReadEvent {
  const facts = factsIn(event.payload);
  const routed = routedOf(event, facts);
  const [family] = event.type.split('.');
  const words =
    family === 'alert'
      ? alertNotice(event, facts)
      : family === 'job'
        ? jobNotice(event.type, facts)
        : family === 'approval'
          ? approvalNotice(event.type, facts)
          : remediationNotice(event.type, facts);
  const path = words.path ?? facts.text('url_path');
  return {
    routed,
    notice: {
      subject: routed.subject,
      state: stateOf(routed),
      event: event.type,
      kind: words.kind,
      severity: routed.severity,
      title: words.title,
      description: words.description,
      resource: words.resource ?? resourceOf(facts),
      account: facts.text('provider_name') ?? facts.text('target_system'),
      since: words.since ?? null,
      at: event.at.toISOString(),
      link: path === null ? null : `${around.publicUrl}${path}`,
      next: words.next,
      organization: around.organization,
      data: dataOf(event.payload),
      items: [],
      more: 0,
    },
  };
}

/** What one kind of event says in words. */
export type Words = {
  kind: string;
  title: string;
  description: string;
  next: string | null;
  path?: string | null;
  resource?: string | null;
  since?: string | null;
};

/** A payload, asked field by field. */
export type Facts = {
  text(name: string): string | null;
  number(name: string): number | null;
  is(name: string): boolean;
  list<T extends 'string' | 'number'>(name: string, type: T): (T extends 'string' ? string : number)[];
  record(name: string): Record<string, string>;
};

function factsIn(payload: JsonObject): Facts {
  const value = (name: string): Json | undefined => payload[name];
  return {
    text(name) {
      const found = value(name);
      return typeof found === 'string' && found !== '' ? found : null;
    },
    number(name) {
      const found = value(name);
      return typeof found === 'number' ? found : null;
    },
    is: (name) => value(name) === true,
    list(name, type) {
      const found = value(name);
      return (Array.isArray(found) ? found.filter((each) => typeof each === type) : []) as never[];
    },
    record(name) {
      const found = value(name);
      if (typeof found !== 'object' || found === null || Array.isArray(found)) return {};
      return Object.fromEntries(
        Object.entries(found).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
      );
    },
  };
}

/** What changes of an alert are told as an opening: it came back, became worse, or is muted no more. */
function changeOf(type: string, facts: Facts): RoutedEvent['change'] {
  if (type === 'alert.created') return 'opened';
  if (type === 'alert.resolved') return 'resolved';
  if (type !== 'alert.updated') return 'said';
  const change = facts.text('change');
  if (change === 'reopened' || facts.is('worse')) return 'opened';
  if (change === 'unmuted') return facts.text('status') === 'open' ? 'opened' : 'changed';
  if (change === 'acknowledged') return 'acknowledged';
  return change === 'occurred' ? 'recurred' : 'changed';
}

function routedOf(event: StoredEvent, facts: Facts): RoutedEvent {
  const [family = ''] = event.type.split('.');
  const severity = facts.text('severity');
  const change = changeOf(event.type, facts);
  const id = facts.number(`${family === 'job' ? 'execution' : family}_id`);
  return {
    type: event.type,
    change,
    subject: id === null ? null : `${family}:${id}`,
    alertType: family === 'alert' ? facts.text('type') : null,
    severity: severities.includes(severity as Severity) ? (severity as Severity) : null,
    providerId: facts.number('provider_id'),
    tags: facts.record('tags'),
    controls: facts.list('control_ids', 'string'),
    muted: facts.is('muted'),
    onlyToOthers: event.type === 'alert.updated' && facts.text('change') === 'unmuted',
    people: peopleOf(event.type, change, facts),
  };
}

function peopleOf(type: string, change: RoutedEvent['change'], facts: Facts): number[] {
  if (type === 'approval.escalated') return facts.list('added_ids', 'number');
  if (type === 'approval.decided') {
    const submitter = facts.number('submitted_by_user_id');
    return submitter === null ? [] : [submitter];
  }
  if (type.startsWith('approval.')) return facts.list('assignee_ids', 'number');
  const assignee = facts.number('assignee_id');
  if (assignee === null || !type.startsWith('alert.')) return [];
  const given = change === 'changed' && facts.text('change') === 'assigned';
  return given || change === 'opened' ? [assignee] : [];
}

const nextSteps: Record<string, string> = {
  job: 'Open the run, mend what its error says, then run the job again.',
  control: 'Look at the failing resources; the control says how each is put in order.',
  drift: 'Look at the change, then undo it or agree to it with a new baseline.',
  resource: 'Look at the change, then undo it or agree to it with a new baseline.',
  provider: 'Look at the connection: its credentials or its permissions may have changed.',
  credential: 'Replace the credentials before they stop working.',
  webhook: 'Look at the last attempts of the webhook, mend the receiver, then enable it again.',
  channel: 'Look at the last error of the channel and test it again.',
  notification_channel: 'Look at the last error of the channel and test it again.',
  remediation: 'Look at what the remediation wrote before it failed, then decide about the finding again.',
};

function alertNotice(event: StoredEvent, facts: Facts): Words {
  const type = facts.text('type') ?? 'security';
  const note = facts.text('note');
  const resolved = event.type === 'alert.resolved';
  const description = facts.text('description') ?? '';
  const assigned = facts.text('change') === 'assigned' ? 'You were asked to look after this alert.\n\n' : '';
  const open = `${assigned}${description}`;
  return {
    kind: `${type.charAt(0).toUpperCase()}${type.slice(1)} alert`,
    title: facts.text('title') ?? `Alert ${facts.number('alert_id') ?? ''}`.trim(),
    description: resolved
      ? (note ?? (facts.text('resolution') === 'cleared' ? 'The cause is over.' : ''))
      : open,
    since: facts.text('opened_at') ?? facts.text('created_at'),
    next: resolved
      ? null
      : (nextSteps[facts.text('source_kind') ?? ''] ?? 'Open the alert and say who looks after it.'),
    path: facts.text('url_path') ?? `/alerts/${facts.number('alert_id') ?? ''}`,
  };
}

function resourceOf(facts: Facts): string | null {
  const name = facts.text('resource_name');
  if (name === null) return null;
  const more = [facts.text('resource_type'), facts.text('region')].filter((part) => part !== null);
  return more.length === 0 ? name : `${name} (${more.join(', ')})`;
}

const longestData = 8000;

/** The payload without its long texts, which are in the notice already. */
function dataOf({ description: _description, ...payload }: JsonObject): JsonObject {
  return JSON.stringify(payload).length > longestData ? {} : payload;
}
