import pc from 'picocolors';

export type Paint = {
  bold(text: string): string;
  quiet(text: string): string;
  good(text: string): string;
  bad(text: string): string;
  warn(text: string): string;
  note(text: string): string;
};

export function paintFor(color: boolean): Paint {
  const colors = pc.createColors(color);
  return {
    bold: colors.bold,
    quiet: colors.dim,
    good: colors.green,
    bad: colors.red,
    warn: colors.yellow,
    note: colors.cyan,
  };
}

export const severities = ['critical', 'high', 'medium', 'low'] as const;
export type Severity = (typeof severities)[number];

const tags: Record<Severity, string> = {
  critical: '[!] CRITICAL',
  high: '[H] HIGH',
  medium: '[M] MEDIUM',
  low: '[L] LOW',
};

/** Shape and word first; the colour only repeats it. */
export function severityTag(severity: string, paint: Paint): string {
  if (!isSeverity(severity)) return severity;
  const tag = tags[severity];
  if (severity === 'critical') return paint.bold(paint.bad(tag));
  if (severity === 'high') return paint.bad(tag);
  return severity === 'medium' ? paint.warn(tag) : tag;
}

const isSeverity = (word: string): word is Severity => severities.some((known) => known === word);

/** True when `severity` is as bad as `threshold` or worse. */
export function atLeast(severity: Severity, threshold: Severity): boolean {
  return severities.indexOf(severity) <= severities.indexOf(threshold);
}

/** The threshold and everything worse. */
export function fromSeverity(threshold: Severity): Severity[] {
  return severities.filter((severity) => atLeast(severity, threshold));
}

const good = new Set([
  'active',
  'synced',
  'succeeded',
  'granted',
  'success_with_data',
  'success_empty',
  'resolved',
]);
const bad = new Set(['error', 'failed', 'denied', 'permission_denied', 'deleted']);
const between = new Set([
  'partial',
  'stopped',
  'rate_limited',
  'cancelled',
  'skipped',
  'unknown',
  'detected',
  'pending_approval',
  'region_disabled',
]);

/** Markers of states: `[+]` good, `[-]` bad, `[~]` in between, `[*]` on its way. */
export function statusTag(status: string, paint: Paint): string {
  const words = status.replaceAll('_', ' ');
  if (good.has(status)) return paint.good(`[+] ${words}`);
  if (bad.has(status)) return paint.bad(`[-] ${words}`);
  if (between.has(status)) return paint.warn(`[~] ${words}`);
  return `[*] ${words}`;
}
