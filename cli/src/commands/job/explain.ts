import { defineCommand, moment, word } from '../../command.ts';
import { oneLine } from '../../output/text.ts';
import { exactly } from '../../output/when.ts';
import { executionList } from './view.ts';

export const command = defineCommand({
  name: 'explain',
  summary: 'Why a job ran, or did not run, at a moment',
  description:
    'Answers from what was recorded: the definition of the job as it was then, the instants that were due, and their runs.',
  positionals: { job: word('<job>', 'Id of the job, or its type', { completes: 'job' }) },
  options: { at: moment('--at <when>', 'The moment: 2026-11-21T02:00:00Z, 30m, 12h (now)') },
  examples: [
    {
      command: 'infraudit job explain 7 --at 2026-11-21T02:00:00Z',
      does: 'what happened then, in one sentence',
    },
    { command: 'infraudit job explain drift_detection --at 12h -o json | jq .verdict', does: 'for a script' },
  ],
  async run(context, { job: named, at }) {
    const api = await context.api();
    const explanation = await api.call('explainJob', {
      path: { id: named },
      query: { at: at ?? context.terminal.now().toISOString() },
    });
    const now = context.terminal.now();
    const { job, occurrence, execution, previous_due, next_due, executions_near: near } = explanation;
    await context.print.record(explanation, {
      keys: [
        'at',
        'verdict',
        'sentence',
        'job',
        'occurrence',
        'execution',
        'previous_due',
        'next_due',
        'executions_near',
      ],
      text: (paint) =>
        [
          `${paint.bold(oneLine(explanation.sentence))}\n\n`,
          context.print.fields([
            ['At', exactly(explanation.at, now)],
            ['Verdict', explanation.verdict.replaceAll('_', ' ')],
            [
              'The job then',
              job === null
                ? null
                : `${job.state}${job.schedule_words === null ? '' : `, ${job.schedule_words}`}${job.revision === null ? '' : ` (revision ${job.revision})`}`,
            ],
            ['Due', occurrence === null ? null : exactly(occurrence, now)],
            ['Run', execution === null ? null : `execution ${execution.id}, ${execution.status}`],
            ['Due before', previous_due === null ? null : exactly(previous_due, now)],
            ['Due next', next_due === null ? null : exactly(next_due, now)],
          ]),
          near.length === 0
            ? ''
            : `\n${paint.bold('Runs around then')}\n${context.print.table(executionList(context).columns, near)}`,
        ].join(''),
    });
    context.closing(
      `${execution === null ? `infraudit job executions ${named}` : `infraudit execution get ${execution.id}`}`,
    );
    return 0;
  },
});
