import type { Severity } from '../../../core/severity.ts';
import type { NoticeState } from '../../../plugin-kit/define-channel.ts';
import { type Digest, isAtLeast, nextTime, type QuietHours, quietUntil } from './times.ts';

/**
 * Who is told of an event, when, and why not. Pure: the same event and the same rules give the same decisions on
 * any day, so a rule can be tried on what happened before it existed.
 */

/** What a rule may ask of an event. */
export type RoutedEvent = {
  /** `alert.created` */
  type: string;
  /** `recurred`: told before, and nothing new. `changed`: nothing that anybody is told. */
  change: 'opened' | 'acknowledged' | 'resolved' | 'recurred' | 'changed' | 'said';
  /** `alert:12`; null stands alone. */
  subject: string | null;
  alertType: string | null;
  severity: Severity | null;
  providerId: number | null;
  tags: Readonly<Record<string, string>>;
  controls: readonly string[];
  muted: boolean;
  /** Nobody who was told of it hears it again: it was muted for a while. */
  onlyToOthers: boolean;
  /** People who are asked or meant by name. */
  people: readonly number[];
};

export type RuleMatch = {
  /** Types, also `alert.*`; empty is everything that is told without being named. */
  events: readonly string[];
  alertTypes: readonly string[];
  /** This severity and worse. What has no severity fits no rule that asks for one. */
  severity: Severity | null;
  providerId: number | null;
  /** Every one must be there; an empty value is any. */
  tags: Readonly<Record<string, string>>;
  /** A control that fails; `*` at the end stands for the rest. */
  control: string | null;
};

export type Rule = {
  id: number;
  name: string;
  channelId: number;
  enabled: boolean;
  match: RuleMatch;
  quietHours: QuietHours | null;
  digest: Digest | null;
};

export type RoutedChannel = {
  id: number;
  name: string;
  enabled: boolean;
  isDefault: boolean;
  states: readonly NoticeState[];
};

/** What a member wants to be told by mail, besides what rules send. */
export type PersonalPreferences = {
  /** Plans that wait for them, and alerts that they are to look after. */
  assigned: boolean;
  /** Alerts of this severity and worse, whoever looks after them; null is none. */
  alerts: Severity | null;
  quietHours: QuietHours | null;
  digest: Digest | null;
};
export type Person = { userId: number; email: string; preferences: PersonalPreferences };

/** Who heard of the opening of this subject and not yet of its end. */
export type Told = {
  channelId: number | null;
  userId: number | null;
  ruleId: number | null;
  /** It was, or will be, one line of a summary. */
  summed: boolean;
  /** It waits for the end of quiet hours. */
  waiting: boolean;
};

export type Routing = {
  channels: readonly RoutedChannel[];
  rules: readonly Rule[];
  people: readonly Person[];
  told: readonly Told[];
  /** Whether people can be written to at all. */
  mailServer: boolean;
};

export type Decision = {
  channelId: number | null;
  userId: number | null;
  rule: { id: number; name: string } | null;
  outcome: 'send' | 'hold' | 'suppress';
  /** What a held one waits for. */
  hold: 'quiet' | 'digest' | null;
  /** When a held one is due. */
  at: Date | null;
  /** Why it is held or not sent; null when it is sent. */
  reason: string | null;
};

/** Told only where a rule names them: an alert tells of them already, or only the person who asked wants to know. */
const toldWhenNamed = new Set([
  'job.failed',
  'job.completed',
  'approval.decided',
  'remediation.suggested',
  'remediation.approved',
  'remediation.failed',
]);
/** Of these nobody expects to hear who did not ask for it, so that they were not told is no news either. */
const unexpected = new Set(['job.completed', 'remediation.suggested']);

export function route(event: RoutedEvent, routing: Routing, now: Date): Decision[] {
  if (event.change === 'changed') return personal(event, routing, now);
  if (event.change === 'recurred') return [nobody('it recurred, and was told of when it opened')];
  if (event.change === 'acknowledged' || event.change === 'resolved') return followUps(event, routing, now);
  if (event.muted) return [nobody('the alert is muted')];
  const decisions = [...ofChannels(event, routing, now), ...personal(event, routing, now)].filter(
    (decision) => !event.onlyToOthers || !knows(routing.told, decision),
  );
  if (event.onlyToOthers && decisions.length === 0) return [nobody('everybody was told before it was muted')];
  if (decisions.length > 0 || unexpected.has(event.type)) return decisions;
  return [nobody(whyNobody(event, routing))];
}

const knows = (told: readonly Told[], { channelId, userId }: Decision): boolean =>
  told.some((each) => each.channelId === channelId && each.userId === userId);

const nobody = (reason: string): Decision => ({
  channelId: null,
  userId: null,
  rule: null,
  outcome: 'suppress',
  hold: null,
  at: null,
  reason,
});

function whyNobody(event: RoutedEvent, { channels }: Routing): string {
  if (toldWhenNamed.has(event.type)) return `no rule names ${event.type}`;
  if (channels.length === 0) return 'there is no channel';
  return 'no rule fits, and no channel is the default';
}

function ofChannels(event: RoutedEvent, routing: Routing, now: Date): Decision[] {
  const fitting = routing.rules.filter((rule) => rule.enabled && fits(rule.match, event));
  const best = new Map<number, Decision>();
  for (const rule of fitting) {
    const channel = routing.channels.find(({ id }) => id === rule.channelId);
    if (channel === undefined) continue;
    const decision = decide(event, channel, rule, now);
    const before = best.get(channel.id);
    if (before === undefined || isSooner(decision, before)) best.set(channel.id, decision);
  }
  if (fitting.length > 0 || toldWhenNamed.has(event.type)) return [...best.values()];
  return routing.channels
    .filter((channel) => channel.isDefault)
    .map((channel) => decide(event, channel, null, now));
}

type Timing = { quietHours: QuietHours | null; digest: Digest | null };

function decide(event: RoutedEvent, channel: RoutedChannel, rule: Rule | null, now: Date): Decision {
  const base = {
    channelId: channel.id,
    userId: null,
    rule: rule === null ? null : { id: rule.id, name: rule.name },
  };
  if (!channel.enabled) return { ...nobody('the channel is switched off'), ...base };
  const state = stateOf(event);
  if (!channel.states.includes(state)) return { ...nobody(`this kind of channel does not take it`), ...base };
  return { ...base, ...when(event, rule ?? { quietHours: null, digest: null }, now) };
}

/** The state that the notice of an event has. */
export function stateOf(event: Pick<RoutedEvent, 'change'>): NoticeState {
  if (event.change === 'opened') return 'open';
  return event.change === 'acknowledged' || event.change === 'resolved' ? event.change : 'message';
}

function when(
  event: Pick<RoutedEvent, 'severity'>,
  { quietHours, digest }: Timing,
  now: Date,
): Pick<Decision, 'outcome' | 'hold' | 'at' | 'reason'> {
  if (digest !== null) {
    const at = nextTime(digest.time, digest.timeZone, now);
    return { outcome: 'hold', hold: 'digest', at, reason: 'it waits for the daily summary' };
  }
  const until = quietHours === null ? null : quietUntil(quietHours, event.severity, now);
  if (until !== null)
    return { outcome: 'hold', hold: 'quiet', at: until, reason: 'it waits for the end of quiet hours' };
  return { outcome: 'send', hold: null, at: null, reason: null };
}

/** Of two rules for one channel the one that tells earlier counts. */
function isSooner(a: Decision, b: Decision): boolean {
  const order = { send: 0, hold: 1, suppress: 2 };
  if (a.outcome !== b.outcome) return order[a.outcome] < order[b.outcome];
  return (a.at?.getTime() ?? 0) < (b.at?.getTime() ?? 0);
}

/** What became of an alert is told where its opening was told, and nowhere else. */
function followUps(event: RoutedEvent, routing: Routing, now: Date): Decision[] {
  const news = routing.told.map((told): Decision => {
    const base = { channelId: told.channelId, userId: told.userId, rule: null };
    if (told.waiting) return { ...nobody('its opening has not been told yet'), ...base };
    if (told.summed) return { ...nobody('its opening was told in a summary'), ...base };
    if (told.userId !== null) {
      if (event.change === 'acknowledged')
        return { ...nobody('people are not written to about it'), ...base };
      const person = routing.people.find(({ userId }) => userId === told.userId);
      if (person === undefined) return { ...nobody('the person is no member any more'), ...base };
      return { ...base, ...when(event, { ...person.preferences, digest: null }, now) };
    }
    const channel = routing.channels.find(({ id }) => id === told.channelId);
    if (channel === undefined) return { ...nobody('the channel was deleted'), ...base };
    const rule = routing.rules.find(({ id }) => id === told.ruleId) ?? null;
    return { ...decide(event, channel, rule === null ? null : { ...rule, digest: null }, now), ...base };
  });
  return news.length > 0 ? news : [nobody('nobody was told that it opened')];
}

/** By mail to single people. */
function personal(event: RoutedEvent, routing: Routing, now: Date): Decision[] {
  const meant = routing.people.filter(({ userId, preferences }) => {
    if (event.people.includes(userId)) return preferences.assigned;
    if (event.change !== 'opened' || preferences.alerts === null || event.severity === null) return false;
    return isAtLeast(event.severity, preferences.alerts);
  });
  return meant.map(({ userId, preferences }) => {
    const base = { channelId: null, userId, rule: null };
    if (!routing.mailServer) return { ...nobody('no mail server is configured'), ...base };
    // Who is asked by name is asked now.
    const timing = event.people.includes(userId) ? { ...preferences, digest: null } : preferences;
    return { ...base, ...when(event, timing, now) };
  });
}

/** Whether a rule is about this event. */
export function fits(match: RuleMatch, event: RoutedEvent): boolean {
  return (
    eventFits(match.events, event.type) &&
    (match.alertTypes.length === 0 ||
      (event.alertType !== null && match.alertTypes.includes(event.alertType))) &&
    (match.severity === null || (event.severity !== null && isAtLeast(event.severity, match.severity))) &&
    (match.providerId === null || event.providerId === match.providerId) &&
    Object.entries(match.tags).every(
      ([key, value]) => Object.hasOwn(event.tags, key) && (value === '' || event.tags[key] === value),
    ) &&
    (match.control === null || event.controls.some((control) => isLike(match.control ?? '', control)))
  );
}

function eventFits(wanted: readonly string[], type: string): boolean {
  if (wanted.length === 0) return !toldWhenNamed.has(type);
  // An alert that came back is told as one that was created.
  const names = type === 'alert.updated' ? ['alert.created', 'alert.updated'] : [type];
  return wanted.some((name) =>
    name.endsWith('.*') ? type.startsWith(name.slice(0, -1)) : names.includes(name),
  );
}

const isLike = (pattern: string, id: string): boolean =>
  pattern.endsWith('*') ? id.startsWith(pattern.slice(0, -1)) : id === pattern;
