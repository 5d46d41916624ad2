const steps = [
  { limit: 60, unit: 's', seconds: 1 },
  { limit: 3600, unit: 'min', seconds: 60 },
  { limit: 86_400, unit: 'h', seconds: 3600 },
  { limit: Number.POSITIVE_INFINITY, unit: 'd', seconds: 86_400 },
] as const;

/** How long it was: `42 s`, `11 min`, `3 h`, `12 d`. */
function span(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const step = steps.find(({ limit }) => whole < limit) ?? steps[3];
  return `${Math.floor(whole / step.seconds)} ${step.unit}`;
}

/** How long ago, without the word; empty for what never was. */
export function since(instant: string | null | undefined, now: Date): string {
  if (instant === null || instant === undefined) return '';
  return span((now.getTime() - Date.parse(instant)) / 1000);
}

/** `4 min ago`, `just now`, `in 2 h`, `never`. */
export function ago(instant: string | null | undefined, now: Date): string {
  if (instant === null || instant === undefined) return 'never';
  const seconds = (now.getTime() - Date.parse(instant)) / 1000;
  if (seconds < -5) return `in ${span(-seconds)}`;
  return seconds < 10 ? 'just now' : `${span(seconds)} ago`;
}

/** The exact instant in UTC, with how long ago. */
export function exactly(instant: string | null | undefined, now: Date): string {
  if (instant === null || instant === undefined) return 'never';
  return `${instant.replace(/\.\d+Z$/, 'Z')} (${ago(instant, now)})`;
}

/** `412 ms`, `8.2 s`, `3 min 20 s`. */
export function duration(ms: number | null | undefined): string {
  if (ms === null || ms === undefined) return '';
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
  return `${Math.floor(seconds / 3600)} h ${Math.floor((seconds % 3600) / 60)} min`;
}
