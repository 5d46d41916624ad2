import { count, defineCommand, flag, type OptionDefinition, text } from '../../command.ts';
import { reasonOf } from '../../config-file.ts';
import { CliError, usage } from '../../errors.ts';
import { inputOf } from '../../offline-input.ts';

const maximumBodyBytes = 16 * 1024 * 1024;
const usualToleranceSeconds = 300;

/** `Name: value`, as often as needed; names in lower case. */
const headerOption: OptionDefinition<Record<string, string>> = {
  flags: '--header <header>',
  description: "One header that came with it, 'name: value'; as often as needed",
  repeats: true,
  read(raw) {
    const lines = raw === undefined || typeof raw === 'boolean' ? [] : typeof raw === 'string' ? [raw] : raw;
    return Object.fromEntries(
      lines.map((line) => {
        const at = line.indexOf(':');
        if (at < 1) throw usage(`--header must be 'name: value', not "${line}"`);
        return [line.slice(0, at).trim().toLowerCase(), line.slice(at + 1).trim()];
      }),
    );
  },
};

export const command = defineCommand({
  name: 'verify',
  summary: 'Check the signature of a message that came, without a server',
  description:
    'Needs the raw bytes of the body and either the three webhook- headers or X-InfraAudit-Signature; whatever is given must hold. The secret may also stand in INFRAUDIT_WEBHOOK_SECRET. Exits with 1 when it does not hold.',
  options: {
    secret: text('--secret <secret>', 'The secret of the webhook'),
    header: headerOption,
    body: text('--body <file>', 'The body, byte for byte; - is standard input', { completes: 'file' }),
    tolerance: count('--tolerance <seconds>', 'How old a message may be (300)', { from: 1, to: 31_536_000 }),
    anyAge: flag('--any-age', 'Accept messages of any age'),
  },
  examples: [
    {
      command:
        "infraudit webhook verify --secret whsec_… --header 'webhook-id: dlv_…' --header 'webhook-timestamp: 1779184800' --header 'webhook-signature: v1,…' --body body.json",
      does: 'says whether it holds, and if not why',
    },
    {
      command:
        "infraudit webhook verify --header 'X-InfraAudit-Signature: sha256=…' --body - --any-age < body.json",
      does: 'the other kind, with the secret in the environment',
    },
  ],
  async run(context, { secret, header, body, tolerance, anyAge }) {
    const known = secret ?? context.terminal.environment.INFRAUDIT_WEBHOOK_SECRET;
    if (known === undefined) throw usage('--secret is missing', 'Or set INFRAUDIT_WEBHOOK_SECRET.');
    if (body === undefined) throw usage('--body is missing', 'Name a file, or - for standard input.');
    const chunks: Buffer[] = [];
    let size = 0;
    try {
      for await (const chunk of await inputOf(context, body)) {
        chunks.push(Buffer.from(chunk as Uint8Array));
        size += (chunk as Uint8Array).length;
        if (size > maximumBodyBytes) throw new Error(`it has more than ${maximumBodyBytes} bytes.`);
      }
    } catch (error) {
      if (error instanceof CliError) throw error;
      throw new CliError(`${body} cannot be read`, { why: reasonOf(error), cause: error });
    }
    const { verifySignature } = await import('@infraudit/server/offline');
    const result = verifySignature({
      secret: known.trim(),
      headers: header,
      body: Buffer.concat(chunks),
      now: context.terminal.now(),
      toleranceSeconds: anyAge ? null : (tolerance ?? usualToleranceSeconds),
    });
    await context.print.record(result, {
      keys: ['valid', 'checked', 'problem'],
      text: (paint) =>
        context.print.fields([
          ['Valid', result.valid ? paint.good('[+] yes') : paint.bad('[-] no')],
          ['Checked', result.checked.length === 0 ? null : result.checked.join(', ')],
          ['Problem', result.problem],
        ]),
    });
    if (result.valid) {
      if (!result.checked.includes('webhook-signature')) {
        context.warn('X-InfraAudit-Signature does not cover the time: it cannot tell a replay.');
      }
      return 0;
    }
    throw new CliError('The signature does not hold', { why: `${result.problem}.` });
  },
});
