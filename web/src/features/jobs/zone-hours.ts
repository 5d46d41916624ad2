/** Hours of a day as the clocks of a zone show them, and the moments when those clocks jump. */

const hour = 3_600_000;

/** Minutes that the clocks of the zone are ahead of UTC at an instant. */
function offsetMinutes(instant: number, timeZone: string): number {
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
  return Math.round((local - Math.floor(instant / 60_000) * 60_000) / 60_000);
}

/** Every `step` hours of the local clock: `00:00`, `03:00` … */
export function hourMarks(from: number, to: number, timeZone: string, step: number) {
  const clock = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  const marks: { instant: number; label: string }[] = [];
  // Zones with half and quarter hours exist; the local hour begins at a multiple of 15 minutes of UTC.
  const quarter = hour / 4;
  for (let instant = Math.ceil(from / quarter) * quarter; instant < to; instant += quarter) {
    const label = clock.format(instant);
    if (label.endsWith(':00') && Number(label.slice(0, 2)) % step === 0) marks.push({ instant, label });
  }
  return marks;
}

/** The clock changes between two instants, found to the quarter of an hour. */
export function clockChanges(from: number, to: number, timeZone: string) {
  const changes: { instant: number; words: string }[] = [];
  const quarter = hour / 4;
  let before = offsetMinutes(from, timeZone);
  for (let instant = Math.ceil(from / quarter) * quarter; instant < to; instant += quarter) {
    const offset = offsetMinutes(instant, timeZone);
    if (offset !== before) {
      const minutes = offset - before;
      changes.push({ instant, words: `clocks ${minutes > 0 ? 'forward' : 'back'} ${Math.abs(minutes)} min` });
    }
    before = offset;
  }
  return changes;
}
