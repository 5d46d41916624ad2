import { choice, defineCommand, text, word } from '../../command.ts';
import { saveDownload } from '../../save-download.ts';

export const command = defineCommand({
  name: 'export',
  summary: 'One package as a file that proves itself',
  description:
    'One line of JSON whatever --output says. infraudit evidence verify FILE checks it; a PDF repeats it for people.',
  positionals: { id: word('<id>', 'Id of the package, evp_ and 24 signs') },
  options: {
    format: choice('--format <format>', 'json, which proves itself, or pdf to read (json)', ['json', 'pdf']),
    file: text('--file <path>', 'Into a file instead of standard output', { completes: 'file' }),
  },
  examples: [
    {
      command: 'infraudit evidence export evp_Zm9vYmFyYmF6cXV4Zm9vYmFy --file evidence.json',
      does: 'into a file',
    },
    {
      command: 'infraudit evidence export evp_Zm9vYmFyYmF6cXV4Zm9vYmFy --format pdf --file evidence.pdf',
      does: 'pages for an auditor',
    },
    {
      command: 'infraudit evidence export evp_Zm9vYmFyYmF6cXV4Zm9vYmFy | jq .records[0].content',
      does: 'the first record',
    },
  ],
  async run(context, { id, format, file }) {
    const api = await context.api();
    const path = `/api/v1/evidence/${encodeURIComponent(id)}/${format === 'pdf' ? 'document' : 'export'}`;
    await saveDownload(context, await api.download(path, {}), file);
    return 0;
  },
});
