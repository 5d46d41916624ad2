import { defineCommand, text, word } from '../../command.ts';
import { reasonOf } from '../../config-file.ts';
import { CliError } from '../../errors.ts';
import { inputOf, keyFromExport, trustedKeys } from '../../offline-input.ts';
import { counted, oneLine } from '../../output/text.ts';

const maximumFileBytes = 512 * 1024 * 1024;

export const command = defineCommand({
  name: 'verify',
  summary: 'Check an exported package without a server',
  description:
    'Recomputes the hash of each record and the root of all, and checks the signature. Exits with 1 when something does not hold.',
  positionals: {
    file: word('<file>', 'What infraudit evidence export wrote; - is standard input', { completes: 'file' }),
  },
  options: { key: text('--key <key>', 'Public key that must have signed the package') },
  examples: [
    { command: 'infraudit evidence verify evidence.json', does: 'records, root and signature' },
    {
      command: 'infraudit evidence verify evidence.json --key "$KEY" -o json',
      does: 'for a script that knows the key of the installation',
    },
  ],
  async run(context, { file, key }) {
    const offline = await import('@infraudit/server/offline');
    const keys = trustedKeys(key, offline.publicKeyOf);
    const chunks: Uint8Array[] = [];
    let bytes = 0;
    try {
      for await (const chunk of await inputOf(context, file)) {
        bytes += (chunk as Uint8Array).length;
        if (bytes > maximumFileBytes) throw new Error(`it has more than ${maximumFileBytes} bytes.`);
        chunks.push(Buffer.from(chunk as Uint8Array));
      }
    } catch (error) {
      if (error instanceof CliError) throw error;
      throw new CliError(`${file} cannot be read`, { why: reasonOf(error), cause: error });
    }
    const result = offline.checkEvidence(Buffer.concat(chunks), keys);
    const { intact, id, subject, records, sealedAt, keyId, keyFrom, problems } = result;
    const record = {
      intact,
      id,
      subject,
      records,
      sealed_at: sealedAt,
      key_id: keyId,
      key_from: keyFrom,
      problems,
    };
    await context.print.record(record, {
      keys: ['intact', 'id', 'subject', 'records', 'sealed_at', 'key_id', 'key_from', 'problems'],
      text: (paint) => {
        const fields = context.print.fields([
          ['Intact', intact ? paint.good('[+] yes') : paint.bad('[-] no')],
          ['Package', id ?? 'not known'],
          ['Of', subject === null ? 'not known' : oneLine(`${subject.kind} ${subject.id}`)],
          ['Records', String(records)],
          ['Sealed', sealedAt ?? 'not known'],
          ['Key', keyId ?? 'not known'],
        ]);
        const lines = problems.map((problem) => `${paint.bad('[-]')} ${oneLine(problem)}\n`);
        return lines.length === 0 ? fields : `${fields}\n${lines.join('')}`;
      },
    });
    if (keyFrom === 'export' && keyId !== null) context.warn(keyFromExport);
    if (intact) return 0;
    throw new CliError('The evidence does not hold', {
      why: `${counted(problems.length, 'problem')}, each named above.`,
      fix: 'Export it again from the server.',
    });
  },
});
