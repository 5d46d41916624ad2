import type { Answer } from '@infraudit/api-client';
import { type Api, pause } from '../../api.ts';
import { count, defineCommand, flag, id } from '../../command.ts';
import type { Context } from '../../context.ts';
import { exitCodes, Interrupted } from '../../errors.ts';
import type { Paint } from '../../output/paint.ts';
import { oneLine } from '../../output/text.ts';
import { duration } from '../../output/when.ts';
import { openStatuses } from '../../wait.ts';

type Line = Answer<'getExecutionLog'>['data'][number];

const pollMs = 1000;
const pageLines = 1000;
const usualLines = 500;

export const command = defineCommand({
  name: 'log',
  summary: 'The log of a run, to its end with --follow',
  description:
    'As a table and with --follow it is text, one line per entry; as JSON, YAML or CSV a list of entries.',
  positionals: { id: id('Id of the execution', 'execution') },
  options: {
    follow: flag('-f, --follow', 'Go on until the run ends; exit with 1 when it does not succeed'),
    lines: count('--lines <number>', `How many of the last lines (${usualLines})`, { from: 1, to: 100_000 }),
  },
  examples: [
    { command: 'infraudit job log 41 --follow', does: 'prints lines as they come' },
    { command: 'infraudit job log 41 -o json | jq \'.[] | select(.level=="error")\'', does: 'only errors' },
  ],
  async run(context, { id: executionId, follow, lines: wanted }) {
    const api = await context.api();
    const { lines, total } = await readBack(api, executionId, 0, wanted ?? usualLines);
    if (!follow) {
      if (context.print.format === 'table') await printLines(context, lines);
      else
        await context.print.list(lines, {
          keys: ['sequence', 'at', 'level', 'message'],
          columns: [],
          empty: '',
        });
      context.note(`${lines.length} of ${total} lines${lines.length < total ? ': --lines shows more' : ''}`);
      return 0;
    }
    return await followLog(context, api, executionId, lines);
  },
});

async function followLog(context: Context, api: Api, executionId: number, first: Line[]): Promise<number> {
  await printLines(context, first);
  let last = first.at(-1)?.sequence ?? 0;
  try {
    for (;;) {
      // The state is read before the lines, so that no line of a run that has just ended is missed.
      const execution = await api.call('getExecution', { path: { id: executionId } });
      const { lines } = await readBack(api, executionId, last, Number.POSITIVE_INFINITY);
      await printLines(context, lines);
      last = lines.at(-1)?.sequence ?? last;
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
    throw new Interrupted(`The run goes on: infraudit job log ${executionId} --follow.`);
  }
}

/** The newest `most` lines after `after`, oldest first; as many pages as that takes. */
async function readBack(
  api: Api,
  id: number,
  after: number,
  most: number,
): Promise<{ lines: Line[]; total: number }> {
  let lines: Line[] = [];
  let before: number | undefined;
  for (;;) {
    const limit = Math.min(pageLines, most - lines.length);
    const page = await api.call('getExecutionLog', {
      path: { id },
      query: { limit, ...(before === undefined ? {} : { before }) },
    });
    const fresh = page.data.filter(({ sequence }) => sequence > after);
    lines = [...fresh, ...lines];
    before = fresh[0]?.sequence;
    if (
      page.data.length < limit ||
      fresh.length < page.data.length ||
      lines.length >= most ||
      before === undefined
    ) {
      return { lines, total: page.total };
    }
  }
}

async function printLines(context: Context, lines: readonly Line[]): Promise<void> {
  const { paint } = context.print;
  await context.print.text(lines.map((line) => `${lineText(line, paint)}\n`).join(''));
}

export function lineText({ at, level, message }: Line, paint: Paint): string {
  const word = level.toUpperCase().padEnd(5);
  const painted =
    level === 'error' ? paint.bad(word) : level === 'warn' ? paint.warn(word) : paint.quiet(word);
  return `${paint.quiet(at)}  ${painted}  ${oneLine(message)}`;
}
