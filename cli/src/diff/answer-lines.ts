import { isUtf8 } from 'node:buffer';
import type { DiffAnswer } from '@infraudit/server/offline';
import { type Line, linesOf } from './lines.ts';

const longestLineBytes = 64 * 1024 * 1024;

type Compare = (text: string) => DiffAnswer;
export type Totals = {
  answered: number;
  withErrors: number;
  worst: Set<DiffAnswer['drifts'][number]['severity']>;
};

const byteOrderMark = '\ufeff';

/** Answers each line that is not blank by one line, in the same order. Memory holds one line at a time. */
export async function answerLines(
  source: AsyncIterable<Buffer>,
  compare: Compare,
  write: (text: string) => Promise<void>,
  longest: number = longestLineBytes,
): Promise<Totals> {
  const totals: Totals = { answered: 0, withErrors: 0, worst: new Set() };
  let first = true;
  for await (const line of linesOf(source, longest)) {
    const answer = answerLine(line, compare, first, longest);
    first = false;
    if (answer === null) continue;
    totals.answered++;
    if (answer.error !== undefined) totals.withErrors++;
    for (const { severity } of answer.drifts) totals.worst.add(severity);
    await write(`${JSON.stringify(answer)}\n`);
  }
  return totals;
}

function answerLine(line: Line, compare: Compare, first: boolean, longest: number): DiffAnswer | null {
  if ('tooLong' in line) return problem(`line: has ${line.tooLong} bytes, more than ${longest}`);
  if (!isUtf8(line.bytes)) return problem('line: is not UTF-8');
  const text = line.bytes.toString('utf8');
  const trimmed = (first && text.startsWith(byteOrderMark) ? text.slice(1) : text).trim();
  if (trimmed === '') return null;
  try {
    return compare(trimmed);
  } catch (error) {
    // One line that surprises the comparison must not take the answers of the others with it.
    return problem(`line: could not be compared (${error instanceof Error ? error.message : String(error)})`);
  }
}

function problem(error: string): DiffAnswer {
  return { id: null, changes: [], drifts: [], folded: [], error };
}
