import { type Command, defineCommand, word } from '../../command.ts';
import { exactly } from '../../output/when.ts';
import { jobKeys } from './view.ts';

type Verb = 'pause' | 'resume' | 'disable' | 'enable';
const operations = {
  pause: 'pauseJob',
  resume: 'resumeJob',
  disable: 'disableJob',
  enable: 'enableJob',
} as const;

/** The four commands that change whether a job runs by itself. */
export const stateChange = (verb: Verb, words: { summary: string; does: string }): Command =>
  defineCommand({
    name: verb,
    summary: words.summary,
    positionals: { job: word('<job>', 'Id of the job, or its type', { completes: 'job' }) },
    examples: [
      { command: `infraudit job ${verb} drift_detection`, does: words.does },
      { command: `infraudit job ${verb} 2 -o json | jq .state`, does: 'prints the new state' },
    ],
    async run(context, { job: named }) {
      const api = await context.api();
      const job = await api.call(operations[verb], { path: { id: named } });
      await context.print.record(job, { keys: jobKeys, text: () => `${job.name} is ${job.state}.\n` });
      context.note(
        job.next_run_at === null
          ? (job.state_reason ?? 'It has no next run.')
          : `Next run: ${exactly(job.next_run_at, context.terminal.now())}.`,
      );
      return 0;
    },
  });
