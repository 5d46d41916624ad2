import type { Answer } from '@infraudit/api-client';
import { type Api, pause } from '../../api.ts';
import { choices, count, defineCommand, flag, id, text } from '../../command.ts';
import type { Context } from '../../context.ts';
import { exitCodes, Interrupted } from '../../errors.ts';
import { onlyGiven } from '../../given.ts';
import { duration } from '../../output/when.ts';
import { openStatuses } from '../../wait.ts';
import { lineText } from './view.ts';

type Line = Answer<'getExecutionLog'>['data'][number];
type Filter = { level?: string; q?: string };

const pollMs = 1000;
const pageLines = 1000;
const usualLines = 500;
const levels = ['debug', 'info', 'warn', 'error'] as const;

export const command = defineCommand({
  name: 'log',
  summary: 'The log of a run, to its end with --follow',
  description:
    'As a table and with --follow it is text, one line per entry; as JSON, YAML or CSV a list of entries. One level means that one and worse; several with commas mean exactly these.',
  positionals: { id: id('Id of the execution', 'execution') },
  options: {
    follow: flag('-f, --follow', 'Go on until the run ends; exit with 1 when it does not succeed'),
    level: choices('--level <level>', 'This level and worse, or exactly these', levels),
    search: text('--search <text>', 'Only lines with this text'),
    tail: count('-n, --tail <number>', `How many of the last lines (${usualLines})`, {
      from: 1,
      to: 1_000_000,
    }),
    lines: count('--lines <number>', 'The same as --tail', { from: 1, to: 1_000_000 }),
  },
  examples: [
    { command: 'infraudit execution log 41 --follow', does: 'prints lines as they come' },
    { command: 'infraudit execution log 41 --level warn --tail 20', does: 'the last warnings and errors' },
    {
      command: "infraudit execution log 41 --search bucket -o json | jq -r '.[].message'",
      does: 'what it says about buckets, for a program',
    },
  ],
  async run(context, { id: executionId, follow, level, search, tail, lines: sameAsTail }) {
    const api = await context.api();
    const filter: Filter = onlyGiven({ level: levelsOf(level), q: search });
    const { lines, total, isAll } = await readBack(
      api,
      executionId,
      filter,
      tail ?? sameAsTail ?? usualLines,
    );
    if (follow) return await followLog(context, api, executionId, filter, { lines, total });
    if (context.print.format === 'table') await printLines(context, lines);
    else
      await context.print.list(lines, {
        keys: ['sequence', 'at', 'level', 'message'],
        columns: [],
        empty: '',
      });
    const fits = Object.keys(filter).length === 0 ? '' : ' that fit';
    context.note(`${lines.length}${fits} of ${total} lines${isAll ? '' : ': --tail shows more'}`);
    return 0;
  },
});

function levelsOf(given: readonly (typeof levels)[number][] | undefined): string | undefined {
  const [only] = given ?? [];
  if (given === undefined || only === undefined) return undefined;
  return (given.length === 1 ? levels.slice(levels.indexOf(only)) : given).join(',');
}

async function followLog(
  context: Context,
  api: Api,
  executionId: number,
  filter: Filter,
  first: { lines: Line[]; total: number },
): Promise<number> {
  await printLines(context, first.lines);
  let after = first.total;
  let toldOfApproval = false;
  try {
    for (;;) {
      // The state is read before the lines, so that no line of a run that has just ended is missed.
      const execution = await api.call('getExecution', { path: { id: executionId } });
      after = await printNewer(context, api, executionId, filter, after);
      if (execution.status === 'pending_approval' && !toldOfApproval) {
        toldOfApproval = true;
        context.note(`It waits for an approval: infraudit approval get ${execution.approval_id}`);
      }
      if (!openStatuses.has(execution.status)) {
        context.note(
          `Execution ${executionId} ${execution.status} after ${duration(execution.duration_ms) || '0 ms'}${execution.error === null ? '' : `: ${execution.error}`}`,
        );
        return execution.status === 'succeeded' ? exitCodes.fine : exitCodes.error;
      }
      await pause(pollMs, context.terminal.interrupt);
    }
  } catch (error) {
    if (!(error instanceof Interrupted)) throw error;
    throw new Interrupted(`The run goes on: infraudit execution log ${executionId} --follow.`);
  }
}

/** The newest `most` lines that fit, oldest first; as many requests as that takes. */
async function readBack(
  api: Api,
  id: number,
  filter: Filter,
  most: number,
): Promise<{ lines: Line[]; total: number; isAll: boolean }> {
  let lines: Line[] = [];
  let before: number | undefined;
  for (;;) {
    const limit = Math.min(pageLines, most - lines.length);
    const page = await api.call('getExecutionLog', {
      path: { id },
      query: { ...filter, limit, ...onlyGiven({ before }) },
    });
    lines = [...page.data, ...lines];
    if (page.searched_to === null) return { lines, total: page.total, isAll: true };
    if (lines.length >= most) return { lines, total: page.total, isAll: false };
    before = page.searched_to;
  }
}

/** Prints what came after `after`; answers how far the log was read. */
async function printNewer(
  context: Context,
  api: Api,
  id: number,
  filter: Filter,
  after: number,
): Promise<number> {
  for (let from = after; ; ) {
    const page = await api.call('getExecutionLog', {
      path: { id },
      query: { ...filter, after: from, limit: pageLines },
    });
    await printLines(context, page.data);
    if (page.searched_to === null) return Math.max(page.total, page.data.at(-1)?.sequence ?? 0);
    from = page.searched_to;
  }
}

async function printLines(context: Context, lines: readonly Line[]): Promise<void> {
  const { paint } = context.print;
  await context.print.text(lines.map((line) => `${lineText(line, paint)}\n`).join(''));
}
