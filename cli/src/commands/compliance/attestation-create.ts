import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { defineCommand, text } from '../../command.ts';
import { reasonOf } from '../../config-file.ts';
import { CliError, usage } from '../../errors.ts';
import { onlyGiven } from '../../given.ts';
import { ago } from '../../output/when.ts';
import { momentAhead } from './ahead.ts';
import { attestationKeys } from './attestation-view.ts';

const largestFileBytes = 2 * 1024 * 1024;

export const command = defineCommand({
  name: 'attestation create',
  summary: 'Attest a requirement at which a person must look',
  description:
    'It counts as attested until it ends, never as passed. A file of up to 2 MB shows what was seen.',
  options: {
    framework: text('--framework <id>', 'Framework: cis-aws'),
    frameworkVersion: text('--framework-version <version>', 'Its version; the newest when absent'),
    requirement: text('--requirement <id>', 'Number of the requirement'),
    statement: text('--statement <text>', 'What was looked at, and what was found'),
    file: text('--file <path>', 'What shows it: pdf, png, jpg, docx, xlsx, txt, md, csv, json', {
      completes: 'file',
    }),
    validUntil: momentAhead('--valid-until <time>', 'Within two years; a year from now when absent: 180d'),
  },
  examples: [
    {
      command:
        'infraudit compliance attestation create --framework cis-aws --requirement 1.1 --statement "Contacts were called on 3 March and answered." --file minutes.pdf',
      does: 'for a year',
    },
    {
      command:
        'infraudit compliance attestation create --framework soc2 --requirement CC1.1 --statement "The code of conduct is signed by all." --valid-until 180d',
      does: 'for half a year',
    },
  ],
  async run(context, options) {
    const { framework, requirement, statement } = options;
    if (framework === undefined) throw usage('--framework is missing', 'Name one, such as cis-aws.');
    if (requirement === undefined)
      throw usage('--requirement is missing', 'Give the number that the standard uses.');
    if (statement === undefined)
      throw usage('--statement is missing', 'Say what was looked at and what was found.');
    const file = options.file === undefined ? undefined : await attached(options.file);
    const api = await context.api();
    const made = await api.call('createAttestation', {
      body: {
        framework_id: framework,
        requirement_id: requirement,
        statement,
        ...onlyGiven({ version: options.frameworkVersion, valid_until: options.validUntil, file }),
      },
    });
    await context.print.record(made, {
      keys: attestationKeys,
      text: () =>
        context.print.fields([
          ['Attestation', `#${made.id}`],
          ['Requirement', `${made.framework_id} ${made.framework_version} ${made.requirement_id}`],
          ['Valid until', `${made.valid_until} (${ago(made.valid_until, context.terminal.now())})`],
          ['File', made.file === null ? null : `${made.file.name}, SHA-256 ${made.file.sha256}`],
        ]),
    });
    return 0;
  },
});

async function attached(path: string): Promise<{ name: string; content_base64: string }> {
  try {
    const { size } = await stat(path);
    if (size > largestFileBytes)
      throw new CliError(`${path} is too large`, { why: 'It has more than 2 MB.' });
    return { name: basename(path), content_base64: (await readFile(path)).toString('base64') };
  } catch (error) {
    if (error instanceof CliError) throw error;
    throw new CliError(`${path} cannot be read`, { why: reasonOf(error), cause: error });
  }
}
