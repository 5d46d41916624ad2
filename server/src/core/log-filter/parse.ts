/** One condition on one field of an event. `field` is the path in dots: `userIdentity.type`. */
export type LogFilterTerm =
  /** `pattern` may hold `*` for any characters. */
  | { kind: 'equals' | 'differs'; field: string; pattern: string }
  | { kind: 'number'; field: string; operator: '<' | '<=' | '>' | '>='; value: number }
  | { kind: 'exists' | 'missing' | 'null' | 'true' | 'false'; field: string }
  /** A regular expression between percent signs: known to be there, not evaluated. */
  | { kind: 'expression'; field: string };
export type LogFilter =
  | LogFilterTerm
  | { kind: 'all' | 'any'; of: readonly LogFilter[] }
  /** The empty pattern: every event. */
  | { kind: 'every event' };

/** `unreadable`: not a pattern over JSON, or one that we do not understand. It decides nothing. */
export type ParsedLogFilter = { state: 'read'; filter: LogFilter } | { state: 'unreadable'; why: string };

/**
 * Reads a filter pattern of CloudWatch Logs for JSON events. `&&` binds closer than `||`.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntaxForMetricFilters.html
 */
export function parseLogFilter(text: string): ParsedLogFilter {
  const trimmed = text.trim();
  if (trimmed === '') return { state: 'read', filter: { kind: 'every event' } };
  if (!trimmed.startsWith('{') || !trimmed.endsWith('}'))
    return { state: 'unreadable', why: 'it is no pattern over JSON fields' };
  const tokens = tokenise(trimmed.slice(1, -1));
  if (typeof tokens === 'string') return { state: 'unreadable', why: tokens };
  const reader = { tokens, at: 0 };
  const filter = readAny(reader, 0);
  if (typeof filter === 'string') return { state: 'unreadable', why: filter };
  if (reader.at < tokens.length)
    return { state: 'unreadable', why: `"${shown(tokens[reader.at])}" is not expected` };
  return { state: 'read', filter };
}

type Token =
  | { kind: 'sign'; text: string }
  | { kind: 'field'; text: string }
  | { kind: 'word' | 'quoted' | 'regex'; text: string };
type Reader = { tokens: readonly Token[]; at: number };

const longestPattern = 4096;
const deepest = 64;
const signs = ['&&', '||', '!=', '<=', '>=', '=', '<', '>', '(', ')'] as const;
const endsWord = /[\s()&|=!<>"]/;

function tokenise(text: string): Token[] | string {
  if (text.length > longestPattern) return `it has more than ${longestPattern} characters`;
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const char = text[at] as string;
    if (/\s/.test(char)) {
      at += 1;
      continue;
    }
    const sign = signs.find((one) => text.startsWith(one, at));
    if (sign !== undefined) {
      tokens.push({ kind: 'sign', text: sign });
      at += sign.length;
      continue;
    }
    const next = char === '$' ? fieldAt(text, at) : char === '"' ? quotedAt(text, at) : wordAt(text, at);
    if (typeof next === 'string') return next;
    tokens.push(next.token);
    at = next.end;
  }
  return tokens;
}

type Found = { token: Token; end: number };

/** `$.a.b[0]`, `$['a']["b"]`; a dot inside of a name is kept apart from the dots between names. */
function fieldAt(text: string, start: number): Found | string {
  const names: string[] = [];
  let at = start + 1;
  for (;;) {
    const bracket = /^\.?\[\s*(?:'([^']*)'|"([^"]*)"|(\d+|\*))\s*\]/.exec(text.slice(at, at + 300));
    if (bracket !== null) {
      names.push((bracket[1] ?? bracket[2] ?? `[${bracket[3]}]`).replaceAll('.', '/'));
      at += bracket[0].length;
      continue;
    }
    const name = /^\.([A-Za-z0-9_@*-]+)/.exec(text.slice(at, at + 300));
    if (name === null) break;
    names.push(name[1] as string);
    at += name[0].length;
  }
  if (names.length === 0) return 'a "$" names no field';
  return { token: { kind: 'field', text: names.join('.') }, end: at };
}

function quotedAt(text: string, start: number): Found | string {
  let value = '';
  for (let at = start + 1; at < text.length; at++) {
    const char = text[at] as string;
    if (char === '"') return { token: { kind: 'quoted', text: value }, end: at + 1 };
    if (char === '\\' && (text[at + 1] === '"' || text[at + 1] === '\\')) {
      at += 1;
      value += text[at];
    } else value += char;
  }
  return 'a quotation mark is not closed';
}

function wordAt(text: string, start: number): Found | string {
  if (text[start] === '%') {
    const end = text.indexOf('%', start + 1);
    if (end < 0) return 'a percent sign is not closed';
    return { token: { kind: 'regex', text: text.slice(start + 1, end) }, end: end + 1 };
  }
  let end = start;
  while (end < text.length && !endsWord.test(text[end] as string)) end += 1;
  if (end === start) return `"${text[start]}" is not expected`;
  return { token: { kind: 'word', text: text.slice(start, end) }, end };
}

function shown(token: Token | undefined): string {
  return token?.text ?? 'the end';
}

function takesSign(reader: Reader, sign: string): boolean {
  const token = reader.tokens[reader.at];
  if (token?.kind !== 'sign' || token.text !== sign) return false;
  reader.at += 1;
  return true;
}

function readAny(reader: Reader, depth: number): LogFilter | string {
  return readSeries(reader, '||', 'any', (inner) => readAll(inner, depth));
}

function readAll(reader: Reader, depth: number): LogFilter | string {
  return readSeries(reader, '&&', 'all', (inner) => readOne(inner, depth));
}

function readSeries(
  reader: Reader,
  sign: '||' | '&&',
  kind: 'any' | 'all',
  read: (reader: Reader) => LogFilter | string,
): LogFilter | string {
  const of: LogFilter[] = [];
  do {
    const one = read(reader);
    if (typeof one === 'string') return one;
    of.push(one);
  } while (takesSign(reader, sign));
  return of.length === 1 ? (of[0] as LogFilter) : { kind, of };
}

function readOne(reader: Reader, depth: number): LogFilter | string {
  if (!takesSign(reader, '(')) return readTerm(reader);
  if (depth >= deepest) return 'it has too many brackets';
  const inner = readAny(reader, depth + 1);
  if (typeof inner === 'string') return inner;
  return takesSign(reader, ')')
    ? inner
    : `a bracket is not closed before "${shown(reader.tokens[reader.at])}"`;
}

const numberForm = /^[+-]?\d+(\.\d+)?(e[+-]?\d+)?$/i;

function readTerm(reader: Reader): LogFilterTerm | string {
  const selector = reader.tokens[reader.at++];
  if (selector?.kind !== 'field') return `"${shown(selector)}" stands where a field is expected`;
  const field = selector.text;
  const operator = reader.tokens[reader.at++];
  if (operator?.kind === 'word') return readWords(reader, field, operator.text.toUpperCase());
  const value = reader.tokens[reader.at++];
  if (operator?.kind !== 'sign' || value === undefined || value.kind === 'sign' || value.kind === 'field')
    return `nothing is compared with the field ${field}`;
  const sign = operator.text;
  if (sign === '=' || sign === '!=') {
    if (value.kind === 'regex') return { kind: 'expression', field };
    return { kind: sign === '=' ? 'equals' : 'differs', field, pattern: value.text };
  }
  if (sign === '<' || sign === '<=' || sign === '>' || sign === '>=') {
    if (value.kind !== 'word' || !numberForm.test(value.text)) return `${value.text} is no number`;
    return { kind: 'number', field, operator: sign, value: Number(value.text) };
  }
  return `"${sign}" compares nothing`;
}

/** `EXISTS`, `NOT EXISTS`, `IS NULL`, `IS TRUE`, `IS FALSE`. */
function readWords(reader: Reader, field: string, first: string): LogFilterTerm | string {
  if (first === 'EXISTS') return { kind: 'exists', field };
  const second = reader.tokens[reader.at++];
  const both = `${first} ${second?.kind === 'word' ? second.text.toUpperCase() : ''}`;
  if (both === 'NOT EXISTS') return { kind: 'missing', field };
  if (both === 'IS NULL') return { kind: 'null', field };
  if (both === 'IS TRUE') return { kind: 'true', field };
  if (both === 'IS FALSE') return { kind: 'false', field };
  return `"${both}" is no condition`;
}
