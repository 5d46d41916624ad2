import { defineCommand, flag, id, text } from '../../command.ts';
import { CliError } from '../../errors.ts';
import { onlyGiven } from '../../given.ts';
import { approvalRecord, changesWords, planText } from './view.ts';

export const command = defineCommand({
  name: 'approve',
  summary: 'Allow exactly the plan that is shown; it is applied at once',
  description:
    'Shows the plan, repeats how many changes it makes, and asks. What is sent names the plan that was shown: if the server has another one by then, nothing happens.',
  positionals: { id: id('Id of the approval', 'approval') },
  options: {
    reason: text('--reason <text>', 'For those who ask later'),
    planHash: text('--plan-hash <sha256>', 'Only if the plan is still the one with this hash'),
    yes: flag('-y, --yes', 'Do not ask'),
  },
  examples: [
    { command: 'infraudit approval approve 5', does: 'shows the changes, then asks' },
    {
      command: 'infraudit approval approve 5 --yes --plan-hash "$HASH" --reason "change 4711"',
      does: 'for scripts: allows the plan that was reviewed and no other',
    },
  ],
  async run(context, { id: approvalId, reason, planHash, yes }) {
    const api = await context.api();
    const approval = await api.call('getApproval', { path: { id: approvalId } });
    if (planHash !== undefined && planHash !== approval.plan_hash) {
      throw new CliError('The plan is another one', {
        why: `What waits now has the hash ${approval.plan_hash}.`,
        fix: `Read it first: infraudit approval get ${approvalId}`,
      });
    }
    if (!approval.can_decide) {
      throw new CliError(`You cannot decide approval ${approvalId}`, {
        why: approval.cannot_decide_reason ?? `It is ${approval.status}.`,
        fix: `infraudit approval get ${approvalId} shows who can.`,
      });
    }
    // On standard error, so that the answer stays alone on standard output.
    context.warn(planText(approval, context.print.paint).trimStart());
    if (!(await context.confirm(`Approve ${changesWords(approval)}?`, yes))) {
      context.note('Nothing was approved.');
      return 0;
    }
    const decided = await api.call('approveApproval', {
      path: { id: approvalId },
      body: { plan_hash: approval.plan_hash, ...onlyGiven({ reason }) },
    });
    await context.print.record(decided, {
      ...approvalRecord(context, decided),
      text: () => `Approved: ${changesWords(decided)}.\n`,
    });
    context.note(`Follow it: infraudit execution log ${decided.subject.id} --follow`);
    return 0;
  },
});
