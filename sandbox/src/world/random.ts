/** A small seeded generator (mulberry32), so the same seed builds the same account on every machine. */
export interface Random {
  /** An integer from 0 up to but not including `limit`. */
  below(limit: number): number;
  pick<T>(choices: readonly [T, ...T[]]): T;
  hex(length: number): string;
  /** Upper-case letters and digits, as in IAM ids and key ids. */
  letters(length: number): string;
  uuid(): string;
  /** A date between the two numbers of days before the account's reference day. */
  dateAgo(leastDays: number, mostDays: number): Date;
}

const referenceDay = Date.UTC(2026, 9, 1, 9, 30);
const dayMs = 86_400_000;

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
