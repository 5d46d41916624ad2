import { type ExpressionType, flagType, nearNames, numberType, textType } from './expression-type.ts';

/** A function of expressions: what it takes, what it answers. `cost` is in the steps of an evaluation. */
export type ExpressionFunction = {
  /** As a reader writes it. */
  usage: string;
  /** The value before the dot first, when it is written as a method. */
  takes: readonly ExpressionType['kind'][][];
  gives: ExpressionType;
  apply(...values: readonly unknown[]): unknown;
};

/** Thrown by a function whose value cannot be used; the verdict is then unknown. */
export class ValueError extends Error {}

const texts: ExpressionType['kind'][] = ['text'];
const asText = (value: unknown): string => value as string;

/** Methods: `configuration.Name.startsWith("prod-")`. */
export const methods: Readonly<Record<string, ExpressionFunction>> = {
  startsWith: {
    usage: 'text.startsWith(text)',
    takes: [texts, texts],
    gives: flagType,
    apply: (value, start) => asText(value).startsWith(asText(start)),
  },
  endsWith: {
    usage: 'text.endsWith(text)',
    takes: [texts, texts],
    gives: flagType,
    apply: (value, end) => asText(value).endsWith(asText(end)),
  },
  lowerAscii: {
    usage: 'text.lowerAscii()',
    takes: [texts],
    gives: textType,
    apply: (value) => asText(value).replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase()),
  },
  upperAscii: {
    usage: 'text.upperAscii()',
    takes: [texts],
    gives: textType,
    apply: (value) => asText(value).replaceAll(/[a-z]/g, (letter) => letter.toUpperCase()),
  },
  trim: {
    usage: 'text.trim()',
    takes: [texts],
    gives: textType,
    apply: (value) => asText(value).trim(),
  },
  size: {
    usage: 'list.size()',
    takes: [['text', 'list', 'map', 'object']],
    gives: numberType,
    apply: sizeOf,
  },
};

/** Functions: `size(configuration.Tags)`. `has` and `re` are built into the language. */
export const functions: Readonly<Record<string, ExpressionFunction>> = {
  size: {
    usage: 'size(list)',
    takes: [['text', 'list', 'map', 'object']],
    gives: numberType,
    apply: sizeOf,
  },
  int: {
    usage: 'int(text)',
    takes: [['text', 'number']],
    gives: numberType,
    apply: (value) => Math.trunc(numberOf(value)),
  },
  double: {
    usage: 'double(text)',
    takes: [['text', 'number']],
    gives: numberType,
    apply: numberOf,
  },
  string: {
    usage: 'string(number)',
    takes: [['text', 'number', 'flag']],
    gives: textType,
    apply: String,
  },
};

function sizeOf(value: unknown): number {
  if (typeof value === 'string') return [...value].length;
  return Array.isArray(value) ? value.length : Object.keys(value as object).length;
}

function numberOf(value: unknown): number {
  if (typeof value === 'number') return value;
  const text = asText(value);
  if (!/^-?\d{1,15}(\.\d{1,15})?$/.test(text)) throw new ValueError(`"${text.slice(0, 40)}" is not a number`);
  return Number(text);
}

/** Quantifiers and transformations over a list: the name of a member, then what is asked of it. */
export const macros = ['all', 'exists', 'any', 'exists_one', 'filter', 'map'] as const;
export type Macro = (typeof macros)[number];

/** Names of other CEL dialects that people try, with what to write here. */
const instead: Record<string, string> = {
  matches:
    'matches() is not offered, because a pattern could run for hours; write re(text, "pattern"), which is RE2 and always ends.',
  contains: 'contains() is for text and for lists: text.contains("part"), list.contains(member).',
  bind: 'cel.bind() is not offered; write the value out where it is used.',
};

export function unknownFunction(name: string, isMethod: boolean): string {
  const other = instead[name];
  if (other !== undefined) return other;
  const known = isMethod
    ? [...Object.keys(methods), ...macros, 'contains']
    : [...Object.keys(functions), 'has', 're'];
  const near = nearNames(name, known);
  const hint = near.length > 0 ? `Did you mean ${near.join(', ')}?` : `There are ${known.join(', ')}.`;
  return `There is no function ${name}. ${hint}`;
}
