import type { Command, Completes, OptionDefinition } from '../command.ts';
import { globalOptions } from '../global-options.ts';
import { groups, singles } from '../groups.ts';
import { outputFormats } from '../settings.ts';
import { type Terminal, write } from '../terminal.ts';
import type { Candidate } from './from-server.ts';

/**
 * `infraudit __complete WORDS…`: the words typed so far, the last one perhaps empty. One `word<TAB>meaning` per
 * line; the single line `:files` asks the shell for file names. Never an error: a shell shows nothing then.
 */
export async function complete(words: readonly string[], terminal: Terminal): Promise<number> {
  try {
    const found = await candidates(words, terminal);
    const lines =
      found === 'files'
        ? [':files']
        : found.map(({ word, means }) => `${word}\t${means.replace(/\s+/g, ' ')}`);
    await write(terminal.stdout, lines.map((line) => `${line}\n`).join(''));
  } catch {
    // A shell that is completing has nobody to read a message.
  }
  return 0;
}

type Place = { commands: Candidate[]; command: Command | null; typed: string[] };

export async function candidates(
  words: readonly string[],
  terminal: Terminal,
): Promise<Candidate[] | 'files'> {
  const current = words.at(-1) ?? '';
  const before = words.slice(0, -1);
  const { commands, command, typed } = await placeOf(before);
  const options = command === null ? {} : command.options;
  const asked = valueAsked(before.at(-1), options);
  if (asked !== null) return await valuesOf(asked, current, before, terminal);
  if (current.startsWith('-')) return startingWith(current, optionWords(options));
  if (command === null) return startingWith(current, commands);
  const positional = Object.values(command.positionals)[typed.length];
  return positional === undefined ? [] : await valuesOf(positional, current, before, terminal);
}

const startingWith = (prefix: string, all: Candidate[]) => all.filter(({ word }) => word.startsWith(prefix));

/** Walks the words that are there to the command that they name. */
async function placeOf(before: readonly string[]): Promise<Place> {
  const operands = withoutOptions(before);
  const top = [...groups, ...singles].map(({ name, summary }) => ({ word: name, means: summary }));
  const [noun, ...rest] = operands;
  if (noun === undefined) return { commands: top, command: null, typed: [] };
  const single = singles.find(({ name }) => name === noun);
  if (single !== undefined) return { commands: [], command: (await single.load()).command, typed: rest };
  const loaded =
    (await groups.find(({ name, aliases }) => name === noun || aliases?.includes(noun) === true)?.load()) ??
    [];
  for (const command of loaded) {
    const path = command.name.split(' ');
    const names = path.length === 1 ? [command.name, ...command.aliases] : [path[0] ?? ''];
    if (names.includes(rest[0] ?? '') && (path.length === 1 || path[1] === rest[1])) {
      return { commands: [], command, typed: rest.slice(path.length) };
    }
  }
  const deeper = loaded.filter(({ name }) => rest.length === 0 || name.startsWith(`${rest[0]} `));
  const offered = new Map<string, string>();
  for (const { name, summary } of deeper)
    offered.set(name.split(' ')[rest.length] ?? '', name.includes(' ') && rest.length === 0 ? '' : summary);
  return { commands: [...offered].map(([word, means]) => ({ word, means })), command: null, typed: [] };
}

const globalsWithValue: Record<string, Pick<OptionDefinition<unknown>, 'choices' | 'completes'>> = {
  '--output': { choices: outputFormats },
  '-o': { choices: outputFormats },
  '--config': { completes: 'file' },
  '--server': {},
};

function withoutOptions(words: readonly string[]): string[] {
  const kept: string[] = [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? '';
    if (!word.startsWith('-')) kept.push(word);
    else if (word in globalsWithValue) at++;
    else if (kept.length > 0 && !word.includes('=') && takesValue.test(word)) at++;
  }
  return kept;
}

/** Options of commands are only known after the command is; here the usual names of those with a value. */
const takesValue =
  /^--(severity|status|type|provider|resource|resource-type|search|sort|limit|fail-on|tag|region|name|baseline|path|reason|note|expires|at|version-id|file|from|to|job-type|lines|tail|level|trigger|source|state|schedule|time-zone|param|approver|missed|maximum-lateness|overlap|clock-gap|clock-overlap|jitter|timeout|retries|retry-backoff|depends-on|blackout|priority|submitter|plan-hash)$/;

function valueAsked(last: string | undefined, options: Record<string, OptionDefinition<unknown>>) {
  if (last === undefined || !last.startsWith('-')) return null;
  const global = globalsWithValue[last];
  if (global !== undefined) return global;
  return (
    Object.values(options).find(({ flags }) => flags.includes('<') && flags.split(/[ ,]+/).includes(last)) ??
    null
  );
}

function optionWords(options: Record<string, OptionDefinition<unknown>>): Candidate[] {
  const own = Object.values(options).map(({ flags, description }) => ({
    word: /--[\w-]+/.exec(flags)?.[0] ?? flags,
    means: description,
  }));
  const global = globalOptions().map((option) => ({
    word: option.long ?? option.flags,
    means: option.description,
  }));
  return [...own, ...global, { word: '--help', means: 'Show help' }];
}

async function valuesOf(
  asked: { choices?: readonly string[]; completes?: Completes },
  current: string,
  before: readonly string[],
  terminal: Terminal,
): Promise<Candidate[] | 'files'> {
  if (asked.choices !== undefined)
    return startingWith(
      current,
      asked.choices.map((word) => ({ word, means: '' })),
    );
  if (asked.completes === undefined) return [];
  if (asked.completes === 'file') return 'files';
  const { namesFromServer } = await import('./from-server.ts');
  return startingWith(current, await namesFromServer(asked.completes, before, terminal));
}
