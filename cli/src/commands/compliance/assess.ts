import { defineCommand, flag, idOption, moment, text } from '../../command.ts';
import { onlyGiven } from '../../given.ts';
import { counted } from '../../output/text.ts';
import { requireSuccess, waitForExecution } from '../../wait.ts';
import { printAssessment } from './assessment-view.ts';
import { numbersOf } from './numbers.ts';

export const command = defineCommand({
  name: 'assess',
  summary: 'Assess the enabled frameworks now, or as they stood at a past moment, and wait',
  description:
    'Judges what the syncs have stored and asks no cloud. With --as-of nothing but the assessment itself is kept.',
  options: {
    framework: text('--framework <id>', 'Only this framework', { completes: 'framework' }),
    frameworkVersion: text('--framework-version <version>', 'Only this version of it'),
    provider: idOption('--provider <id>', 'Only this account', 'provider'),
    asOf: moment('--as-of <time>', 'As it stood then: 2026-03-01, an instant, or 30d'),
    detach: flag('--detach', 'Start it and do not wait'),
  },
  examples: [
    { command: 'infraudit compliance assess', does: 'every enabled framework' },
    {
      command: 'infraudit compliance assess --framework cis-aws --as-of 2026-03-01',
      does: 'how it stood on that day',
    },
  ],
  async run(context, { framework, frameworkVersion, provider, asOf, detach }) {
    const api = await context.api();
    const triggered = await api.call('assessCompliance', {
      body: onlyGiven({
        framework_id: framework,
        version: frameworkVersion,
        provider_id: provider,
        as_of: asOf,
      }),
    });
    if (triggered.duplicate)
      context.note(`An assessment is running already: execution ${triggered.execution_id}.`);
    if (detach) {
      await context.print.record(triggered, {
        keys: ['execution_id', 'job_id', 'status', 'started_at', 'duplicate', 'message'],
        text: () => `Execution ${triggered.execution_id} is ${triggered.status}.\n`,
      });
      return 0;
    }
    const execution = await waitForExecution(context, api, triggered.execution_id, 'Assessment');
    requireSuccess(execution, 'Assessment');
    const { data } = await api.call('listAssessments', { query: { per_page: 100 } });
    const made = data.filter(({ execution_id: id }) => id === triggered.execution_id);
    const [only] = made;
    if (made.length === 1 && only !== undefined) return await printAssessment(context, api, { id: only.id });
    await context.print.list(made, {
      keys: [
        'id',
        'framework_id',
        'framework_version',
        'passed',
        'evaluated',
        'total',
        'score',
        'failed',
        'unknown',
      ],
      empty: 'Nothing was assessed.',
      columns: [
        { title: 'ID', value: ({ id }) => String(id) },
        { title: 'FRAMEWORK', value: (row) => `${row.framework_id} ${row.framework_version}` },
        { title: 'PASSED / EVALUATED / TOTAL', value: (row) => numbersOf(row) },
        { title: 'FAILED', value: ({ failed }) => String(failed), align: 'right' },
        { title: 'UNKNOWN', value: ({ unknown }) => String(unknown), align: 'right' },
      ],
    });
    context.closing(`${counted(made.length, 'assessment')} · infraudit compliance results ID`);
    return 0;
  },
});
