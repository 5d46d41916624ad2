import { choice, defineCommand, optionalWord, text } from '../../command.ts';
import { usage } from '../../errors.ts';
import { saveDownload } from '../../save-download.ts';
import { assessmentOf } from './results.ts';

const formats = ['pdf', 'csv', 'json', 'oscal', 'sarif', 'ocsf', 'junit'] as const;

export const command = defineCommand({
  name: 'export',
  summary: 'An assessment as a file: for people, for tools, or with all evidence',
  description: `pdf is for people, csv for spreadsheets. json is the evidence: every fact and verdict, signed; infraudit compliance verify judges it again without a server. oscal, sarif, ocsf and junit are for other programs. Unknown is never a pass in any of them.`,
  positionals: {
    assessment: optionalWord('[assessment]', 'Id of an assessment; without it the newest of --framework'),
  },
  options: {
    assessment: text('--assessment <id>', 'The same as naming it'),
    framework: text('--framework <id>', 'The newest assessment of this framework', {
      completes: 'framework',
    }),
    format: choice('--format <format>', 'What to write (pdf)', formats),
    file: text('--file <path>', 'Into a file instead of standard output', { completes: 'file' }),
  },
  examples: [
    {
      command: 'infraudit compliance export --framework cis-aws --file assessment.pdf',
      does: 'the newest assessment, to read and to print',
    },
    {
      command: 'infraudit compliance export --framework cis-aws --format json --file evidence.json',
      does: 'the evidence of the newest assessment',
    },
    {
      command: 'infraudit compliance export 12 --format junit > compliance.xml',
      does: 'one assessment for a pipeline',
    },
  ],
  async run(context, options) {
    const format = options.format ?? 'pdf';
    if (format === 'pdf' && options.file === undefined && context.terminal.stdout.isTTY === true)
      throw usage('A PDF is not for a terminal', 'Name a file: --file assessment.pdf');
    const api = await context.api();
    const id = await assessmentOf(api, options.assessment, options.framework);
    const path = `/api/v1/compliance/assessments/${id}/export`;
    await saveDownload(context, await api.download(path, { format }), options.file);
    if (options.file !== undefined && format === 'json')
      context.note(`infraudit compliance verify ${options.file} judges it again without a server.`);
    return 0;
  },
});
