const dayMilliseconds = 86_400_000;

/** Whole days from a moment or UTC day of a configuration to the judgement; undefined where there is none. */
export function daysSince(moment: string | undefined, judgedAt: Date): number | undefined {
  const at = Date.parse(moment ?? '');
  return Number.isNaN(at) ? undefined : Math.floor((judgedAt.getTime() - at) / dayMilliseconds);
}

/** The UTC day of a moment, for a sentence. */
export function dayOf(moment: string | undefined): string {
  return (moment ?? '').slice(0, 10);
}

/** `1 day ago`, `46 days ago`. */
export function ago(days: number): string {
  return days === 1 ? '1 day ago' : `${days} days ago`;
}
