import { Argument, Command as Commander, CommanderError, Option } from 'commander';
import { type Command, closest, type Example } from './command.ts';
import { type Context, createContext } from './context.ts';
import { CliError, errorLines, exitCodes, Interrupted, usage } from './errors.ts';
import { globalOptions, wordsOf } from './global-options.ts';
import { groups, singles } from './groups.ts';
import { type GlobalFlags, readSettings } from './settings.ts';
import type { Terminal } from './terminal.ts';
import { version } from './version.ts';

type Chosen = { command: Command; path: string; raw: Parameters<Command['run']>[1] };

/** Runs one command line and answers the exit code. Never throws. */
export async function run(parameters: readonly string[], terminal: Terminal): Promise<number> {
  const debug = parameters.includes('--debug');
  const say = (lines: string[]) => {
    for (const line of lines) terminal.stderr.write(`${line}\n`);
  };
  try {
    if (parameters[0] === '__complete') {
      const { complete } = await import('./completion/complete.ts');
      return await complete(parameters.slice(1), terminal);
    }
    const { program, chosen } = await parse(parameters, terminal);
    if (chosen === null) return exitCodes.fine;
    const isTerminal = terminal.stdout.isTTY === true;
    const warn = (line: string) => say([line]);
    const settings = await readSettings(program.opts<GlobalFlags>(), terminal.environment, {
      isTerminal,
      warn,
    });
    return await runChosen(chosen, createContext(terminal, settings));
  } catch (error) {
    if (error instanceof Interrupted || isPromptCancelled(error)) {
      say([`Stopped. ${error.message}`]);
      return exitCodes.interrupted;
    }
    say(errorLines(error, debug));
    return exitCodes.error;
  }
}

/** A mistake on the command line without advice of its own points to the help of the command. */
async function runChosen({ command, path, raw }: Chosen, context: Context): Promise<number> {
  try {
    return await command.run(context, raw);
  } catch (error) {
    if (!(error instanceof CliError) || !error.usage || error.fix !== null) throw error;
    throw usage(error.message, `Run infraudit ${path} --help to see what it takes.`);
  }
}

const isPromptCancelled = (error: unknown): error is Error =>
  error instanceof Error && error.name === 'ExitPromptError';

async function parse(
  parameters: readonly string[],
  terminal: Terminal,
): Promise<{ program: Commander; chosen: Chosen | null }> {
  let chosen: Chosen | null = null;
  const program = bareProgram();
  const { operands } = wordsOf(parameters);
  const isHelp = operands[0] === 'help';
  const wanted = (isHelp ? operands[1] : operands[0]) ?? '';
  await buildTree(program, wanted, (picked) => {
    chosen = picked;
  });
  let complaint = '';
  const write = { out: '', err: '' };
  everyCommand(program, (command) => {
    command.exitOverride();
    command.configureOutput({
      writeOut: (text) => {
        write.out += text;
      },
      writeErr: (text) => {
        write.err += text;
      },
      outputError: (text) => {
        complaint += text;
      },
      getOutHelpWidth: () => helpWidth(terminal.stdout.columns),
      getErrHelpWidth: () => helpWidth(terminal.stderr.columns),
    });
  });
  try {
    await program.parseAsync([...parameters], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    terminal.stdout.write(write.out);
    if (error.exitCode === 0) return { program, chosen: null };
    if (complaint === '' && operands.length === 0) {
      terminal.stdout.write(write.err);
      return { program, chosen: null };
    }
    if (complaint === '') {
      // A group without a verb: its help is the answer, and nothing was done.
      terminal.stderr.write(write.err);
      throw usage(
        'A command is missing',
        `Choose one of the commands above, such as infraudit ${exampleOf(program, operands)}.`,
      );
    }
    throw usageFrom(error, complaint, program, operands);
  }
  return { program, chosen };
}

const helpWidth = (columns: number | undefined) => Math.min(columns ?? 100, 120);

function exampleOf(program: Commander, operands: readonly string[]): string {
  const found = deepest(program, operands);
  const verb = found.commands[0]?.name() ?? 'status';
  return [...pathOf(found), verb].join(' ');
}

/** The words of commander, as our three lines and with the nearest known word. */
function usageFrom(
  error: CommanderError,
  complaint: string,
  program: Commander,
  operands: readonly string[],
): CliError {
  const found = deepest(program, operands);
  const help = `Run infraudit ${[...pathOf(found), '--help'].join(' ')} to see what it takes.`;
  const first = complaint.replace(/^error: /, '').split('\n')[0] ?? '';
  const quoted = /'([^']*)'/.exec(first)?.[1] ?? '';
  if (
    error.code === 'commander.unknownCommand' ||
    (error.code === 'commander.excessArguments' && found.commands.length > 0)
  ) {
    const near = closest(
      quoted,
      found.commands.flatMap((command) => [command.name(), ...command.aliases()]),
    );
    const path = ['infraudit', ...pathOf(found)];
    return usage(
      `"${[...path, quoted].join(' ')}" is not a command`,
      near === undefined ? help : `Did you mean ${[...path, near].join(' ')}?`,
    );
  }
  if (error.code === 'commander.unknownOption') {
    const known = [...found.options, ...program.options].flatMap(({ long }) => (long ? [long] : []));
    const near = closest(quoted, known);
    return usage(
      `The option ${quoted} is not known here`,
      near === undefined ? help : `Did you mean ${near}?`,
    );
  }
  return usage(first.charAt(0).toUpperCase() + first.slice(1), help);
}

function deepest(program: Commander, operands: readonly string[]): Commander {
  let at = program;
  for (const operand of operands) {
    const next = at.commands.find(
      (command) => command.name() === operand || command.aliases().includes(operand),
    );
    if (next === undefined) break;
    at = next;
  }
  return at;
}

function pathOf(command: Commander): string[] {
  return command.parent === null ? [] : [...pathOf(command.parent), command.name()];
}

function everyCommand(command: Commander, work: (command: Commander) => void): void {
  work(command);
  for (const child of command.commands) everyCommand(child, work);
}

function bareProgram(): Commander {
  const program = new Commander('infraudit');
  program
    .description('Audits cloud infrastructure: inventory, baselines, drift, on schedule.')
    .version(version, '-V, --version', 'Print the version of this command')
    .helpOption('-h, --help', 'Show this help')
    .showSuggestionAfterError(false)
    .allowExcessArguments(false);
  for (const option of globalOptions()) program.addOption(option);
  return program;
}

/** Registers every group by name, and the commands of the wanted one. */
async function buildTree(program: Commander, wanted: string, pick: (chosen: Chosen) => void): Promise<void> {
  for (const group of groups) {
    const node = program
      .command(group.name)
      .aliases([...(group.aliases ?? [])])
      .description(group.summary)
      .helpOption('-h, --help', 'Show this help');
    node.helpCommand(false).configureHelp({ showGlobalOptions: true });
    if (wanted !== group.name && group.aliases?.includes(wanted) !== true) continue;
    for (const command of await group.load()) register(node, command, pick);
    const { steps = [] } = group;
    if (steps.length > 0) node.addHelpText('after', () => `\nHow it goes:\n${exampleLines(steps)}`);
  }
  for (const single of singles) {
    if (wanted === single.name) register(program, (await single.load()).command, pick);
    else program.command(single.name).description(single.summary);
  }
}

const summariesOfNested: Record<string, string> = {
  connect: 'Connect an account',
  'write-access': 'Credentials with which approved plans may change an account',
  exception: 'What fails and is accepted for a while, by two people',
  attestation: 'What people state where no control can judge',
  'remediation policy': 'Standing policies, which approve changes of a kind without a person',
  'drift rules': 'Rules that hide changes which are no drift',
  'notification rules': 'Rules that route events to channels',
  'notification channels': 'Where people are told',
};

const exampleLines = (examples: readonly Example[]): string =>
  examples.map(({ command, does }) => `  $ ${command}\n      ${does}`).join('\n');

function register(parent: Commander, command: Command, pick: (chosen: Chosen) => void): void {
  const words = command.name.split(' ');
  const last = words.pop() ?? command.name;
  let node = parent;
  for (const word of words) {
    const existing = node.commands.find((child) => child.name() === word);
    node =
      existing ??
      node
        .command(word)
        .description(summariesOfNested[`${parent.name()} ${word}`] ?? summariesOfNested[word] ?? '')
        .helpCommand(false);
  }
  const leaf = node
    .command(last)
    .description([command.summary, command.description].filter((part) => part !== '').join('.\n\n'))
    .summary(command.summary)
    .aliases([...command.aliases])
    .helpOption('-h, --help', 'Show this help')
    .configureHelp({ showGlobalOptions: true })
    .showSuggestionAfterError(false)
    .allowExcessArguments(false);
  for (const { word, description, choices } of Object.values(command.positionals)) {
    const known = choices === undefined ? '' : ` (${choices.join(', ')})`;
    leaf.addArgument(new Argument(word, description + known));
  }
  for (const { flags, description, choices, repeats } of Object.values(command.options)) {
    const known = choices === undefined ? '' : ` (${choices.join(', ')})`;
    const option = new Option(flags, description + known);
    if (repeats === true) option.argParser<string[]>((value, before) => [...(before ?? []), value]);
    leaf.addOption(option);
  }
  leaf.addHelpText('after', () => `\nExamples:\n${exampleLines(command.examples)}`);
  leaf.action(() => {
    pick({
      command,
      path: pathOf(leaf).join(' '),
      raw: {
        positionals: leaf.processedArgs.map((value: unknown) =>
          typeof value === 'string' ? value : undefined,
        ),
        options: leaf.opts(),
      },
    });
  });
}
