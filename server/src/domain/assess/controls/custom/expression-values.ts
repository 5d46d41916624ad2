import type { Macro } from './functions.ts';

/** Why there is no answer: a setting that is not there, a value that cannot be used, too many steps. */
export class NoAnswer extends Error {
  readonly reason: 'absent' | 'value' | 'steps';
  constructor(reason: NoAnswer['reason'], message: string) {
    const { stackTraceLimit } = Error;
    // It is an answer like others, and nobody reads where it came from; noting that would be most of its cost.
    Error.stackTraceLimit = 0;
    super(message);
    Error.stackTraceLimit = stackTraceLimit;
    this.name = 'NoAnswer';
    this.reason = reason;
  }
}

/** One evaluation: what is asked, members of lists by their place, and the steps that are left. */
export type Frame = { readonly roots: Readonly<Record<string, unknown>>; slots: unknown[]; left: number };

export const absentMark = Symbol('absent');
export type Absent = { [absentMark]: string };
export const isAbsent = (value: unknown): value is Absent =>
  typeof value === 'object' && value !== null && absentMark in value;

export function spend(frame: Frame, steps: number): void {
  frame.left -= steps;
  if (frame.left < 0) throw new NoAnswer('steps', 'the expression needs too many steps for this resource');
}

export function equal(frame: Frame, one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  spend(frame, 1);
  if (Array.isArray(one) || Array.isArray(other)) {
    if (!Array.isArray(one) || !Array.isArray(other) || one.length !== other.length) return false;
    return one.every((member, index) => equal(frame, member, other[index]));
  }
  const [left, right] = [entriesOf(one), entriesOf(other)];
  return (
    left.size === right.size &&
    [...left].every(([key, value]) => right.has(key) && equal(frame, value, right.get(key)))
  );
}

const entriesOf = (value: object): Map<unknown, unknown> =>
  value instanceof Map ? value : new Map(Object.entries(value));

export function includes(frame: Frame, of: unknown, member: unknown): boolean {
  if (Array.isArray(of)) {
    spend(frame, of.length);
    return of.some((one) => equal(frame, one, member));
  }
  if (of instanceof Map) return of.has(member);
  if (typeof of === 'object' && of !== null && typeof member === 'string') {
    return Object.hasOwn(of, member) && (of as Record<string, unknown>)[member] !== null;
  }
  throw new NoAnswer('value', 'in asks a value that has no members');
}

export function numeric(value: unknown): number {
  if (typeof value === 'number') return value;
  throw new NoAnswer('value', 'a number was expected and something else is there');
}

export const order: Record<string, (one: number | string, other: number | string) => boolean> = {
  '<': (one, other) => one < other,
  '<=': (one, other) => one <= other,
  '>': (one, other) => one > other,
  '>=': (one, other) => one >= other,
};

export function isOfKind(value: unknown, kinds: readonly string[]): boolean {
  if (typeof value === 'string') return kinds.includes('text');
  if (typeof value === 'number') return kinds.includes('number');
  if (typeof value === 'boolean') return kinds.includes('flag');
  if (Array.isArray(value)) return kinds.includes('list');
  return typeof value === 'object' && value !== null && (kinds.includes('map') || kinds.includes('object'));
}

export function membersOf(value: unknown, what: string): readonly unknown[] {
  if (Array.isArray(value)) return value;
  if (value instanceof Map) return [...value.keys()];
  if (typeof value === 'object' && value !== null) return Object.keys(value);
  throw new NoAnswer('value', `${what} is no list`);
}

export function quantify(
  name: Macro,
  members: readonly unknown[],
  ask: (member: unknown) => unknown,
): unknown {
  if (name === 'map') return members.map(ask);
  if (name === 'filter') return members.filter((member) => ask(member) === true);
  if (name === 'exists_one') return members.filter((member) => ask(member) === true).length === 1;
  // One member decides alone, although another could not be read.
  const decides = name !== 'all';
  let unanswered: unknown;
  for (const member of members) {
    try {
      if (ask(member) === decides) return decides;
    } catch (error) {
      if (error instanceof NoAnswer && error.reason === 'steps') throw error;
      unanswered ??= error;
    }
  }
  if (unanswered !== undefined) throw unanswered;
  return !decides;
}
