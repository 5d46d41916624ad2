import type { DiffAnswer } from '@infraudit/server/offline';
import * as jsonLines from '../json-lines/answer-lines.ts';

type Compare = (text: string) => DiffAnswer;
export type Totals = {
  answered: number;
  withErrors: number;
  worst: Set<DiffAnswer['drifts'][number]['severity']>;
};

/** Compares line by line, and remembers which severities there were. */
export async function answerLines(
  source: AsyncIterable<Buffer>,
  compare: Compare,
  write: (text: string) => Promise<void>,
  longest?: number,
): Promise<Totals> {
  const worst: Totals['worst'] = new Set();
  const answer = (text: string): DiffAnswer => {
    const compared = compare(text);
    for (const { severity } of compared.drifts) worst.add(severity);
    return compared;
  };
  const problem = (error: string): DiffAnswer => ({ id: null, changes: [], drifts: [], folded: [], error });
  const totals = await jsonLines.answerLines(source, { answer, problem, done: 'compared' }, write, longest);
  return { ...totals, worst };
}
