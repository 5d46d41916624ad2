import type { Parsed } from './timing.ts';

/** One field of a cron expression: its name in messages, its bounds and the names that stand for numbers. */
export type FieldKind = {
  name: string;
  least: number;
  greatest: number;
  names?: readonly string[];
};

const monthNames = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const weekdayNames = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

export const fieldKinds = {
  second: { name: 'second', least: 0, greatest: 59 },
  minute: { name: 'minute', least: 0, greatest: 59 },
  hour: { name: 'hour', least: 0, greatest: 23 },
  day: { name: 'day of month', least: 1, greatest: 31 },
  month: { name: 'month', least: 1, greatest: 12, names: monthNames },
  weekday: { name: 'weekday', least: 0, greatest: 6, names: weekdayNames },
} as const satisfies Record<string, FieldKind>;

/**
 * The numbers of a list such as `1-5,10/15,*`. `special` may take an item that is no plain number or range
 * (L, W, #) and answers true for it.
 */
export function parseList(
  text: string,
  kind: FieldKind,
  special: (item: string) => boolean = () => false,
): Parsed<Set<number>> {
  const numbers = new Set<number>();
  for (const item of text.split(',')) {
    if (item === '') return wrong(kind, text, 'has a comma with nothing beside it');
    if (special(item.toLowerCase())) continue;
    const parsed = parseItem(item, kind);
    if ('problem' in parsed) return parsed;
    for (let number = parsed.value.from; number <= parsed.value.to; number += parsed.value.step) {
      numbers.add(kind.names?.length === 7 && number === 7 ? 0 : number);
    }
  }
  return { value: numbers };
}

function parseItem(item: string, kind: FieldKind): Parsed<{ from: number; to: number; step: number }> {
  const [range = '', stepText, ...more] = item.split('/');
  if (more.length > 0) return wrong(kind, item, 'has more than one step');
  const size = kind.greatest - kind.least + 1;
  const step = stepText === undefined ? 1 : Number(stepText);
  if (stepText !== undefined && (!/^\d{1,3}$/.test(stepText) || step < 1 || step > size)) {
    return wrong(kind, item, `has a step that is not a number from 1 to ${size}`);
  }
  if (range === '*') return { value: { from: kind.least, to: kind.greatest, step } };
  const [fromText = '', toText, ...rest] = range.split('-');
  if (rest.length > 0) return wrong(kind, item, 'has more than one hyphen');
  const from = numberOf(fromText, kind);
  const named = toText === undefined ? undefined : numberOf(toText, kind);
  if (from === null || named === null) return wrong(kind, item, expectation(kind));
  // Sunday is 0 and 7: at the end of a range it can only be the seventh day.
  const to = toText?.toLowerCase() === 'sun' && from > 0 ? 7 : named;
  if (to === undefined) return { value: { from, to: stepText === undefined ? from : kind.greatest, step } };
  if (from > to) return wrong(kind, item, `runs backwards: write ${forwards(from, to, kind)}`);
  return { value: { from, to, step } };
}

function forwards(from: number, to: number, { least, greatest }: FieldKind): string {
  const range = (a: number, b: number): string => (a === b ? String(a) : `${a}-${b}`);
  return from > greatest ? range(least, to) : `${range(from, greatest)},${range(least, to)}`;
}

function numberOf(text: string, { least, greatest, names }: FieldKind): number | null {
  const named = names?.indexOf(text.toLowerCase()) ?? -1;
  if (named >= 0) return named + least;
  if (!/^\d{1,2}$/.test(text)) return null;
  const number = Number(text);
  const highest = names?.length === 7 ? 7 : greatest;
  return number >= least && number <= highest ? number : null;
}

function expectation({ least, greatest, names }: FieldKind): string {
  if (names?.length === 7) return 'must be from 0 to 7 (0 and 7 are Sunday) or SUN to SAT';
  return names === undefined
    ? `must be from ${least} to ${greatest}`
    : `must be from ${least} to ${greatest} or JAN to DEC`;
}

export const wrong = (kind: FieldKind, shown: string, why: string): { problem: string } => ({
  problem: `${kind.name} "${shown}" ${why}`,
});
