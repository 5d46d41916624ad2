import { open } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { reasonOf } from '../config-file.ts';
import type { Context } from '../context.ts';
import { CliError, Interrupted, usage } from '../errors.ts';
import { counted } from '../output/text.ts';
import { write } from '../terminal.ts';

type Totals = { answered: number; withErrors: number };
type Answers<T extends Totals> = (
  source: AsyncIterable<Buffer>,
  write: (text: string) => Promise<void>,
) => Promise<T>;

/**
 * Answers a file, or standard input, line by line on standard output, until it ends or the person stops it.
 * `done` is what happens to a line and `how` the command line for the message when there is no input.
 */
export async function answerInput<T extends Totals>(
  { terminal, note }: Context,
  file: string | undefined,
  { answers, done, how }: { answers: Answers<T>; done: string; how: string },
): Promise<T> {
  const source = file === undefined || file === '-' ? terminal.stdin : await readable(file);
  if (source === terminal.stdin && terminal.stdin.isTTY === true) {
    throw usage('There is no input', `Write ${how} < FILE.`);
  }
  let answered = 0;
  const stop = () => source.destroy();
  terminal.interrupt.addEventListener('abort', stop, { once: true });
  try {
    const totals = await answers(source as AsyncIterable<Buffer>, (text) => {
      answered++;
      return write(terminal.stdout, text);
    });
    if (terminal.interrupt.aborted) throw new Interrupted('');
    const bad =
      totals.withErrors === 0 ? '' : `, ${totals.withErrors} of them could not be ${done}: see their error`;
    note(`${counted(totals.answered, 'line')} answered${bad}`);
    return totals;
  } catch (error) {
    if (terminal.interrupt.aborted) throw new Interrupted(`${counted(answered, 'line')} answered.`);
    throw error;
  } finally {
    terminal.interrupt.removeEventListener('abort', stop);
  }
}

async function readable(file: string): Promise<Readable> {
  try {
    const handle = await open(file);
    return handle.createReadStream({ highWaterMark: 1 << 20 });
  } catch (error) {
    throw unreadableFile(file, error);
  }
}

export const unreadableFile = (file: string, error: unknown) =>
  new CliError(`${file} cannot be read`, { why: reasonOf(error), cause: error });
