import { defineCommand } from '../../command.ts';
import { CliError } from '../../errors.ts';

export const command = defineCommand({
  name: 'verify',
  summary: 'Prove that no event of the audit log was changed, removed or added later',
  description:
    'Recomputes the hash chain of your organisation. Exits with 1 when it does not hold. Keep the head to compare with later.',
  examples: [
    { command: 'infraudit audit verify', does: 'checks every event and prints the head of the chain' },
    { command: 'infraudit audit verify -o json | jq -r .head.hash', does: 'the head, to be kept elsewhere' },
  ],
  async run(context) {
    const api = await context.api();
    const progress = await context.progress();
    progress.step('Recomputing the chain');
    let result: Awaited<ReturnType<typeof api.call<'verifyAuditLog'>>>;
    try {
      result = await api.call('verifyAuditLog');
    } finally {
      progress.stop();
    }
    const { verified, events, head, problem } = result;
    await context.print.record(result, {
      keys: ['verified', 'events', 'head', 'problem'],
      text: (paint) =>
        context.print.fields([
          ['Verified', verified ? paint.good('[+] yes') : paint.bad('[-] no')],
          ['Events', events.toLocaleString('en')],
          ['Head', head === null ? 'none' : `event ${head.sequence}, ${head.hash}`],
        ]),
    });
    if (verified) return 0;
    throw new CliError('The audit log was tampered with', {
      why: problem === null ? 'The chain does not hold.' : `Event ${problem.sequence}: ${problem.message}`,
      fix: 'Keep the database as it is, and compare with a backup from before that event.',
    });
  },
});
