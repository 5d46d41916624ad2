import type { PreviewedRun, Schedule } from '@infraudit/server/offline';
import { choice, count, defineCommand, flag, moment, optionalWord, text } from '../../command.ts';
import type { Context } from '../../context.ts';
import { CliError, usage } from '../../errors.ts';
import { answerInput } from '../../json-lines/answer-input.ts';
import { answerLines } from '../../json-lines/answer-lines.ts';
import { counted } from '../../output/text.ts';

const longestLineBytes = 64 * 1024;
const lookAheadMs = 400 * 86_400_000;

type Offline = typeof import('@infraudit/server/offline');

export const command = defineCommand({
  name: 'preview',
  summary: 'The next runs of a cron expression, without a server',
  description:
    'Fixed times follow the rule of Debian: a time that the clock change leaves out runs right after it, a time that comes twice runs once; --gap and --overlap change that. ' +
    'Expressions with * in the minute or hour follow real time. ' +
    'With --jsonl each line of the input is {id, expr, tz, from, count?, gap?, overlap?} and each line of the output {id, next, error?}, in the same order. ' +
    'A line that cannot be previewed is answered with its error and the exit code stays 0; blank lines are passed over.',
  positionals: {
    expression: optionalWord(
      '[expression]',
      'Cron expression of 5 fields, or 6 with leading seconds; with --jsonl the input, standard input when absent',
    ),
  },
  options: {
    tz: text('--tz <zone>', 'IANA time zone (UTC)'),
    from: moment('--from <when>', 'Runs after this instant (now)'),
    count: count('--count <number>', 'How many runs (10)', { from: 1, to: 1000 }),
    gap: choice('--gap <policy>', 'A local time that the clock change leaves out (run_after)', [
      'run_after',
      'skip',
    ]),
    overlap: choice('--overlap <policy>', 'A local time that comes twice (first)', [
      'first',
      'second',
      'both',
    ]),
    jsonl: flag('--jsonl', 'Many schedules, one per line'),
  },
  examples: [
    {
      command: 'infraudit schedule preview "30 2 * * *" --tz Europe/Berlin --from 2026-03-27 --count 5',
      does: 'runs around a clock change',
    },
    {
      command: 'infraudit schedule preview --jsonl < schedules.jsonl > runs.jsonl',
      does: 'many at once, line by line',
    },
  ],
  async run(context, { expression, tz, from, count: wanted, gap, overlap, jsonl }) {
    const offline = await import('@infraudit/server/offline');
    if (jsonl) return await previewLines(context, expression, offline);
    if (expression === undefined) {
      throw usage(
        'An expression is needed',
        'Write infraudit schedule preview "0 2 * * *", or infraudit schedule preview --jsonl < FILE.',
      );
    }
    const schedule: Schedule = {
      timing: { kind: 'cron', expression },
      timeZone: tz ?? 'UTC',
      gap: gap ?? 'run_after',
      overlap: overlap ?? 'first',
    };
    const start = from === undefined ? context.terminal.now() : new Date(from);
    const problem = offline.scheduleProblem(schedule, start);
    if (problem !== null) throw new CliError('The schedule does not run', { why: problem });
    await printRuns(context, offline, schedule, offline.previewRuns(schedule, start, wanted ?? 10));
    return 0;
  },
});

async function printRuns(
  context: Context,
  offline: Offline,
  schedule: Schedule,
  previewed: PreviewedRun[],
): Promise<void> {
  const runs = previewed.map(({ instant, local, clockChange, note }) => ({
    at: utcText(instant),
    local,
    clock_change: clockChange,
    note,
  }));
  await context.print.list(runs, {
    keys: ['at', 'local', 'clock_change', 'note'],
    empty: 'No run.',
    columns: [
      { title: 'UTC', value: ({ at }) => at },
      { title: 'LOCAL', value: ({ local }) => local },
      {
        title: 'CLOCK CHANGE',
        value: ({ note }) => note ?? '',
        shrink: 'end',
        whenSet: true,
        paint: (cell, { clock_change: mark }, paint) => (mark === null ? cell : paint.warn(cell)),
      },
    ],
  });
  const next = nextChangeText(offline, schedule.timeZone, previewed.at(-1)?.instant);
  context.closing(`${offline.describeTiming(schedule.timing)} · ${schedule.timeZone} · ${next}`);
}

/** `clock changes 2026-10-25T01:00:00Z from +120 to +60 minutes`. */
function nextChangeText(offline: Offline, timeZone: string, after: Date | undefined): string {
  if (after === undefined) return counted(0, 'run');
  const [next] = offline.clockChanges(timeZone, after, new Date(after.getTime() + lookAheadMs));
  if (next === undefined) return 'no clock change in the year after';
  const minutes = next.offsetAfter - next.offsetBefore;
  return `next clock change ${utcText(next.at)}, ${Math.abs(minutes)} minutes ${minutes > 0 ? 'forward' : 'back'}`;
}

const utcText = (instant: Date): string => instant.toISOString().replace('.000Z', 'Z');

async function previewLines(context: Context, file: string | undefined, offline: Offline): Promise<number> {
  const answering = {
    answer: offline.previewText,
    problem: (error: string) => ({ id: null, next: [], error }),
    done: 'previewed',
  };
  await answerInput(context, file, {
    answers: (source, write) => answerLines(source, answering, write, longestLineBytes),
    done: answering.done,
    how: 'infraudit schedule preview --jsonl',
  });
  return 0;
}
