import type { Answer } from '@infraudit/api-client';
import type { Api } from '../../api.ts';
import { defineCommand, text } from '../../command.ts';
import { CliError, usage } from '../../errors.ts';
import { counted, oneLine } from '../../output/text.ts';
import { type Definition, fullId, readDefinitions } from './definition-file.ts';

type Saved = Answer<'replaceCustomControl'>;

export const command = defineCommand({
  name: 'apply',
  summary: 'Save the controls of a file: new ones are made, changed ones get a new version',
  description:
    'The server checks the expression against the settings of the resource types and runs the tests of the file. Applying the same file again changes nothing.',
  options: { file: text('-f, --file <path>', 'YAML or JSON; - is standard input', { completes: 'file' }) },
  examples: [
    {
      command: 'infraudit control apply --file examples/custom-controls/buckets-have-an-owner.yaml',
      does: 'saves what is in the file',
    },
    {
      command: 'cat controls/*.yaml | infraudit control apply --file -',
      does: 'several, with --- between them',
    },
  ],
  async run(context, { file }) {
    if (file === undefined) throw usage('--file is missing', 'Name a YAML file, or - for standard input.');
    const definitions = await readDefinitions(context, file);
    const api = await context.api();
    const saved: Saved[] = [];
    for (const definition of definitions) {
      try {
        saved.push(await save(api, definition));
      } catch (error) {
        if (saved.length > 0)
          context.warn(
            `Saved before the error: ${saved.map(({ id, outcome }) => `${id} (${outcome})`).join(', ')}.`,
          );
        throw error;
      }
    }
    await context.print.list(saved, {
      keys: ['id', 'version', 'outcome', 'enabled', 'severity', 'title'],
      empty: '',
      columns: [
        { title: 'CONTROL', value: ({ id }) => id, shrink: 'end' },
        { title: 'VERSION', value: ({ version }) => String(version), align: 'right' },
        { title: 'OUTCOME', value: ({ outcome }) => outcome },
        { title: 'TITLE', value: ({ title }) => oneLine(title), shrink: 'end' },
      ],
    });
    context.closing(
      `${counted(saved.length, 'control')} · judged with the enabled frameworks: infraudit job trigger compliance_check`,
    );
    return 0;
  },
});

async function save(api: Api, definition: Definition): Promise<Saved> {
  const id = fullId((definition as { id?: unknown } | null)?.id);
  try {
    return await api.call('replaceCustomControl', { path: { id }, body: { ...definition, id } });
  } catch (error) {
    if (!(error instanceof CliError) || error.status !== 404) throw error;
    return await api.call('createCustomControl', { body: { ...definition, id } });
  }
}
