import { choice, defineCommand, optionalWord, text } from '../../command.ts';
import { saveDownload } from '../../save-download.ts';
import { assessmentOf } from './results.ts';

const formats = ['json'] as const;

export const command = defineCommand({
  name: 'export',
  summary: 'An assessment as a file: for people, for tools, or with all evidence',
  description:
    'json is the evidence: every fact and verdict, signed; infraudit compliance verify judges it again without a server.',
  positionals: {
    assessment: optionalWord('[assessment]', 'Id of an assessment; without it the newest of --framework'),
  },
  options: {
    assessment: text('--assessment <id>', 'The same as naming it'),
    framework: text('--framework <id>', 'The newest assessment of this framework', {
      completes: 'framework',
    }),
    format: choice('--format <format>', 'What to write (json)', formats),
    file: text('--file <path>', 'Into a file instead of standard output', { completes: 'file' }),
  },
  examples: [
    {
      command: 'infraudit compliance export --framework cis-aws --format json --file evidence.json',
      does: 'the evidence of the newest assessment',
    },
    { command: 'infraudit compliance export 12 > evidence.json', does: 'one assessment to standard output' },
  ],
  async run(context, options) {
    const api = await context.api();
    const id = await assessmentOf(api, options.assessment, options.framework);
    const format = options.format ?? 'json';
    const path = `/api/v1/compliance/assessments/${id}/export`;
    await saveDownload(context, await api.download(path, { format }), options.file);
    if (options.file !== undefined && format === 'json')
      context.note(`infraudit compliance verify ${options.file} judges it again without a server.`);
    return 0;
  },
});
