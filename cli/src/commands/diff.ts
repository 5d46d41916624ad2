import { createReadStream } from 'node:fs';
import type { DiffAnswer } from '@infraudit/server/offline';
import { choice, defineCommand, flag, optionalWord, text } from '../command.ts';
import type { Context } from '../context.ts';
import { answerLines } from '../diff/answer-lines.ts';
import { CliError, exitCodes, usage } from '../errors.ts';
import { answerInput, unreadableFile } from '../json-lines/answer-input.ts';
import { changesText } from '../output/changes.ts';
import { atLeast, type Severity, severities, severityTag } from '../output/paint.ts';
import { counted, oneLine } from '../output/text.ts';

const maximumFileBytes = 64 * 1024 * 1024;

export const command = defineCommand({
  name: 'diff',
  summary: 'Compare two configurations as drift detection does, without a server',
  description:
    'BEFORE and AFTER are files with the configuration of one resource, JSON or YAML; - is standard input. ' +
    'With --jsonl each line of the input is {id, type, before, after, schema?} and each line of the output {id, changes, drifts, folded, error?}, in the same order. ' +
    'A line that cannot be compared is answered with its error and the exit code stays 0; blank lines are passed over.',
  positionals: {
    before: optionalWord('[before]', 'What was agreed; with --jsonl the input, standard input when absent', {
      completes: 'file',
    }),
    after: optionalWord('[after]', 'What is there', { completes: 'file' }),
  },
  options: {
    type: text('--type <type>', "Type of the resource, ours or the vendor's: s3_bucket, AWS::S3::Bucket", {
      completes: 'resource_type',
    }),
    schema: text('--schema <file>', 'What the schema of the vendor says of paths, as JSON', {
      completes: 'file',
    }),
    mode: choice(
      '--mode <mode>',
      'Whether BEFORE is an observation or a declaration; found out when absent',
      ['snapshot', 'declared'],
    ),
    jsonl: flag('--jsonl', 'Many comparisons, one per line'),
    failOn: choice(
      '--fail-on <severity>',
      'Exit with 2 when there is a drift of this severity or worse',
      severities,
    ),
  },
  examples: [
    {
      command: 'infraudit diff before.json after.json --type s3_bucket',
      does: 'changes, drifts and what was folded',
    },
    { command: 'infraudit diff --jsonl < pairs.jsonl > answers.jsonl', does: 'many at once, line by line' },
  ],
  async run(context, { before, after, type, schema, mode, jsonl, failOn }) {
    const offline = await import('@infraudit/server/offline');
    if (jsonl) return await diffLines(context, before, after, failOn, offline.diffText);
    if (before === undefined || after === undefined) {
      throw usage(
        'Two files are needed',
        'Write infraudit diff BEFORE AFTER --type s3_bucket, or infraudit diff --jsonl < FILE.',
      );
    }
    if (type === undefined)
      throw usage('--type is missing', 'Name the type of the resource, such as --type s3_bucket.');
    if (before === '-' && after === '-') throw usage('Only one of the two can be standard input');
    const line = {
      id: `${before} ${after}`,
      type,
      before: await readDocument(context, before),
      after: await readDocument(context, after),
      ...(schema === undefined ? {} : { schema: await readDocument(context, schema) }),
      ...(mode === undefined ? {} : { mode }),
    };
    const answer = offline.diffLine(line);
    if (answer.error !== undefined) {
      throw new CliError('The configurations cannot be compared', {
        why: answer.error,
        fix: 'Each file must hold one object, the configuration of the resource.',
      });
    }
    const { changes, drifts, folded } = answer;
    await context.print.record(
      { changes, drifts, folded },
      { keys: ['changes', 'drifts', 'folded'], text: () => answerText(context, answer) },
    );
    context.closing(
      `${counted(drifts.length, 'drift')} in ${counted(changes.length, 'change')}, ${folded.length} folded by named rules`,
    );
    return findings(new Set(drifts.map(({ severity }) => severity)), failOn);
  },
});

function findings(found: ReadonlySet<Severity>, threshold: Severity | undefined): number {
  const isFound = threshold !== undefined && [...found].some((severity) => atLeast(severity, threshold));
  return isFound ? exitCodes.findings : exitCodes.fine;
}

async function diffLines(
  context: Context,
  file: string | undefined,
  second: string | undefined,
  threshold: Severity | undefined,
  compare: (text: string) => DiffAnswer,
): Promise<number> {
  if (second !== undefined)
    throw usage(
      '--jsonl takes one input',
      'Write infraudit diff --jsonl FILE, or infraudit diff --jsonl < FILE.',
    );
  const { worst } = await answerInput(context, file, {
    answers: (source, write) => answerLines(source, compare, write),
    done: 'compared',
    how: 'infraudit diff --jsonl',
  });
  return findings(worst, threshold);
}

/** JSON, or YAML of which JSON is a part. */
async function readDocument(context: Context, file: string): Promise<unknown> {
  const source: AsyncIterable<Buffer> = file === '-' ? context.terminal.stdin : createReadStream(file);
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of source) {
      size += chunk.length;
      if (size > maximumFileBytes)
        throw new CliError(`${file} is too large`, {
          why: `A configuration has at most ${maximumFileBytes} bytes here.`,
        });
      chunks.push(Buffer.from(chunk));
    }
  } catch (error) {
    throw error instanceof CliError ? error : unreadableFile(file, error);
  }
  const text = Buffer.concat(chunks)
    .toString('utf8')
    .replace(/^\ufeff/, '');
  try {
    return JSON.parse(text);
  } catch (jsonError) {
    const { parseDocument } = await import('yaml');
    const document = parseDocument(text);
    const looksLikeJson = /^\s*[{[]/.test(text);
    if (document.errors.length === 0 && !looksLikeJson) return document.toJS({ maxAliasCount: 100 });
    const why =
      looksLikeJson && jsonError instanceof Error
        ? jsonError.message
        : (document.errors[0]?.message.split('\n')[0] ?? '');
    throw new CliError(`${file} is neither JSON nor YAML`, { why });
  }
}

function answerText(context: Context, { changes, drifts, folded }: DiffAnswer): string {
  const { paint } = context.print;
  if (changes.length === 0 && folded.length === 0) return 'No difference.\n';
  const parts = drifts.map(
    (drift) => `${severityTag(drift.severity, paint)}  ${oneLine(drift.summary)} (${drift.type})\n`,
  );
  if (drifts.length === 0) parts.push('No drift.\n');
  if (changes.length > 0) parts.push(`\n${paint.bold('Changes')}\n`, changesText(changes, paint));
  if (folded.length > 0) {
    parts.push(
      `\n${paint.quiet('Different, but no drift')}\n`,
      ...folded.map(({ path, rule }) => paint.quiet(`  ${oneLine(path)}  ${rule}\n`)),
    );
  }
  return parts.join('');
}
