import { type Severity, worst } from '../../../../core/severity.ts';

export const conditions = ['disk', 'door', 'lamp'] as const;
export type Condition = (typeof conditions)[number];

export type Step =
  | { does: 'raise'; of: Condition; severity: Severity; event: number }
  | { does: 'worsen'; of: Condition; severity: Severity }
  | { does: 'settle'; of: Condition; late: boolean }
  | { does: 'acknowledge' | 'resolve' | 'unmute' | 'assign'; of: Condition }
  | { does: 'mute'; of: Condition; days: number }
  | { does: 'pass'; hours: number }
  | { does: 'look' };

/** What an alert has to be, by what happened: the few rules of its life, without any of the tables. */
export type ExpectedAlert = {
  status: 'open' | 'acknowledged' | 'resolved';
  severity: Severity;
  occurrences: number;
  mutedUntil: number | null;
  assigned: boolean;
  counted: Set<number>;
  history: string[];
};

export type ExpectedAlerts = Map<Condition, ExpectedAlert>;

export const dayMs = 86_400_000;

/** One more step at `now`. */
export function expectStep(alerts: ExpectedAlerts, step: Step, now: number): void {
  if (step.does === 'look') {
    for (const alert of alerts.values())
      if (alert.mutedUntil !== null && alert.mutedUntil <= now) hear(alert);
    return;
  }
  if (step.does === 'pass') return;
  const alert = alerts.get(step.of);
  if (step.does === 'raise') raise(alerts, step, alert);
  else if (alert === undefined) return;
  else if (step.does === 'worsen') worsen(alert, step.severity);
  else if (alert.status !== 'resolved') change(alert, step, now);
}

function hear(alert: ExpectedAlert): void {
  alert.mutedUntil = null;
  alert.history.push('unmuted');
}

function raise(
  alerts: ExpectedAlerts,
  { of, severity, event }: Step & { does: 'raise' },
  alert: ExpectedAlert | undefined,
): void {
  if (alert === undefined) {
    const none = { mutedUntil: null, assigned: false };
    const first = { status: 'open' as const, severity, occurrences: 1 };
    alerts.set(of, { ...first, ...none, counted: new Set([event]), history: ['raised'] });
    return;
  }
  if (alert.counted.has(event)) return;
  alert.counted.add(event);
  const resolved = alert.status === 'resolved';
  const worse = !resolved && worst(alert.severity, severity) !== alert.severity;
  const louder = worst(alert.severity, severity) !== alert.severity;
  const opens = resolved || (worse && alert.status === 'acknowledged');
  if (louder && alert.mutedUntil !== null) hear(alert);
  alert.severity = resolved ? severity : worst(alert.severity, severity);
  alert.occurrences += 1;
  alert.history.push(opens ? 'reopened' : 'occurred');
  if (opens) alert.status = 'open';
}

function worsen(alert: ExpectedAlert, severity: Severity): void {
  const resolved = alert.status === 'resolved';
  if (alert.mutedUntil !== null) hear(alert);
  if (resolved) alert.occurrences += 1;
  alert.severity = resolved ? severity : worst(alert.severity, severity);
  alert.history.push(alert.status === 'open' ? 'worsened' : 'reopened');
  alert.status = 'open';
}

function change(
  alert: ExpectedAlert,
  step: Exclude<Step, { does: 'raise' | 'worsen' | 'pass' | 'look' }>,
  now: number,
): void {
  if (step.does === 'resolve' || (step.does === 'settle' && !step.late)) {
    alert.status = 'resolved';
    alert.history.push('resolved');
  } else if (step.does === 'acknowledge' && alert.status === 'open') {
    alert.status = 'acknowledged';
    alert.history.push('acknowledged');
  } else if (step.does === 'mute' && alert.mutedUntil !== now + step.days * dayMs) {
    alert.mutedUntil = now + step.days * dayMs;
    alert.history.push('muted');
  } else if (step.does === 'unmute' && alert.mutedUntil !== null && alert.mutedUntil > now) {
    hear(alert);
  } else if (step.does === 'assign' && !alert.assigned) {
    alert.assigned = true;
    alert.history.push('assigned');
  }
}
