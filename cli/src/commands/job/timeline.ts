import type { Answer } from '@infraudit/api-client';
import { defineCommand, moment } from '../../command.ts';
import { onlyGiven } from '../../given.ts';
import type { Paint } from '../../output/paint.ts';
import { counted, cutEnd, pad } from '../../output/text.ts';

type Timeline = Answer<'getJobTimeline'>;
type Lane = Timeline['jobs'][number];

const widestName = 24;
const narrowest = 24;
const widest = 96;

/** What stands in a cell, worst last: a cell that holds several shows the worst. */
const marks = { coming: '.', running: '*', succeeded: '+', skipped: '~', failed: '-' } as const;
type Mark = keyof typeof marks;
const order = Object.keys(marks) as Mark[];

export const command = defineCommand({
  name: 'timeline',
  summary: 'Runs and coming instants of all jobs on one page',
  description:
    'A line for each job: + succeeded, - failed, ~ skipped or cancelled, * open, . coming, | now. From a day ago to a day ahead unless said otherwise.',
  options: {
    from: moment('--from <when>', 'Beginning: 2026-11-21, 12h (24h ago)'),
    to: moment('--to <when>', 'End: 2026-11-22T06:00:00Z (24 hours ahead)'),
  },
  examples: [
    { command: 'infraudit job timeline', does: 'the last day and the next' },
    { command: 'infraudit job timeline --from 7d --to 2026-11-22 -o json', does: 'for a program' },
  ],
  async run(context, { from, to }) {
    const api = await context.api();
    const timeline = await api.call('getJobTimeline', { query: onlyGiven({ from, to }) });
    const now = context.terminal.now();
    const columns = context.terminal.stdout.columns ?? 100;
    await context.print.record(timeline, {
      keys: ['from', 'to', 'time_zone', 'clock_changes', 'jobs'],
      text: (paint) => timelineText(timeline, now, columns, paint),
    });
    const runs = timeline.jobs.reduce((sum, job) => sum + job.runs.length, 0);
    const changes = timeline.clock_changes.map(({ at }) => ` · clock change ${at}`).join('');
    context.closing(
      `${counted(runs, 'run')} of ${counted(timeline.jobs.length, 'job')}${changes} · infraudit job explain <job> --at <when>`,
    );
    return 0;
  },
});

function timelineText(timeline: Timeline, now: Date, columns: number, paint: Paint): string {
  const nameWidth = Math.min(widestName, Math.max(4, ...timeline.jobs.map(({ name }) => name.length)));
  const cells = Math.max(narrowest, Math.min(widest, columns - nameWidth - 2));
  const from = Date.parse(timeline.from);
  const span = Date.parse(timeline.to) - from;
  const cellOf = (instant: string | number): number =>
    Math.floor(((new Date(instant).getTime() - from) / span) * cells);
  const nowCell = cellOf(now.getTime());
  const ends = [timeline.from, timeline.to].map((instant) => instant.slice(0, 16).replace('T', ' '));
  const gap = ' '.repeat(Math.max(1, cells - 32));
  const lines = timeline.jobs.map((lane) => {
    const painted = cellsOf(lane, cells, cellOf).map((mark, index) => {
      if (mark === null) return index === nowCell ? paint.note('|') : ' ';
      const sign = marks[mark];
      if (mark === 'failed') return paint.bad(sign);
      if (mark === 'skipped') return paint.warn(sign);
      return mark === 'succeeded' ? paint.good(sign) : sign;
    });
    return `${pad(cutEnd(lane.name, nameWidth), nameWidth, 'left')}  ${painted.join('')}`.trimEnd();
  });
  return `${' '.repeat(nameWidth + 2)}${paint.quiet(`${ends[0]}${gap}${ends[1]}`)}\n${lines.join('\n')}${lines.length === 0 ? '' : '\n'}`;
}

function cellsOf(lane: Lane, cells: number, cellOf: (instant: string) => number): (Mark | null)[] {
  const row: (Mark | null)[] = Array.from({ length: cells }, () => null);
  const put = (cell: number, mark: Mark) => {
    const old = row[cell];
    if (old === undefined) return;
    if (old === null || order.indexOf(mark) > order.indexOf(old)) row[cell] = mark;
  };
  for (const { instant } of lane.upcoming) put(cellOf(instant), 'coming');
  for (const run of lane.runs) {
    const mark = markOf(run.status);
    const last = run.end === null ? cellOf(run.start) : cellOf(run.end);
    for (let cell = Math.max(0, cellOf(run.start)); cell <= Math.min(last, cells - 1); cell++)
      put(cell, mark);
  }
  return row;
}

function markOf(status: Lane['runs'][number]['status']): Mark {
  if (status === 'succeeded' || status === 'failed') return status;
  return status === 'skipped' || status === 'cancelled' ? 'skipped' : 'running';
}
