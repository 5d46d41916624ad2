import type { Context } from './context.ts';
import { usage } from './errors.ts';

/** What the shell can offer for a value: words that the API knows at this moment. */
export type Completes =
  | 'provider'
  | 'resource'
  | 'resource_type'
  | 'region'
  | 'baseline'
  | 'drift'
  | 'drift_rule'
  | 'job'
  | 'job_type'
  | 'execution'
  | 'report'
  | 'alert'
  | 'approval'
  | 'recommendation'
  | 'remediation'
  | 'control'
  | 'framework'
  | 'custom_control'
  | 'exception'
  | 'attestation'
  | 'member'
  | 'webhook'
  | 'channel'
  | 'notification_rule'
  | 'file';

/** As the command line has it; a list where the option repeats. */
export type RawOption = string | boolean | readonly string[] | undefined;

export type OptionDefinition<T> = {
  /** As the help shows it: `--severity <severity>`, `-o, --output <format>`. */
  flags: string;
  description: string;
  /** Turns what was typed into the value; `undefined` when the option is absent. Throws a usage error. */
  read(raw: RawOption): T;
  /** Given several times it is a list. */
  repeats?: boolean;
  choices?: readonly string[];
  completes?: Completes;
};

export type PositionalDefinition<T> = {
  /** `<id>` is required, `[type]` is not. */
  word: string;
  description: string;
  read(raw: string | undefined): T;
  choices?: readonly string[];
  completes?: Completes;
};

type Options = Record<string, OptionDefinition<unknown>>;
type Positionals = Record<string, PositionalDefinition<unknown>>;
type Values<D> = { [K in keyof D]: D[K] extends { read(raw: never): infer T } ? T : never };

export type Example = { command: string; does: string };

/** One command, erased to what the program needs to register and run it. */
export type Command = {
  /** Below its group; a space makes a deeper one: `rules list`. */
  name: string;
  aliases: readonly string[];
  summary: string;
  description: string;
  positionals: Positionals;
  options: Options;
  examples: readonly [Example, Example, ...Example[]];
  /** Answers the exit code; nothing means 0. */
  run(
    context: Context,
    raw: { positionals: (string | undefined)[]; options: Record<string, unknown> },
  ): Promise<number>;
};

type Definition<P extends Positionals, O extends Options> = {
  name: string;
  aliases?: readonly string[];
  summary: string;
  description?: string;
  positionals?: P;
  /** Keyed by the camel-cased long flag: `baselineId` for `--baseline-id`. */
  options?: O;
  examples: readonly [Example, Example, ...Example[]];
  run(context: Context, input: Values<P> & Values<O>): Promise<number | undefined>;
};

/** Gives the author of a command typed values of its positionals and options. */
export function defineCommand<
  P extends Positionals = Record<never, never>,
  O extends Options = Record<never, never>,
>(definition: Definition<P, O>): Command {
  const positionals: Positionals = definition.positionals ?? {};
  const options: Options = definition.options ?? {};
  return {
    name: definition.name,
    aliases: definition.aliases ?? [],
    summary: definition.summary,
    description: definition.description ?? '',
    positionals,
    options,
    examples: definition.examples,
    async run(context, raw) {
      const values: Record<string, unknown> = {};
      for (const [index, [key, positional]] of Object.entries(positionals).entries()) {
        values[key] = positional.read(raw.positionals[index]);
      }
      for (const [key, option] of Object.entries(options)) {
        values[key] = option.read(raw.options[key] as RawOption);
      }
      return (await definition.run(context, values as Values<P> & Values<O>)) ?? 0;
    },
  };
}

const longest = 2000;

function textOf(name: string, raw: RawOption): string | undefined {
  if (typeof raw !== 'string') return undefined;
  if (raw.length > longest) throw usage(`${name} is longer than ${longest} characters`);
  return raw;
}

export function text(
  flags: string,
  description: string,
  more: { completes?: Completes } = {},
): OptionDefinition<string | undefined> {
  return { flags, description, read: (raw) => textOf(longFlag(flags), raw), ...more };
}

/** `--param name=value`, as often as needed. A value that is JSON is taken as JSON: 12, true, ["a","b"]. */
export function pairs(
  flags: string,
  description: string,
): OptionDefinition<Record<string, unknown> | undefined> {
  return {
    flags,
    description,
    repeats: true,
    read(raw) {
      const name = longFlag(flags);
      const entries = pairsOf(name, raw, `Write ${name} provider_id=1, once for each.`);
      return entries && Object.fromEntries(entries.map(([key, value]) => [key, parsedValue(value)]));
    },
  };
}

/** The same where every value is text, whatever it looks like: tags and secrets. `1.10` stays `1.10`. */
export function textPairs(
  flags: string,
  description: string,
): OptionDefinition<Record<string, string> | undefined> {
  const shape = / <(.+)>$/.exec(flags)?.[1] ?? 'name=value';
  return {
    flags,
    description,
    repeats: true,
    read(raw) {
      const entries = pairsOf(longFlag(flags), raw, `Write it as ${shape}, once for each.`);
      return entries === undefined ? undefined : Object.fromEntries(entries);
    },
  };
}

function pairsOf(name: string, raw: RawOption, fix: string): [string, string][] | undefined {
  if (raw === undefined || typeof raw === 'boolean') return undefined;
  return (typeof raw === 'string' ? [raw] : raw).map((pair) => {
    const at = pair.indexOf('=');
    if (at < 1) throw usage(`${name} must be name=value, not "${pair}"`, fix);
    return [pair.slice(0, at), pair.slice(at + 1)];
  });
}

/** `12`, `true`, `["a"]` as what they are; everything else is text. */
export function parsedValue(raw: string): unknown {
  if (!/^(-?\d|true$|false$|null$|[[{"])/.test(raw)) return raw;
  try {
    return JSON.parse(raw) as unknown;
  } catch {
    return raw;
  }
}

export function flag(flags: string, description: string): OptionDefinition<boolean> {
  return { flags, description, read: (raw) => raw === true };
}

/** A whole number between `from` and `to`. */
export function count(
  flags: string,
  description: string,
  range: { from: number; to: number },
): OptionDefinition<number | undefined> {
  return {
    flags,
    description,
    read(raw) {
      if (typeof raw !== 'string') return undefined;
      const value = Number(raw);
      if (/^\d+$/.test(raw) && value >= range.from && value <= range.to) return value;
      throw usage(
        `${longFlag(flags)} must be a whole number from ${range.from} to ${range.to}, not "${raw}"`,
      );
    },
  };
}

export function idOption(
  flags: string,
  description: string,
  completes?: Completes,
): OptionDefinition<number | undefined> {
  const read = (raw: RawOption) => (typeof raw === 'string' ? idOf(longFlag(flags), raw) : undefined);
  return { flags, description, read, ...(completes === undefined ? {} : { completes }) };
}

/** One of a closed set. */
export function choice<const C extends readonly string[]>(
  flags: string,
  description: string,
  choices: C,
): OptionDefinition<C[number] | undefined> {
  const read = (raw: RawOption) =>
    typeof raw === 'string' ? known(longFlag(flags), raw, choices) : undefined;
  return { flags, description, read, choices };
}

/** One or several of a closed set, separated by commas. */
export function choices<const C extends readonly string[]>(
  flags: string,
  description: string,
  values: C,
): OptionDefinition<C[number][] | undefined> {
  return {
    flags,
    description,
    choices: values,
    read(raw) {
      if (typeof raw !== 'string') return undefined;
      const words = raw.split(',').map((word) => word.trim());
      return words.filter((word) => word !== '').map((word) => known(longFlag(flags), word, values));
    },
  };
}

/** An instant: ISO 8601 with or without a time, or how long ago: `30m`, `12h`, `7d`. Answers ISO in UTC. */
export function moment(flags: string, description: string): OptionDefinition<string | undefined> {
  return {
    flags,
    description,
    read: (raw) => (typeof raw === 'string' ? instantOf(longFlag(flags), raw, new Date()) : undefined),
  };
}

const unitMs = { m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

export function instantOf(name: string, raw: string, now: Date): string {
  const ago = /^(\d{1,6})([mhd])$/.exec(raw);
  if (ago !== null) {
    return new Date(now.getTime() - Number(ago[1]) * unitMs[ago[2] as keyof typeof unitMs]).toISOString();
  }
  const date = /^\d{4}-\d{2}-\d{2}/.test(raw) ? new Date(raw) : null;
  if (date === null || Number.isNaN(date.getTime())) {
    throw usage(
      `${name}: "${raw}" is not a time`,
      'Write 2026-11-21, 2026-11-21T08:00:00Z, or how long ago: 30m, 12h, 7d.',
    );
  }
  return date.toISOString();
}

export function id(description: string, completes?: Completes): PositionalDefinition<number> {
  const read = (raw: string | undefined) => idOf('<id>', raw ?? '');
  return { word: '<id>', description, read, ...(completes === undefined ? {} : { completes }) };
}

export function namedId(
  word: string,
  description: string,
  completes?: Completes,
): PositionalDefinition<number> {
  return { ...id(description, completes), word, read: (raw) => idOf(word, raw ?? '') };
}

export function word(
  shown: `<${string}>`,
  description: string,
  more: { completes?: Completes; choices?: readonly string[] } = {},
): PositionalDefinition<string> {
  const { choices: allowed } = more;
  const read = (raw: string | undefined) => {
    const value = textOf(shown, raw) ?? '';
    return allowed === undefined ? value : known(shown, value, allowed);
  };
  return { word: shown, description, read, ...more };
}

export function optionalWord(
  shown: `[${string}]`,
  description: string,
  more: { completes?: Completes } = {},
): PositionalDefinition<string | undefined> {
  return { word: shown, description, read: (raw) => textOf(shown, raw), ...more };
}

function idOf(name: string, raw: string): number {
  const value = Number(raw);
  if (/^\d+$/.test(raw) && Number.isSafeInteger(value) && value > 0) return value;
  throw usage(`${name} must be an id, a number such as 12, not "${raw}"`);
}

function known<C extends readonly string[]>(name: string, raw: string, allowed: C): C[number] {
  if (allowed.includes(raw)) return raw;
  const near = closest(raw, allowed);
  throw usage(
    `${name}: "${raw}" is not known`,
    near === undefined
      ? `Choose from ${allowed.join(', ')}.`
      : `Did you mean ${near}? Known are ${allowed.join(', ')}.`,
  );
}

/** `--resource-type` of `-t, --resource-type <type>`. */
function longFlag(flags: string): string {
  return /--[\w-]+/.exec(flags)?.[0] ?? flags;
}

/** The candidate that is at most two typing mistakes away. */
export function closest(typed: string, candidates: readonly string[]): string | undefined {
  const limit = typed.length < 4 ? 1 : 2;
  let best: { word: string; distance: number } | undefined;
  for (const candidate of candidates) {
    const distance = mistakes(typed.toLowerCase(), candidate);
    if (distance <= limit && (best === undefined || distance < best.distance))
      best = { word: candidate, distance };
  }
  return best?.word;
}

/** Insertions, deletions, replacements and swaps of neighbours between two short words. */
function mistakes(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, column) => column)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const at = (r: number, c: number) => rows[r]?.[c] ?? row[c] ?? 0;
      const replaced = at(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1);
      let least = Math.min(at(i - 1, j) + 1, (row[j - 1] ?? 0) + 1, replaced);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, at(i - 2, j - 2) + 1);
      row.push(least);
    }
    rows.push(row);
  }
  return rows[a.length]?.[b.length] ?? Number.POSITIVE_INFINITY;
}
