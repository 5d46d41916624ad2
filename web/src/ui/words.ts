/** How numbers, times and sizes read. All pure; `now` is passed so that a list ages together. */

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** `11 min ago`, `in 3 h`, `just now`. */
export function relative(instant: number, now: number): string {
  const difference = instant - now;
  const size = Math.abs(difference);
  if (size < 10 * second) return 'just now';
  const text = span(size);
  return difference < 0 ? `${text} ago` : `in ${text}`;
}

/** The largest unit that says enough: `42 s`, `11 min`, `3 h`, `5 days`, `4 months`. */
function span(milliseconds: number): string {
  if (milliseconds < minute) return `${Math.round(milliseconds / second)} s`;
  if (milliseconds < hour) return `${Math.floor(milliseconds / minute)} min`;
  if (milliseconds < 2 * day) return `${Math.floor(milliseconds / hour)} h`;
  if (milliseconds < 120 * day) return `${Math.floor(milliseconds / day)} days`;
  if (milliseconds < 730 * day) return `${Math.floor(milliseconds / (30.44 * day))} months`;
  return `${Math.floor(milliseconds / (365.25 * day))} years`;
}

/** A measured duration: `840 ms`, `12.4 s`, `3 min 5 s`, `1 h 12 min`. */
export function duration(milliseconds: number): string {
  if (milliseconds < second) return `${Math.round(milliseconds)} ms`;
  if (milliseconds < minute) return `${(milliseconds / second).toFixed(1)} s`;
  if (milliseconds < hour) {
    return `${Math.floor(milliseconds / minute)} min ${Math.floor((milliseconds % minute) / second)} s`;
  }
  return `${Math.floor(milliseconds / hour)} h ${Math.floor((milliseconds % hour) / minute)} min`;
}

/** Time left until something, exact to the second in the last hour: `2 h 14 min`, `03:07`. */
export function countdown(milliseconds: number): string {
  if (milliseconds <= 0) return 'due now';
  if (milliseconds >= day)
    return `${Math.floor(milliseconds / day)} d ${Math.floor((milliseconds % day) / hour)} h`;
  if (milliseconds >= hour) {
    return `${Math.floor(milliseconds / hour)} h ${Math.floor((milliseconds % hour) / minute)} min`;
  }
  const seconds = Math.floor(milliseconds / second);
  return `${String(Math.floor(seconds / 60)).padStart(2, '0')}:${String(seconds % 60).padStart(2, '0')}`;
}

/** `1 drift`, `7 drifts`, `1,204 resources`. */
export function count(amount: number, one: string, many = `${one}s`): string {
  return `${number(amount)} ${amount === 1 ? one : many}`;
}

export function number(amount: number): string {
  return amount.toLocaleString('en-US');
}

/** Coverage never rounds up to 100: 99.96 is not everything. */
export function percent(value: number): string {
  if (value >= 100) return '100 %';
  return `${(Math.floor(value * 10) / 10).toFixed(1)} %`;
}

/** The exact instant with its zone: `2026-11-21 02:06:32 UTC+1`. */
export function exact(instant: string | number, timeZone?: string): string {
  const parts = new Intl.DateTimeFormat('en-GB', {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'short',
    ...(timeZone === undefined ? {} : { timeZone }),
  }).formatToParts(new Date(instant));
  const part = (type: string) => parts.find((candidate) => candidate.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')} ${part('hour')}:${part('minute')}:${part('second')} ${part('timeZoneName')}`;
}

/** `resource_sync` → `Resource sync`. */
export function sentence(id: string): string {
  const words = id.replaceAll(/[_.-]+/g, ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Shortens an identifier in the middle, where ARNs say the least. */
export function shorten(text: string, length: number): string {
  if (text.length <= length) return text;
  const tail = Math.floor((length - 1) * 0.6);
  return `${text.slice(0, length - 1 - tail)}…${text.slice(text.length - tail)}`;
}
