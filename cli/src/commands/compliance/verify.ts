import { defineCommand, text, word } from '../../command.ts';
import { reasonOf } from '../../config-file.ts';
import { CliError, Interrupted } from '../../errors.ts';
import { inputOf, keyFromExport, trustedKeys } from '../../offline-input.ts';
import { counted, oneLine } from '../../output/text.ts';

export const command = defineCommand({
  name: 'verify',
  summary: 'Judge the evidence of an assessment again, without a server',
  description:
    'Finds any changed byte by the checksum and the signature, then judges every resource in the file with the controls of this build and compares verdicts, requirements and numbers. Exits with 1 when something is not the same.',
  positionals: {
    file: word('<manifest>', 'What infraudit compliance export --format json wrote; - is standard input', {
      completes: 'file',
    }),
  },
  options: { key: text('--key <key>', 'Public key that must have signed the file') },
  examples: [
    { command: 'infraudit compliance verify evidence.json', does: 'says same, or names what differs' },
    {
      command: 'infraudit compliance verify evidence.json --key "$KEY" -o json',
      does: 'for a script that knows the key of the installation',
    },
  ],
  async run(context, { file, key }) {
    const offline = await import('@infraudit/server/offline');
    const keys = trustedKeys(key, offline.publicKeyOf);
    const check = (await offline.loadAssessmentEvidenceCheck())(keys);
    const source = await inputOf(context, file);
    const { interrupt } = context.terminal;
    const stop = () => source.destroy();
    interrupt.addEventListener('abort', stop, { once: true });
    try {
      for await (const chunk of source) check.write(chunk as Uint8Array);
    } catch (error) {
      if (interrupt.aborted) throw new Interrupted('The file was not read to its end.');
      throw new CliError(`${file} cannot be read`, { why: reasonOf(error), cause: error });
    } finally {
      interrupt.removeEventListener('abort', stop);
    }
    const result = await check.end();
    const { intact, same, assessment, numbers, problems, differences, moreDifferences, deviations } = result;
    await context.print.record(
      {
        same,
        intact,
        assessment,
        numbers,
        resources: result.resources,
        verdicts: result.verdicts,
        key_id: result.keyId,
        key_from: result.keyFrom,
        problems,
        differences,
        more_differences: moreDifferences,
        deviations,
      },
      {
        keys: [
          'same',
          'intact',
          'assessment',
          'numbers',
          'resources',
          'verdicts',
          'key_id',
          'key_from',
          'problems',
          'differences',
          'more_differences',
          'deviations',
        ],
        text: (paint) => {
          const fields = context.print.fields([
            ['Result', same ? paint.good('[+] same') : paint.bad(intact ? '[-] differs' : '[-] not intact')],
            [
              'Assessment',
              assessment === null
                ? 'not readable'
                : oneLine(`${assessment.framework} ${assessment.version} as of ${assessment.judgedAt}`),
            ],
            [
              'Numbers',
              numbers === null
                ? 'not judged'
                : `${numbers.passed} passed of ${numbers.evaluated} evaluated of ${numbers.total}`,
            ],
            [
              'Judged again',
              `${counted(result.verdicts, 'verdict')} of ${counted(result.resources, 'resource')}`,
            ],
            [
              'Key',
              `${result.keyId ?? 'not known'}${result.keyFrom === 'given' ? ', the one that was given' : ''}`,
            ],
          ]);
          const lines = [
            ...problems.map((problem) => `${paint.bad('[-]')} ${oneLine(problem)}\n`),
            ...differences.slice(0, 50).map(({ message }) => `${paint.bad('[-]')} ${oneLine(message)}\n`),
            ...deviations.slice(0, 50).map((message) => `${paint.warn('[!]')} ${oneLine(message)}\n`),
          ];
          return lines.length === 0 ? fields : `${fields}\n${lines.join('')}`;
        },
      },
    );
    if (result.keyFrom === 'export' && result.keyId !== null) context.warn(keyFromExport);
    if (same) return 0;
    throw new CliError(intact ? 'The assessment does not come out the same' : 'The evidence does not hold', {
      why: `${counted(problems.length + differences.length + moreDifferences, 'thing')} named above${moreDifferences > 0 ? ' in part' : ''}.`,
      fix: intact
        ? 'Use the version of the product that wrote the file, or look at what is named.'
        : 'Export it again from the server.',
    });
  },
});
