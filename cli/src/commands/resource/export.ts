import { defineCommand, text } from '../../command.ts';
import { saveDownload } from '../../save-download.ts';
import { filterQuery, filters } from './view.ts';

export const command = defineCommand({
  name: 'export',
  summary: 'The filtered inventory as CSV, streamed',
  description: 'Always CSV, whatever --output says. Formulas are escaped.',
  options: {
    ...filters,
    file: text('--file <path>', 'Into a file instead of standard output', { completes: 'file' }),
  },
  examples: [
    { command: 'infraudit resource export --file resources.csv', does: 'everything, into a file' },
    {
      command: 'infraudit resource export --type iam_user --status deleted',
      does: 'deleted users, to standard output',
    },
  ],
  async run(context, { file, ...filter }) {
    const api = await context.api();
    await saveDownload(context, await api.download('/api/v1/resources/export', filterQuery(filter)), file);
    return 0;
  },
});
