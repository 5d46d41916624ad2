/** A small seeded generator (mulberry32), so the same seed builds the same account on every machine. */
export interface Random {
  /** An integer from 0 up to but not including `limit`. */
  below(limit: number): number;
  pick<T>(choices: readonly [T, ...T[]]): T;
  hex(length: number): string;
  /** Upper-case letters and digits, as in IAM ids and key ids. */
  letters(length: number): string;
  uuid(): string;
  /** A date between the two numbers of days before the account's reference day, which is 51 days ago. */
  dateAgo(leastDays: number, mostDays: number): Date;
}

const dayMs = 86_400_000;
/** The account is as old on any day: what is in use today was in use yesterday, whenever that is. */
const today = Math.floor(Date.now() / dayMs) * dayMs;
const referenceDay = today - 51 * dayMs + 9.5 * 3_600_000;

/** Midnight, so many days after the day on which the account is built; negative ones lie before it. */
export const dayFromToday = (days: number): Date => new Date(today + days * dayMs);

export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  const from = (alphabet: string, length: number) =>
    Array.from({ length }, () => alphabet.charAt(below(alphabet.length))).join('');
  const hex = (length: number) => from('0123456789abcdef', length);
  return {
    below,
    hex,
    pick: (choices) => choices[below(choices.length)] ?? choices[0],
    letters: (length) => from('ABCDEFGHIJKLMNOPQRSTUVWXYZ234567', length),
    uuid: () => `${hex(8)}-${hex(4)}-4${hex(3)}-a${hex(3)}-${hex(12)}`,
    dateAgo: (leastDays, mostDays) => {
      const days = leastDays + next() * Math.max(mostDays - leastDays, 0);
      return new Date(Math.floor((referenceDay - days * dayMs) / 1000) * 1000);
    },
  };
}
