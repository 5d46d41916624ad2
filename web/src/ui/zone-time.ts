/** Local time of a zone and instants, both ways. All pure. */

const minute = 60_000;

/** Minutes that the clocks of the zone are ahead of UTC at an instant. */
export function offsetMinutes(instant: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  }).formatToParts(new Date(instant));
  const part = (type: string) => Number(parts.find((candidate) => candidate.type === type)?.value);
  const local = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'));
  return Math.round((local - Math.floor(instant / minute) * minute) / minute);
}

/** `2026-11-21T06:30` as the clocks of the zone show an instant: the text that a date field takes. */
export function localText(instant: number, timeZone: string): string {
  return new Date(instant + offsetMinutes(instant, timeZone) * minute).toISOString().slice(0, 16);
}

/** The instant of a local time; in an hour that comes twice the first, in one that is left out the moment after. */
export function instantOf(local: string, timeZone: string): number | null {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(local)) return null;
  const taken = Date.parse(`${local}:00Z`);
  if (Number.isNaN(taken)) return null;
  const early = taken - offsetMinutes(taken - 86_400_000, timeZone) * minute;
  if (localText(early, timeZone) === local) return early;
  const late = taken - offsetMinutes(taken + 86_400_000, timeZone) * minute;
  return localText(late, timeZone) === local ? late : early;
}

/** Marks of the local clock between two instants, every `step` hours; midnight carries its date. */
export function hourMarks(from: number, to: number, timeZone: string, step: number) {
  const clock = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    weekday: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  const marks: { instant: number; label: string; midnight: boolean }[] = [];
  // Zones with half and quarter hours exist; the local hour begins at a multiple of 15 minutes of UTC.
  const quarter = 15 * minute;
  for (let instant = Math.ceil(from / quarter) * quarter; instant < to; instant += quarter) {
    const parts = clock.formatToParts(instant);
    const part = (type: string) => parts.find((candidate) => candidate.type === type)?.value ?? '';
    const hour = Number(part('hour'));
    if (part('minute') !== '00' || hour % step !== 0) continue;
    const midnight = hour === 0;
    marks.push({
      instant,
      midnight,
      label: midnight ? `${part('weekday')} ${part('day')}` : `${part('hour')}:00`,
    });
  }
  return marks;
}

/** `06:30:00` of a zone. */
export function clockText(instant: number | string, timeZone: string): string {
  return new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(new Date(instant));
}

/** `Sat 21 Nov, 06:30` of a zone. */
export function dayAndClock(instant: number | string, timeZone: string): string {
  const date = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
  }).format(new Date(instant));
  return `${date.replace(',', '')}, ${clockText(instant, timeZone)}`;
}

/** `clocks forward 60 min`. */
export function clockChangeWords(offsetBefore: number, offsetAfter: number): string {
  const minutes = offsetAfter - offsetBefore;
  return `clocks ${minutes > 0 ? 'forward' : 'back'} ${Math.abs(minutes)} min`;
}
