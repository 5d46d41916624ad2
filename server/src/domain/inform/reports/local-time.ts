const quarterMs = 900_000;
const rememberedQuarters = 20_000;

/** `2026-11-21T14:31:51+01:00`: an instant in a zone, with its offset, so that it can be read back. */
export type LocalTime = (instant: Date) => string;

/** Offsets change on a quarter of an hour at most, so one look-up serves every instant within it. */
export function localTimeIn(timeZone: string): LocalTime {
  const format = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' });
  const offsets = new Map<number, number>();
  const offsetMinutes = (ms: number): number => {
    const quarter = Math.floor(ms / quarterMs);
    const known = offsets.get(quarter);
    if (known !== undefined) return known;
    const name =
      format.formatToParts(new Date(quarter * quarterMs)).find(({ type }) => type === 'timeZoneName')
        ?.value ?? 'GMT';
    const match = /GMT([+-])(\d{2}):(\d{2})/.exec(name);
    const size = Number(match?.[2] ?? 0) * 60 + Number(match?.[3] ?? 0);
    const minutes = match?.[1] === '-' ? -size : size;
    if (offsets.size >= rememberedQuarters) offsets.clear();
    offsets.set(quarter, minutes);
    return minutes;
  };
  return (instant) => {
    const minutes = offsetMinutes(instant.getTime());
    const local = new Date(instant.getTime() + minutes * 60_000).toISOString().slice(0, 19);
    const sign = minutes < 0 ? '-' : '+';
    const size = Math.abs(minutes);
    const pad = (value: number) => String(value).padStart(2, '0');
    return `${local}${sign}${pad(Math.floor(size / 60))}:${pad(size % 60)}`;
  };
}
