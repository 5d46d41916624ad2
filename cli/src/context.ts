import type { Api } from './api.ts';
import { CliError } from './errors.ts';
import { type Printer, printerFor } from './output/printer.ts';
import { oneLine } from './output/text.ts';
import { type Progress, silentProgress, startProgress } from './progress.ts';
import type { Settings } from './settings.ts';
import { type Terminal, write } from './terminal.ts';

/** All that a command may touch. */
export type Context = {
  settings: Settings;
  terminal: Terminal;
  print: Printer;
  /** The API as the signed-in user. Fails when nobody is signed in. */
  api(): Promise<Api>;
  /** The API without a token, for signing in. */
  publicApi(): Promise<Api>;
  /** A quiet line on standard error; --quiet leaves it out. */
  note(line: string): void;
  /** A note below the answer: how much there is, what to do next. An empty line sets it off from a table. */
  closing(line: string): void;
  /** A line on standard error that --quiet does not silence. */
  warn(line: string): void;
  debug(line: string): void;
  progress(): Promise<Progress>;
  /** Whether a person can be asked. */
  canAsk: boolean;
  /** Asks before something that cannot be undone; without a person `--yes` is needed. */
  confirm(question: string, yes: boolean): Promise<boolean>;
};

export function createContext(terminal: Terminal, settings: Settings): Context {
  const { stdin, stdout, stderr } = terminal;
  const warn = (line: string) => {
    stderr.write(`${line}\n`);
  };
  const debug = (line: string) => {
    if (settings.debug) stderr.write(`debug: ${oneLine(line)}\n`);
  };
  const quietColor = settings.color && stderr.isTTY === true;
  const note = (line: string) => {
    if (!settings.quiet) warn(quietColor ? `\u001b[2m${line}\u001b[22m` : line);
  };
  const canAsk = stdin.isTTY === true && stderr.isTTY === true;
  let api: Promise<Api> | undefined;
  const open = async (signedIn: boolean) => {
    const { openApi } = await import('./api.ts');
    return await openApi({ settings, terminal, signedIn, warn, note, debug });
  };
  return {
    settings,
    terminal,
    print: printerFor(settings.output, {
      color: settings.color,
      width: stdout.isTTY === true ? (stdout.columns ?? 80) : null,
      write: (text) => write(stdout, text),
      say: note,
    }),
    api: () => {
      api ??= open(true);
      return api;
    },
    publicApi: () => open(false),
    note,
    closing: (line) => note(settings.output === 'table' ? `\n${line}` : line),
    warn,
    debug,
    progress: async () => (settings.quiet ? silentProgress : await startProgress(terminal, settings)),
    canAsk,
    async confirm(question, yes) {
      if (yes) return true;
      if (!canAsk)
        throw new CliError('This needs a yes', {
          why: question,
          fix: 'Add --yes to do it without being asked.',
        });
      const { askYes } = await import('./prompts.ts');
      return await askYes(question);
    },
  };
}
