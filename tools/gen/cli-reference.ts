import type { Command, Example } from '../../cli/src/command.ts';
import { globalOptions } from '../../cli/src/global-options.ts';
import { groups, singles } from '../../cli/src/groups.ts';
import type { GeneratedFile } from './collectors.ts';
import { code, referencePage, table } from './page.ts';

/** The reference of the command line, from the tree of its commands. */
export async function generate(): Promise<GeneratedFile[]> {
  const lines: string[] = ['# Command line', '', ...introduction];
  lines.push('## Options of every command', '');
  lines.push(
    ...table(
      ['option', 'meaning'],
      globalOptions().map(({ flags, description }) => [code(flags), description]),
    ),
    '',
  );
  for (const { load } of singles) lines.push(...commandSection('##', '', (await load()).command));
  for (const group of groups) {
    lines.push(`## infraudit ${group.name}`, '', `${group.summary}.`, '', ...exampleBlock(group.steps ?? []));
    for (const command of await group.load()) lines.push(...commandSection('###', `${group.name} `, command));
  }
  while (lines.at(-1) === '') lines.pop();
  return [referencePage('cli', 'the commands', lines)];
}

const introduction = [
  'In a clone `npx infraudit …` runs it. Flags come before the environment (`INFRAUDIT_SERVER_URL`,',
  '`INFRAUDIT_OUTPUT`, `INFRAUDIT_TOKEN`), that before `~/.infraudit/config.yaml` (mode 0600), that before the',
  'defaults. `INFRAUDIT_TOKEN` holds an access token or an API key and comes before a sign-in.',
  '',
  'Standard output holds only the answer: a table for eyes, or JSON, YAML or CSV for programs, where lists are',
  'bare arrays. Notes and progress go to standard error.',
  '',
  ...table(
    ['exit code', 'meaning'],
    [
      ['0', 'fine'],
      ['1', 'an error; standard error says what, why and what to do'],
      ['2', 'findings at or above `--fail-on`'],
      ['130', 'stopped by Ctrl-C; standard error says what was done'],
    ],
  ),
  '',
];

function commandSection(heading: string, prefix: string, command: Command): string[] {
  const path = `infraudit ${prefix}${command.name}`;
  const positionals = Object.values(command.positionals);
  const words = positionals.map(({ word }) => ` ${word}`).join('');
  const lines = [
    `${heading} ${path}${words}`,
    '',
    `${command.summary}.${command.description === '' ? '' : ` ${command.description}`}`,
    '',
  ];
  if (command.aliases.length > 0)
    lines.push(
      `Also: ${command.aliases.map((alias) => code(`infraudit ${prefix}${alias}`)).join(', ')}.`,
      '',
    );
  const parameters = [
    ...positionals.map(({ word, description, choices }) => ({ name: word, description, choices })),
    ...Object.values(command.options).map(({ flags, description, choices }) => ({
      name: flags,
      description,
      choices,
    })),
  ];
  if (parameters.length > 0) {
    const rows = parameters.map(({ name, description, choices }) => [
      code(name),
      choices === undefined ? description : `${description}: ${choices.map(code).join(', ')}`,
    ]);
    lines.push(...table(['parameter', 'meaning'], rows), '');
  }
  return [...lines, ...exampleBlock(command.examples)];
}

function exampleBlock(examples: readonly Example[]): string[] {
  if (examples.length === 0) return [];
  return ['```sh', ...examples.flatMap(({ does, command }) => [`# ${does}`, command]), '```', ''];
}
