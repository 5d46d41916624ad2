import type { Body } from '@infraudit/api-client';
import { usage } from '../../errors.ts';

/** How schedules, lengths of time, windows and dependencies are written on a command line. Pure. */

type Timing = NonNullable<Body<'createJob'>['timing']>;
type Windows = NonNullable<Body<'createJob'>['blackout']>;
type Dependencies = NonNullable<Body<'createJob'>['depends_on']>;

const days = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const time = '([01]\\d|2[0-3]):[0-5]\\d';
const daily = new RegExp(`^daily(?: at)? (${time})$`, 'i');
const weekly = new RegExp(`^weekly(?: on)? ([a-z]{3})[a-z]*(?: at)? (${time})$`, 'i');
const monthly = new RegExp(`^monthly(?: on)? (\\d{1,2})(?: at)? (${time})$`, 'i');

/** `daily 06:30`, `weekly mon 07:00`, `monthly 31 07:00`; everything else is a cron expression. */
export function timingOf(raw: string): Timing {
  const words = raw.trim().replace(/\s+/g, ' ');
  const day = daily.exec(words);
  if (day?.[1] !== undefined) return { kind: 'daily', at: day[1] };
  const week = weekly.exec(words);
  if (week?.[2] !== undefined) return { kind: 'weekly', weekday: dayOf(week[1] ?? ''), at: week[2] };
  const month = monthly.exec(words);
  if (month?.[2] !== undefined) return { kind: 'monthly', day: Number(month[1]), at: month[2] };
  if (/^(daily|weekly|monthly)\b/i.test(words)) {
    throw usage(
      `--schedule: "${raw}" is not understood`,
      'Write daily 06:30, weekly mon 07:00, monthly 31 07:00, or a cron expression such as "30 6 * * *".',
    );
  }
  return { kind: 'cron', expression: words };
}

function dayOf(word: string): number {
  const day = days.indexOf(word.slice(0, 3).toLowerCase());
  if (day < 0) throw usage(`"${word}" is no day of the week`, `Days are ${days.join(', ')}.`);
  return day;
}

const unitSeconds: Record<string, number> = { s: 1, m: 60, h: 3600, d: 86_400 };

export function secondsOf(flag: string, raw: string): number {
  const match = /^(\d{1,8})([smhd]?)$/.exec(raw.trim());
  if (match === null)
    throw usage(`${flag}: "${raw}" is not a length of time`, 'Write 90s, 15m, 2h, 1d, or seconds.');
  return Number(match[1]) * (unitSeconds[match[2] ?? ''] ?? 1);
}

const isNone = (raw: string) => ['', 'none'].includes(raw.trim().toLowerCase());

/** `3:24h,5:1h`; a day when nothing is said. */
export function dependenciesOf(raw: string): Dependencies {
  if (isNone(raw)) return [];
  return raw.split(',').map((part) => {
    const [id = '', within = '1d'] = part.trim().split(':');
    if (!/^\d+$/.test(id))
      throw usage(
        `--depends-on: "${part}" is not understood`,
        'Write the id of a job and how recently: 3:24h.',
      );
    return { job_id: Number(id), within_seconds: secondsOf('--depends-on', within) };
  });
}

const weeklyWindow = new RegExp(`^([a-z,-]+) (${time})-(${time})$`, 'i');

/** `mon-fri 09:00-17:00; 2026-12-24T00:00Z/2026-12-27T00:00Z`. */
export function blackoutOf(raw: string): Windows {
  if (isNone(raw)) return [];
  return raw.split(';').map((part): Windows[number] => {
    const window = part.trim().replace(/\s+/g, ' ');
    const week = weeklyWindow.exec(window);
    if (week !== null) return { days: daysOf(week[1] ?? ''), from: week[2] ?? '', to: week[4] ?? '' };
    const [from, to] = window.split('/').map((instant) => new Date(instant));
    if (from === undefined || to === undefined || Number.isNaN(from.getTime() + to.getTime())) {
      throw usage(
        `--blackout: "${window}" is not understood`,
        'Write days and times such as "mon-fri 09:00-17:00", or two instants such as 2026-12-24T00:00Z/2026-12-27T00:00Z.',
      );
    }
    return { from: from.toISOString(), to: to.toISOString() };
  });
}

/** `mon-fri,sun` as numbers, Sunday 0. A range may go over the end of the week. */
function daysOf(raw: string): number[] {
  const found = raw.split(',').flatMap((part) => {
    const [first = '', last = first] = part.split('-');
    const from = dayOf(first);
    const length = (dayOf(last) - from + 7) % 7;
    return Array.from({ length: length + 1 }, (_, index) => (from + index) % 7);
  });
  return [...new Set(found)].sort((a, b) => a - b);
}
