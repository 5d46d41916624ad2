import type { ExecutionReporter } from '../../../govern/jobs/index.ts';
import type { Candidate } from './candidates.ts';
import { type LeftReason, leftSentence, leftWords } from './choice.ts';

/** Findings that the log names one by one; of more it tells the number. */
const mostNamed = 500;

/** Keeps account of the open findings that are not part of a plan: each is named in the log, and counted by reason. */
export function leftList(report: Pick<ExecutionReporter, 'log' | 'count'>) {
  const counts = new Map<LeftReason, number>();
  let named = 0;
  let more = false;
  const total = (): number => [...counts.values()].reduce((sum, count) => sum + count, 0);
  const tell = (level: 'info' | 'warn', words: string): void => {
    named += 1;
    if (named <= mostNamed) report.log(level, words);
  };
  const title = ({ severity, name, resourceName }: Candidate): string =>
    `${severity} ${name} of ${resourceName}`;
  return {
    add(candidate: Candidate, reason: LeftReason, detail?: string): void {
      counts.set(reason, (counts.get(reason) ?? 0) + 1);
      const more = detail === undefined ? '' : `: ${detail}`;
      tell('warn', `left: ${title(candidate)}, ${leftWords[reason]}${more}`);
    },
    /** Not left: the change that its resource gets for another finding puts it in order too. */
    covered(candidate: Candidate): void {
      report.count('covered');
      tell('info', `in the same change: ${title(candidate)}`);
    },
    /** Not left either: it is no finding any more. */
    inOrder(candidate: Candidate, why: string): void {
      report.count('in_order');
      tell('info', `nothing to change: ${title(candidate)}: ${why}`);
    },
    /** More than one run reads: how many of them are open is not known, so they are not counted. */
    beyond(what: string): void {
      more = true;
      report.log('warn', `not looked at in this run: ${what}`);
    },
    close(): void {
      if (named > mostNamed) report.log('warn', `and ${named - mostNamed} more findings, which are counted`);
      if (counts.size > 0) report.count('left', total());
      for (const [reason, count] of counts) report.count(`left_${reason}`, count);
    },
    sentence: () =>
      [leftSentence(counts), more ? 'more that were not looked at' : '']
        .filter((part) => part !== '')
        .join(', '),
    only: (reason: LeftReason): boolean => counts.size === 1 && counts.has(reason),
    get total() {
      return total();
    },
  };
}
