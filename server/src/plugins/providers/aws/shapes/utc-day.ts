/**
 * The UTC day of a moment of use: `2026-01-15`. The moment itself moves with every call, so it would make a new
 * version of an unchanged resource at each scan; for "unused for 45 days" the day is enough.
 */
export function utcDay(moment: Date | undefined): string | undefined {
  if (moment === undefined || Number.isNaN(moment.getTime())) return undefined;
  return moment.toISOString().slice(0, 10);
}
