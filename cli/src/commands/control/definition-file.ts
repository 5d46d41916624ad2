import { readFile } from 'node:fs/promises';
import type { Body } from '@infraudit/api-client';
import { reasonOf } from '../../config-file.ts';
import type { Context } from '../../context.ts';
import { CliError } from '../../errors.ts';

export type Definition = Body<'createCustomControl'>;

const maximumCharacters = 2_000_000;

/** The definitions of a YAML or JSON file, or of standard input for `-`; several with `---` between them. */
export async function readDefinitions(context: Context, file: string): Promise<Definition[]> {
  const text = await readText(context, file);
  if (text.length > maximumCharacters)
    throw new CliError(`${file} is no definition`, { why: 'It has more than 2 MB.' });
  const { parseAllDocuments } = await import('yaml');
  const documents = parseAllDocuments(text);
  const found: unknown[] = [];
  for (const document of Array.isArray(documents) ? documents : []) {
    const [problem] = document.errors;
    if (problem !== undefined)
      throw new CliError(`${file} is neither YAML nor JSON`, { why: problem.message.split('\n')[0] ?? null });
    const value: unknown = document.toJS({ maxAliasCount: 100 });
    if (Array.isArray(value)) found.push(...value);
    else if (value !== null && value !== undefined) found.push(value);
  }
  if (found.length === 0)
    throw new CliError(`${file} has no control in it`, {
      fix: 'Begin with one of examples/custom-controls, or see docs/guides/custom-controls.md.',
    });
  // The server says which field is wrong.
  return found as Definition[];
}

async function readText(context: Context, file: string): Promise<string> {
  if (file !== '-') {
    try {
      return await readFile(file, 'utf8');
    } catch (error) {
      throw new CliError(`${file} cannot be read`, { why: reasonOf(error), cause: error });
    }
  }
  let text = '';
  for await (const chunk of context.terminal.stdin) {
    text += String(chunk);
    if (text.length > maximumCharacters) break;
  }
  return text;
}

/** The id as the server has it. */
export function fullId(id: unknown): string {
  const written = typeof id === 'string' ? id : '';
  return written.startsWith('custom-') ? written : `custom-${written}`;
}
