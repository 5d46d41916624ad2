import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { defineCommand, text } from '../../command.ts';
import { reasonOf } from '../../config-file.ts';
import { CliError } from '../../errors.ts';

export const command = defineCommand({
  name: 'policy',
  summary: 'Print the least IAM policy that reading an AWS account needs',
  description:
    'It is made from the collectors. AWS limits the size of a policy, so that there may be several documents.',
  options: {
    dir: text('--dir <folder>', 'Write one file per policy into this folder', { completes: 'file' }),
  },
  examples: [
    { command: 'infraudit provider policy', does: 'prints the documents as a JSON list' },
    { command: 'infraudit provider policy --dir .', does: 'writes files for aws iam create-policy' },
  ],
  async run(context, { dir }) {
    const api = await context.api();
    const { data } = await api.call('getAwsPolicy');
    if (dir !== undefined) {
      for (const { file_name: name, document } of data) {
        const path = join(dir, name.replace(/[^\w.-]/g, '_'));
        await writeFile(path, `${JSON.stringify(document, null, 2)}\n`).catch((error: unknown) => {
          throw new CliError(`${path} cannot be written`, { why: reasonOf(error) });
        });
        context.note(`Wrote ${path}.`);
      }
      return 0;
    }
    if (context.print.format === 'table' || context.print.format === 'json') {
      const documents = data.map(({ document }) => document);
      await context.print.text(
        `${JSON.stringify(documents.length === 1 ? documents[0] : documents, null, 2)}\n`,
      );
    } else {
      await context.print.list(data, { keys: ['file_name', 'title', 'document'], columns: [], empty: '' });
    }
    context.note('infraudit provider role-template prints a CloudFormation template of a role with it.');
    return 0;
  },
});
