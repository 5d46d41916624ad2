const dayMs = 86_400_000;

/** Whole days from a moment of the vendor until the judgement; undefined where the moment is none. */
export function daysSince(moment: string | undefined, judgedAt: Date): number | undefined {
  const at = Date.parse(moment ?? '');
  return Number.isNaN(at) ? undefined : Math.floor((judgedAt.getTime() - at) / dayMs);
}

export function dayText(days: number): string {
  return days === 1 ? '1 day' : `${days} days`;
}
