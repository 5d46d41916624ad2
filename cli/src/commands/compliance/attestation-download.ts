import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { defineCommand, flag, id, text } from '../../command.ts';
import { CliError } from '../../errors.ts';
import { write } from '../../terminal.ts';

export const command = defineCommand({
  name: 'attestation download',
  summary: 'The file of an attestation, checked against its SHA-256',
  positionals: { id: id('Id of the attestation', 'attestation') },
  options: {
    file: text('--file <path>', 'Into this file; - is standard output', { completes: 'file' }),
    force: flag('--force', 'Replace the file when it is there already'),
  },
  examples: [
    { command: 'infraudit compliance attestation download 4', does: 'under its own name' },
    { command: 'infraudit compliance attestation download 4 --file - | less', does: 'to look at it' },
  ],
  async run(context, { id: attestationId, file, force }) {
    const api = await context.api();
    const attestation = await api.call('getAttestation', { path: { id: attestationId } });
    if (attestation.file === null) throw new CliError(`Attestation ${attestationId} has no file`);
    // Without any folder in it, whatever the server answers.
    const target = file ?? attestation.file.name.replaceAll(/[^\w. -]/g, '_');
    if (target !== '-' && !force && existsSync(target))
      throw new CliError(`${target} is there already`, {
        why: 'Nothing was downloaded.',
        fix: 'Name another file with --file, or replace it with --force.',
      });
    const body = await api.download(`/api/v1/compliance/attestations/${attestationId}/file`, {});
    const content = Buffer.from(await new Response(body).arrayBuffer());
    const hash = createHash('sha256').update(content).digest('hex');
    if (hash !== attestation.file.sha256)
      throw new CliError('The file is not what was attached', { why: `Its SHA-256 is ${hash}.` });
    if (target === '-') await write(context.terminal.stdout, content);
    else {
      await writeFile(target, content);
      context.note(`Wrote ${content.length.toLocaleString('en')} bytes to ${target}. SHA-256 ${hash} fits.`);
    }
    return 0;
  },
});
