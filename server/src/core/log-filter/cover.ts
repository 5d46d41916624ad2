import type { LogFilter, LogFilterTerm, ParsedLogFilter } from './parse.ts';

/** A field of an event; undefined: it is not there. */
export type FieldValue = string | number | boolean | null | undefined;
/** `undecided`: a regular expression would have to say. */
export type Truth = 'yes' | 'no' | 'undecided';

/**
 * What a field of the wanted events may hold: one of some values, nothing at all, or anything except some values.
 * A field that is not named may hold anything, and may be missing.
 */
export type Wish = { is: readonly string[] } | { missing: true } | { anythingBut: readonly string[] };
/** A kind of event that somebody wants to hear of. */
export type WantedEvents = { name: string; fields: Readonly<Record<string, Wish>> };

/** Whether the filter matches one event. */
export function matchesEvent(filter: LogFilter, readField: (field: string) => FieldValue): Truth {
  switch (filter.kind) {
    case 'every event':
      return 'yes';
    case 'all':
    case 'any': {
      const decisive = filter.kind === 'all' ? 'no' : 'yes';
      let result: Truth = filter.kind === 'all' ? 'yes' : 'no';
      for (const part of filter.of) {
        const truth = matchesEvent(part, readField);
        if (truth === decisive) return decisive;
        if (truth === 'undecided') result = 'undecided';
      }
      return result;
    }
    default:
      return holds(filter, readField(filter.field));
  }
}

/** Stands for a text that every pattern with a `*` matches and that equals nothing that is written out. */
const hostile = '\u0000hostile';
const fresh = '\u0000fresh';

function holds(term: LogFilterTerm, value: FieldValue): Truth {
  const isPresent = value !== undefined;
  const answer = (yes: boolean): Truth => (yes ? 'yes' : 'no');
  switch (term.kind) {
    case 'exists':
      return answer(isPresent);
    case 'missing':
      return answer(!isPresent);
    case 'null':
      return answer(value === null);
    case 'true':
      return answer(value === true);
    case 'false':
      return answer(value === false);
    case 'number':
      return answer(typeof value === 'number' && compares(value, term.operator, term.value));
    case 'expression':
      return isPresent && value !== null ? 'undecided' : 'no';
    default: {
      // A comparison with a field that is not there matches nothing, also when it asks for a difference.
      if (!isPresent || value === null) return 'no';
      if (value === hostile) return answer(term.kind === 'differs' && !term.pattern.includes('*'));
      return answer(matchesPattern(term.pattern, String(value)) === (term.kind === 'equals'));
    }
  }
}

function compares(left: number, operator: '<' | '<=' | '>' | '>=', right: number): boolean {
  if (operator === '<') return left < right;
  if (operator === '<=') return left <= right;
  return operator === '>' ? left > right : left >= right;
}

/** Whether a text matches a pattern in which `*` stands for any characters. */
function matchesPattern(pattern: string, text: string): boolean {
  if (!pattern.includes('*')) return pattern === text;
  let inPattern = 0;
  let inText = 0;
  let star = -1;
  let resume = 0;
  while (inText < text.length) {
    if (pattern[inPattern] === '*') {
      star = inPattern++;
      resume = inText;
    } else if (inPattern < pattern.length && pattern[inPattern] === text[inText]) {
      inPattern += 1;
      inText += 1;
    } else if (star >= 0) {
      inPattern = star + 1;
      inText = ++resume;
    } else return false;
  }
  while (pattern[inPattern] === '*') inPattern += 1;
  return inPattern === pattern.length;
}

/** More combinations of values than this are not tried; the answer is `undecided` then. */
const mostCombinations = 20_000;

/**
 * Whether the filter matches every event of the wanted kind: what it says is compared, not how it is written. A
 * filter that adds a condition which such an event may fail does not cover it. Exact for conditions without `*`;
 * with several of them on one free field it rather says `no` than a wrong `yes`.
 */
export function coverageOf(parsed: ParsedLogFilter, wanted: WantedEvents): Truth {
  if (parsed.state === 'unreadable') return 'undecided';
  const terms = termsOf(parsed.filter);
  const fields = [...terms.keys()];
  const choices = fields.map((field) =>
    possibleValues(ownWish(wanted, field), terms.get(field) as LogFilterTerm[]),
  );
  if (choices.reduce((product, values) => product * values.length, 1) > mostCombinations) return 'undecided';
  const chosen = new Map<string, FieldValue>();
  const readField = (field: string): FieldValue => chosen.get(field);
  let result: Truth = 'yes';
  const tryFrom = (index: number): boolean => {
    const field = fields[index];
    if (field === undefined) {
      const truth = matchesEvent(parsed.filter, readField);
      if (truth === 'undecided') result = 'undecided';
      return truth !== 'no';
    }
    return (choices[index] as FieldValue[]).every((value) => {
      chosen.set(field, value);
      return tryFrom(index + 1);
    });
  };
  return tryFrom(0) ? result : 'no';
}

function ownWish(wanted: WantedEvents, field: string): Wish | undefined {
  return Object.hasOwn(wanted.fields, field) ? wanted.fields[field] : undefined;
}

const knownTerms = new WeakMap<LogFilter, Map<string, LogFilterTerm[]>>();

/** The terms of a filter by their field; gathered once, because a filter is held against many kinds of events. */
function termsOf(filter: LogFilter): Map<string, LogFilterTerm[]> {
  let terms = knownTerms.get(filter);
  if (terms === undefined) {
    terms = new Map();
    collectTerms(filter, terms);
    knownTerms.set(filter, terms);
  }
  return terms;
}

function collectTerms(filter: LogFilter, into: Map<string, LogFilterTerm[]>): void {
  if (filter.kind === 'every event') return;
  if ('of' in filter) {
    for (const part of filter.of) collectTerms(part, into);
    return;
  }
  const known = into.get(filter.field);
  if (known === undefined) into.set(filter.field, [filter]);
  else known.push(filter);
}

/** Values that stand for all that the field may hold, as far as the terms can tell them apart. */
function possibleValues(wish: Wish | undefined, terms: readonly LogFilterTerm[]): FieldValue[] {
  if (wish !== undefined && 'is' in wish) return [...wish.is];
  if (wish !== undefined && 'missing' in wish) return [undefined];
  const excluded = wish?.anythingBut ?? [];
  const values = new Set<FieldValue>([fresh]);
  let stars = 0;
  for (const term of terms) {
    if (term.kind === 'equals' || term.kind === 'differs') {
      if (term.pattern.includes('*')) stars += 1;
      const text = term.pattern.replaceAll('*', '');
      if (!excluded.includes(text)) values.add(text);
    }
    if (term.kind === 'number') for (const step of [-1, 0, 1]) values.add(term.value + step);
    if (term.kind === 'true' || term.kind === 'false') values.add(true).add(false);
    if (term.kind === 'null') values.add(null);
  }
  if (stars > 1) values.add(hostile);
  // An event that is wanted whatever the field holds is also wanted without the field.
  if (wish === undefined) values.add(undefined);
  return [...values];
}
