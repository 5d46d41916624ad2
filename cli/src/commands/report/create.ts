import { choice, count, defineCommand, flag, idOption, text, word } from '../../command.ts';
import { severities } from '../../output/paint.ts';
import { executionKeys, executionSummary, requireSuccess, waitForExecution } from '../../wait.ts';
import { printReport, reportFormats, reportKinds } from './view.ts';

export const command = defineCommand({
  name: 'create',
  aliases: ['generate'],
  summary: 'Make a report now',
  description:
    'With --wait it ends with the report. Recipients are members of the organisation and find it in the web.',
  positionals: { kind: word('<kind>', 'What it tells of', { choices: reportKinds }) },
  options: {
    format: choice('--format <format>', 'How it is written (pdf)', reportFormats),
    days: count('--days <number>', 'How many days back its changes and runs go (30)', { from: 1, to: 400 }),
    recipients: text('--recipients <emails>', 'To these members; several with commas'),
    provider: idOption('--provider <id>', 'Only this account', 'provider'),
    resourceType: text('--resource-type <type>', 'Only resources of this type', {
      completes: 'resource_type',
    }),
    region: text('--region <region>', 'Only this region, for inventory', { completes: 'region' }),
    severity: choice('--severity <severity>', 'Only drifts of this severity, for drift', severities),
    jobType: text('--job-type <type>', 'Only runs of this type, for job_activity', { completes: 'job_type' }),
    framework: text('--framework <id>', 'The framework, for compliance_assessment', {
      completes: 'framework',
    }),
    frameworkVersion: text('--framework-version <version>', 'This version of it, where several are enabled'),
    wait: flag('--wait', 'Wait until it is done; exit with 1 when it does not succeed'),
  },
  examples: [
    {
      command: 'infraudit report create drift --days 7 --recipients ada@example.com --wait',
      does: 'writes a PDF of the last week and delivers it',
    },
    {
      command: 'infraudit report create inventory --format csv --provider 1 --wait -o json | jq -r .id',
      does: 'the id of a sheet of one account',
    },
    {
      command:
        'infraudit report create compliance_assessment --framework cis-aws --recipients ada@example.com',
      does: 'delivers the newest assessment as a PDF',
    },
  ],
  async run(context, options) {
    const api = await context.api();
    const {
      kind,
      format,
      days,
      provider,
      resourceType,
      region,
      severity,
      jobType,
      framework,
      frameworkVersion,
      wait,
    } = options;
    const recipients = options.recipients
      ?.split(',')
      .map((recipient) => recipient.trim())
      .filter((recipient) => recipient !== '');
    const triggered = await api.call('createReport', {
      body: {
        kind: kind as (typeof reportKinds)[number],
        ...(format === undefined ? {} : { format }),
        ...(days === undefined ? {} : { period_days: days }),
        ...(recipients === undefined ? {} : { recipients }),
        ...(provider === undefined ? {} : { provider_id: provider }),
        ...(resourceType === undefined ? {} : { resource_type: resourceType }),
        ...(region === undefined ? {} : { region }),
        ...(severity === undefined ? {} : { severity }),
        ...(jobType === undefined ? {} : { job_type: jobType }),
        ...(framework === undefined ? {} : { framework_id: framework }),
        ...(frameworkVersion === undefined ? {} : { framework_version: frameworkVersion }),
      },
    });
    if (triggered.duplicate) context.note(`It is being made already: execution ${triggered.execution_id}.`);
    if (!wait) {
      await context.print.record(triggered, {
        keys: ['execution_id', 'job_id', 'status', 'started_at', 'duplicate', 'message'],
        text: () => `Execution ${triggered.execution_id} is ${triggered.status}.\n`,
      });
      context.note(`Follow it: infraudit job log ${triggered.execution_id} --follow`);
      return 0;
    }
    const execution = await waitForExecution(context, api, triggered.execution_id, 'Report');
    if (execution.status !== 'succeeded' && context.print.format !== 'table') {
      await context.print.record(executionSummary(execution), { keys: executionKeys, text: () => '' });
    }
    requireSuccess(execution, 'The report');
    const id = idOfResult(execution.result);
    if (id === undefined) return 0;
    await printReport(context, api, await api.call('getReport', { path: { id } }));
    return 0;
  },
});

function idOfResult(result: unknown): string | undefined {
  const id = (result as { id?: unknown } | null)?.id;
  return typeof id === 'string' ? id : undefined;
}
