const dayMs = 86_400_000;

/** The last second of a day, as the API takes it. */
export const endOfDay = (day: string): string => new Date(`${day}T23:59:59Z`).toISOString();

/** What is wrong with the day on which something ends; null when it can be taken. */
export function endProblem(day: string, mostDays: number): string | null {
  const end = Date.parse(`${day}T23:59:59Z`);
  if (Number.isNaN(end)) return 'Choose a day.';
  if (end < Date.now()) return 'This day is over; choose a later one.';
  return end > Date.now() + mostDays * dayMs
    ? `Choose a day within ${mostDays > 400 ? 'two years' : 'a year'}.`
    : null;
}
