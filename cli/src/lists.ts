import { count, flag } from './command.ts';
import type { Context } from './context.ts';
import { counted } from './output/text.ts';

const mostPerPage = 100;
const usualLimit = 50;

/** The options that every paged list takes. */
export const limits = {
  limit: count('--limit <number>', `How many at most (${usualLimit})`, { from: 1, to: 100_000 }),
  all: flag('--all', 'All of them'),
};

type PageAnswer<T> = { data: T[]; meta: { total: number } };

/** Reads pages until `limit` is reached; `total` is how many fit the filters on the server. */
export async function collect<T>(
  wanted: { limit: number | undefined; all: boolean },
  read: (paging: { page: number; per_page: number }) => Promise<PageAnswer<T>>,
): Promise<{ rows: T[]; total: number }> {
  const limit = wanted.all ? Number.POSITIVE_INFINITY : (wanted.limit ?? usualLimit);
  const perPage = Math.min(limit, mostPerPage);
  const rows: T[] = [];
  for (let page = 1; ; page++) {
    const answer = await read({ page, per_page: perPage });
    for (const row of answer.data) rows.push(row);
    const { total } = answer.meta;
    if (answer.data.length < perPage || rows.length >= Math.min(limit, total)) {
      return { rows: rows.length > limit ? rows.slice(0, limit) : rows, total };
    }
  }
}

/** The note below a list: how many of how many, and the command that goes on with the first. */
export function sayHowMany<T>(
  context: Context,
  { rows, total }: { rows: readonly T[]; total: number },
  noun: string,
  next?: (first: T) => string,
): void {
  const [first] = rows;
  if (first === undefined) return;
  const shown = shownOf(rows.length, total, noun);
  context.closing(next === undefined ? shown : `${shown} · ${next(first)}`);
}

/** `50 of 412 resources (--all shows the rest)`, `3 drifts`. */
export function shownOf(shown: number, total: number, noun: string): string {
  if (shown >= total) return counted(total, noun);
  return `${shown.toLocaleString('en')} of ${counted(total, noun)} (--all shows the rest)`;
}
