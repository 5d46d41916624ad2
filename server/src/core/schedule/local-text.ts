import { dateOf, secondsPerDay } from './calendar.ts';

const two = (value: number): string => String(value).padStart(2, '0');

export const dateText = (wall: number): string => {
  const { year, month, day } = dateOf(Math.floor(wall / secondsPerDay));
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;
};

/** `02:30`, and `02:30:15` when there are seconds. */
export function timeText(wall: number): string {
  const time = wall - Math.floor(wall / secondsPerDay) * secondsPerDay;
  const minutes = `${two(Math.floor(time / 3600))}:${two(Math.floor(time / 60) % 60)}`;
  return time % 60 === 0 ? minutes : `${minutes}:${two(time % 60)}`;
}

/** `+02:00`; `-00:44:30` for the offsets of old with seconds. */
function offsetText(offset: number): string {
  const size = Math.abs(offset);
  const text = `${offset < 0 ? '-' : '+'}${two(Math.floor(size / 3600))}:${two(Math.floor(size / 60) % 60)}`;
  return size % 60 === 0 ? text : `${text}:${two(size % 60)}`;
}

/** ISO 8601 with the offset of the zone: `2026-03-29T03:00:00+02:00`. */
export function localText(instant: number, offset: number): string {
  const wall = instant + offset;
  const time = timeText(wall);
  return `${dateText(wall)}T${time.length === 5 ? `${time}:00` : time}${offsetText(offset)}`;
}
