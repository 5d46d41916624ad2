import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { reasonOf } from '../../config-file.ts';
import type { Context } from '../../context.ts';
import { CliError } from '../../errors.ts';

type PolicyDocument = { file_name: string; title: string; document: unknown };

/** Writes one file per document into the folder, or prints them: one as it is, several as a list. */
export async function putPolicies<Row extends PolicyDocument>(
  context: Context,
  documents: readonly Row[],
  dir: string | undefined,
  keys: readonly (keyof Row & string)[],
): Promise<void> {
  if (dir !== undefined) {
    for (const { file_name: name, document } of documents) {
      const path = join(dir, name.replace(/[^\w.-]/g, '_'));
      await writeFile(path, `${JSON.stringify(document, null, 2)}\n`).catch((error: unknown) => {
        throw new CliError(`${path} cannot be written`, { why: reasonOf(error) });
      });
      context.note(`Wrote ${path}.`);
    }
    return;
  }
  if (context.print.format === 'table' || context.print.format === 'json') {
    const contents = documents.map(({ document }) => document);
    await context.print.text(`${JSON.stringify(contents.length === 1 ? contents[0] : contents, null, 2)}\n`);
  } else {
    await context.print.list(documents, { keys, columns: [], empty: '' });
  }
}
