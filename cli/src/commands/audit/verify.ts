import type { ExportCheck } from '@infraudit/server/offline';
import { defineCommand, optionalWord, text } from '../../command.ts';
import { reasonOf } from '../../config-file.ts';
import type { Context } from '../../context.ts';
import { CliError, Interrupted } from '../../errors.ts';
import { inputOf, keyFromExport, trustedKeys } from '../../offline-input.ts';
import { counted, oneLine } from '../../output/text.ts';

export const command = defineCommand({
  name: 'verify',
  summary: 'Prove that no event of the audit log was changed, removed or added later',
  description:
    'Without a file it asks the server to recompute the hash chain of your organisation and to compare it with every signed checkpoint. ' +
    'With an export it needs no server: it checks each event, the chain, the Merkle root and the signatures, and names what does not fit. ' +
    'Exits with 1 when something does not hold.',
  positionals: {
    file: optionalWord('[export]', 'A file that infraudit audit export wrote; - is standard input', {
      completes: 'file',
    }),
  },
  options: {
    key: text('--key <key>', 'Public key that must have signed the export'),
  },
  examples: [
    { command: 'infraudit audit verify', does: 'checks every event and prints the head of the chain' },
    { command: 'infraudit audit verify audit.jsonl', does: 'checks an export without a server' },
    {
      command: 'infraudit audit verify -o json | jq -r .head.hash',
      does: 'the head, to be kept elsewhere',
    },
  ],
  async run(context, { file, key }) {
    return file === undefined ? await verifyOnline(context) : await verifyExport(context, file, key);
  },
});

async function verifyOnline(context: Context): Promise<number> {
  const api = await context.api();
  const progress = await context.progress();
  progress.step('Recomputing the chain');
  let result: Awaited<ReturnType<typeof api.call<'verifyAuditLog'>>>;
  try {
    result = await api.call('verifyAuditLog');
  } finally {
    progress.stop();
  }
  const { verified, events, head, checkpoints, problem } = result;
  const last = checkpoints.last;
  await context.print.record(result, {
    keys: ['verified', 'events', 'head', 'checkpoints', 'problem'],
    text: (paint) =>
      context.print.fields([
        ['Verified', verified ? paint.good('[+] yes') : paint.bad('[-] no')],
        ['Events', events.toLocaleString('en')],
        ['Head', head === null ? 'none' : `event ${head.sequence}, ${head.hash}`],
        ['Checkpoints', checkpointWords(checkpoints.verified, last)],
      ]),
  });
  if (verified) return 0;
  throw new CliError('The audit log was tampered with', {
    why: problem === null ? 'The chain does not hold.' : `Event ${problem.sequence}: ${problem.message}`,
    fix: 'Keep the database as it is, and compare with a backup from before that event.',
  });
}

function checkpointWords(
  verified: number,
  last: { size: number; signed_at: string; key_id: string } | null,
): string {
  if (last === null) return 'none yet';
  return `${verified.toLocaleString('en')} agree, the last of event ${last.size} on ${last.signed_at} by key ${last.key_id}`;
}

async function verifyExport(context: Context, file: string, key: string | undefined): Promise<number> {
  const offline = await import('@infraudit/server/offline');
  const check = offline.exportCheck(trustedKeys(key, offline.publicKeyOf));
  const source = await inputOf(context, file);
  const stop = () => source.destroy();
  const { interrupt } = context.terminal;
  interrupt.addEventListener('abort', stop, { once: true });
  try {
    for await (const chunk of source) check.write(chunk as Uint8Array);
  } catch (error) {
    if (interrupt.aborted) throw new Interrupted('The file was not read to its end.');
    throw new CliError(`${file} cannot be read`, { why: reasonOf(error), cause: error });
  } finally {
    interrupt.removeEventListener('abort', stop);
  }
  if (interrupt.aborted) throw new Interrupted('The file was not read to its end.');
  const result = check.end();
  await context.print.record(asRecord(result), {
    keys: [
      'intact',
      'organization',
      'first',
      'last',
      'events',
      'size',
      'signed_at',
      'key_id',
      'key_from',
      'problems',
      'more_problems',
    ],
    text: (paint) => exportText(context, result, paint),
  });
  if (result.keyFrom === 'export' && result.keyId !== null) context.warn(keyFromExport);
  if (result.intact) return 0;
  throw new CliError('The export does not hold', {
    why: `${counted(result.problems.length + result.moreProblems, 'problem')}, named above${result.moreProblems === 0 ? '' : ' up to a thousand'}.`,
    fix: 'Take a new export, or compare with the server: infraudit audit verify.',
  });
}

const asRecord = (result: ExportCheck) => ({
  intact: result.intact,
  organization: result.organization,
  first: result.first,
  last: result.last,
  events: result.events,
  size: result.size,
  signed_at: result.signedAt,
  key_id: result.keyId,
  key_from: result.keyFrom,
  problems: result.problems,
  more_problems: result.moreProblems,
});

function exportText(context: Context, result: ExportCheck, paint: Context['print']['paint']): string {
  const { organization, first, last, size, signedAt, problems, moreProblems } = result;
  const fields = context.print.fields([
    ['Intact', result.intact ? paint.good('[+] yes') : paint.bad('[-] no')],
    [
      'Organisation',
      organization === null ? 'not known' : oneLine(`${organization.name} (${organization.id})`),
    ],
    ['Events', `${result.events.toLocaleString('en')}${first === null ? '' : `, from ${first} to ${last}`}`],
    ['Checkpoint', signedAt === null ? 'not readable' : `event ${size}, signed on ${signedAt}`],
    ['Key', `${result.keyId ?? 'not known'}${result.keyFrom === 'given' ? ', the one that was given' : ''}`],
  ]);
  if (problems.length === 0) return fields;
  const lines = problems.map(({ message }) => `${paint.bad('[-]')} ${oneLine(message)}\n`);
  const more = moreProblems === 0 ? '' : `and ${moreProblems.toLocaleString('en')} more\n`;
  return `${fields}\n${lines.join('')}${more}`;
}
