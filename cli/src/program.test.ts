import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { runCli } from '../test/fake-terminal.ts';
import type { Command } from './command.ts';
import { globalOptions } from './global-options.ts';
import { groups, singles } from './groups.ts';

const home = { environment: { HOME: '/nonexistent' } };
const all: { path: string; command: Command }[] = [
  ...(await Promise.all(singles.map(async ({ load }) => ({ prefix: '', command: (await load()).command })))),
  ...(
    await Promise.all(
      groups.map(async ({ name, load }) =>
        (await load()).map((command) => ({ prefix: `${name} `, command })),
      ),
    )
  ).flat(),
].map(({ prefix, command }) => ({ path: prefix + command.name, command }));

describe.each(all)('infraudit $path', ({ path, command }) => {
  it('has help that names every option and shows two examples', async () => {
    const ran = await runCli([...path.split(' '), '--help'], home);
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    expect(ran.stdout).toContain(`Usage: infraudit ${path}`);
    for (const { flags } of Object.values(command.options)) expect(ran.stdout).toContain(flags);
    for (const example of command.examples) expect(ran.stdout).toContain(example.command);
    expect(command.examples.length).toBeGreaterThanOrEqual(2);
  });

  it('has examples that use only what it knows', () => {
    const known = new Set(
      [
        ...Object.values(command.options).map(({ flags }) => flags),
        ...globalOptions().map(({ flags }) => flags),
      ].flatMap((flags) => flags.split(/[ ,]+/)),
    );
    for (const { command: example } of command.examples) {
      const own = /infraudit [^|<>()]*/.exec(example)?.[0] ?? '';
      const name = own.split(' ').filter((word) => !word.startsWith('-'));
      const paths = [command.name, ...command.aliases].map(
        (last) => `${path.slice(0, path.length - command.name.length)}${last}`,
      );
      const isOther = !paths.some((each) => name.slice(1).join(' ').startsWith(each));
      if (isOther) continue;
      const quoted = own.replace(/"[^"]*"/g, 'text');
      for (const flag of quoted.match(/(?<= )--?[a-z][\w-]*/g) ?? []) {
        if (flag !== '--version') expect(known, `${flag} in ${example}`).toContain(flag);
      }
    }
  });

  it('keys its options by the name of the flag', () => {
    for (const [key, { flags }] of Object.entries(command.options)) {
      const long = (/--([\w-]+)/.exec(flags)?.[1] ?? '').replace(/-(\w)/g, (_, letter: string) =>
        letter.toUpperCase(),
      );
      expect(key).toBe(long);
    }
  });
});

describe.each(groups)('the help of infraudit $name', ({ name, steps = [] }) => {
  it('has a line for each of its commands, and shows the usual way through them', async () => {
    const ran = await runCli([name, '--help'], home);
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    const listed = ran.stdout.split('Commands:')[1]?.split('How it goes:')[0] ?? '';
    for (const line of listed.split('\n').filter((each) => /^ {2}\S/.test(each)))
      expect(line, 'a command without a summary').toMatch(/ {2,}\S.* {2,}\S/);
    for (const step of steps) {
      expect(ran.stdout).toContain(`$ ${step.command}\n      ${step.does}`);
      const of = all.find(
        ({ path }) => step.command.startsWith(`infraudit ${path} `) || step.command === `infraudit ${path}`,
      );
      const known = Object.values(of?.command.options ?? {}).map(({ flags }) => flags.split(' ')[0]);
      for (const flag of step.command.match(/(?<= )--[a-z-]+/g) ?? [])
        expect(known, `${flag} in ${step.command}`).toContain(flag);
    }
  });
});

describe('a wrong command line', () => {
  it.each([
    [['dirft'], '"infraudit dirft" is not a command', 'Did you mean infraudit drift?'],
    [['drift', 'lsit'], '"infraudit drift lsit" is not a command', 'Did you mean infraudit drift list?'],
    [
      ['drift', 'rules', 'creat'],
      '"infraudit drift rules creat" is not a command',
      'Did you mean infraudit drift rules create?',
    ],
    [['job', 'trigger', 'x', '--wiat'], 'The option --wiat is not known here', 'Did you mean --wait?'],
    [['drift', 'list', '--severity', 'hgih'], '--severity: "hgih" is not known', 'Did you mean high?'],
    [['drift', 'list', '-o', 'jsno'], '--output: "jsno" is not an output format', 'Did you mean json?'],
    [['drift', 'get'], "Missing required argument 'id'", 'Run infraudit drift get --help'],
    [['drift', 'get', 'x'], '<id> must be an id', ''],
    [['drift', 'get', '1', '2'], "Too many arguments for 'get'", 'Run infraudit drift get --help'],
    [['status', '-o'], "Option '-o, --output <format>' argument missing", 'Run infraudit --help'],
    [
      ['drift', 'list', '--limit'],
      "Option '--limit <number>' argument missing",
      'Run infraudit drift list --help',
    ],
  ])('%j is answered with the fix', async (parameters, what, fix) => {
    const ran = await runCli(parameters, {
      environment: { HOME: '/nonexistent', INFRAUDIT_TOKEN: 't', INFRAUDIT_SERVER_URL: 'http://127.0.0.1:1' },
    });
    expect(ran).toMatchObject({ code: 1, stdout: '' });
    expect(ran.stderr).toContain(`Error: ${what}`);
    expect(ran.stderr).toContain(fix);
  });

  it('shows the verbs of a noun that stands alone, and fails because nothing was done', async () => {
    const ran = await runCli(['drift'], home);
    expect(ran).toMatchObject({ code: 1, stdout: '' });
    expect(ran.stderr).toContain('resolve');
  });
});

describe('without a command', () => {
  it('shows the groups', async () => {
    const ran = await runCli([], home);
    expect(ran.code).toBe(0);
    for (const { name } of [...groups, ...singles])
      expect(ran.stdout).toMatch(new RegExp(`^  ${name}[ |]`, 'm'));
  });

  it('prints its version', async () => {
    expect(await runCli(['--version'], home)).toEqual({ code: 0, stdout: '0.1.0\n', stderr: '' });
  });
});

describe('what runs on the machine of the installation', () => {
  it.each([
    ['secrets', 'rotate'],
    ['db', 'move', '--to', 'embedded'],
  ])('%s %s refuses a folder that holds none, and leaves nothing in it', async (...words) => {
    const ran = await runCli([...words, '--yes', '--dir', '/nonexistent'], home);
    expect(ran).toMatchObject({ code: 1, stdout: '' });
    expect(ran.stderr).toContain('/nonexistent is not an installation');
    expect(existsSync('/nonexistent')).toBe(false);
  });
});

describe('completion', () => {
  const complete = async (...words: string[]) =>
    (await runCli(['__complete', ...words], home)).stdout
      .trim()
      .split('\n')
      .map((line) => line.split('\t')[0]);

  it.each([
    [['dr'], ['drift']],
    [['drift', 'res'], ['resolve']],
    [['drift', 'rules', 'pre'], ['preview']],
    [['-o', 'json', 'provider', 'conn'], ['connect']],
    [['provider', 'connect', 'aws', '--meth'], ['--method']],
    [['drift', 'list', '--severity', 'c'], ['critical']],
    [['drift', 'list', '-o', 'y'], ['yaml']],
    [['completion', 'f'], ['fish']],
    [['diff', ''], [':files']],
    [['nonsense', ''], ['']],
  ])('of %j offers %j', async (words, offered) => {
    expect(await complete(...words)).toEqual(offered);
  });

  it('offers nothing, and is no error, when the server is not there', async () => {
    const environment = {
      HOME: '/nonexistent',
      INFRAUDIT_TOKEN: 't',
      INFRAUDIT_SERVER_URL: 'http://127.0.0.1:1',
    };
    expect(await runCli(['__complete', 'drift', 'get', ''], { environment })).toEqual({
      code: 0,
      stdout: '',
      stderr: '',
    });
  });

  it.each(['bash', 'zsh', 'fish', 'powershell'])('has a script for %s', async (shell) => {
    expect((await runCli(['completion', shell], home)).stdout).toContain('__complete');
  });
});
