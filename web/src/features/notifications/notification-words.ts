import type { Answer, Item, OperationId } from '../../app/api.ts';
import type { Tone } from '../../ui/badge.tsx';
import { sentence } from '../../ui/words.ts';

export type Channel = Item<'listNotificationChannels'>;
export type Kind = Item<'listChannelKinds'>;
export type Rule = Item<'listNotificationRules'>;
export type Notification = Item<'listNotifications'>;
export type Preview = Answer<'previewNotificationRule'>;
export type QuietHours = NonNullable<Rule['quiet_hours']>;
export type Weekday = QuietHours['days'][number];

/** What an act on channels and rules changes on the screen. */
export const touched: OperationId[] = [
  'listNotificationChannels',
  'listNotificationRules',
  'listNotifications',
  'listAlerts',
];

export const weekdays: { value: Weekday; label: string }[] = [
  { value: 'mon', label: 'Mon' },
  { value: 'tue', label: 'Tue' },
  { value: 'wed', label: 'Wed' },
  { value: 'thu', label: 'Thu' },
  { value: 'fri', label: 'Fri' },
  { value: 'sat', label: 'Sat' },
  { value: 'sun', label: 'Sun' },
];

/** Of what a rule can be told, in the words of the people who read it. */
export const eventTitles: Record<string, string> = {
  'alert.created': 'An alert opens',
  'alert.updated': 'An alert changes',
  'alert.resolved': 'An alert ends',
  'alert.*': 'Everything about alerts',
  'job.failed': 'A job fails',
  'job.completed': 'A job ends',
  'job.*': 'Everything about jobs',
  'approval.requested': 'An approval is asked for',
  'approval.reminder': 'An approval is still waiting',
  'approval.escalated': 'An approval is escalated',
  'approval.decided': 'An approval is decided',
  'approval.*': 'Everything about approvals',
  'remediation.suggested': 'A change is asked for',
  'remediation.approved': 'A change is approved',
  'remediation.completed': 'A change is done and verified',
  'remediation.failed': 'A change fails',
  'remediation.rolled_back': 'A change is rolled back',
  'remediation.*': 'Everything about changes',
};

export const eventTitle = (event: string): string => eventTitles[event] ?? sentence(event);

export const healthTones: Record<Channel['health'], Tone> = {
  unknown: 'quiet',
  working: 'good',
  failing: 'bad',
};
export const healthTitles: Record<Channel['health'], string> = {
  unknown: 'Nothing sent yet',
  working: 'Works',
  failing: 'Fails',
};

export const statuses: Notification['status'][] = ['pending', 'sent', 'failed', 'suppressed'];
export const statusTones: Record<Notification['status'], Tone> = {
  pending: 'busy',
  sent: 'good',
  failed: 'bad',
  suppressed: 'quiet',
};
const statusTitles: Record<Notification['status'], string> = {
  pending: 'Waits',
  sent: 'Sent',
  failed: 'Failed',
  suppressed: 'Not sent',
};
export const statusTitle = (status: string): string =>
  statusTitles[status as Notification['status']] ?? status;

/** `22:00 to 07:00 Europe/Berlin, except critical`. */
function quietWords(quiet: QuietHours): string {
  const days = quiet.days.length === 0 || quiet.days.length === 7 ? '' : ` on ${quiet.days.join(', ')}`;
  const urgent =
    quiet.urgent === null
      ? ''
      : quiet.urgent === 'critical'
        ? ', except critical'
        : `, except ${quiet.urgent} and worse`;
  return `quiet ${quiet.from} to ${quiet.to}${days}${urgent}`;
}

/** What a rule is about, in one line. */
export function ruleWords(rule: Rule): string {
  const tags = Object.entries(rule.tags).map(([key, value]) => (value === '' ? key : `${key}=${value}`));
  return [
    rule.events.length === 0 ? 'Everything' : rule.events.map(eventTitle).join(', '),
    ...(rule.alert_types.length === 0 ? [] : [rule.alert_types.join(', ')]),
    ...(rule.severity === null
      ? []
      : [rule.severity === 'critical' ? 'critical' : `${rule.severity} and worse`]),
    ...(rule.control === null ? [] : [`control ${rule.control}`]),
    ...(tags.length === 0 ? [] : [`tagged ${tags.join(', ')}`]),
  ].join(' · ');
}

/** When it tells: at once, after quiet hours, once a day. */
export function timingWords(rule: Rule): string {
  if (rule.digest !== null) return `once a day at ${rule.digest.time} ${rule.digest.time_zone}`;
  return rule.quiet_hours === null ? 'at once' : `at once, ${quietWords(rule.quiet_hours)}`;
}
