import { isUtf8 } from 'node:buffer';
import { type Line, linesOf } from './lines.ts';

const longestLineBytes = 64 * 1024 * 1024;
const byteOrderMark = '\ufeff';

/** How a line is answered; `problem` is the answer to a line that cannot be read. */
export type Answering<A extends { error?: string }> = {
  answer(text: string): A;
  problem(error: string): A;
  /** What was to happen to a line: `compared`. */
  done: string;
};

/** Answers each line that is not blank by one line, in the same order. Memory holds one line at a time. */
export async function answerLines<A extends { error?: string }>(
  source: AsyncIterable<Buffer>,
  answering: Answering<A>,
  write: (text: string) => Promise<void>,
  longest: number = longestLineBytes,
): Promise<{ answered: number; withErrors: number }> {
  const totals = { answered: 0, withErrors: 0 };
  let first = true;
  for await (const line of linesOf(source, longest)) {
    const answer = answerLine(line, answering, first, longest);
    first = false;
    if (answer === null) continue;
    totals.answered++;
    if (answer.error !== undefined) totals.withErrors++;
    await write(`${JSON.stringify(answer)}\n`);
  }
  return totals;
}

function answerLine<A extends { error?: string }>(
  line: Line,
  { answer, problem, done }: Answering<A>,
  first: boolean,
  longest: number,
): A | null {
  if ('tooLong' in line) return problem(`line: has ${line.tooLong} bytes, more than ${longest}`);
  if (!isUtf8(line.bytes)) return problem('line: is not UTF-8');
  const text = line.bytes.toString('utf8');
  const trimmed = (first && text.startsWith(byteOrderMark) ? text.slice(1) : text).trim();
  if (trimmed === '') return null;
  try {
    return answer(trimmed);
  } catch (error) {
    // One line that surprises the command must not take the answers of the others with it.
    return problem(`line: could not be ${done} (${error instanceof Error ? error.message : String(error)})`);
  }
}
