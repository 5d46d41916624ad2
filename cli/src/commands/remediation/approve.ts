import { defineCommand, flag, id, text } from '../../command.ts';
import { CliError } from '../../errors.ts';
import { onlyGiven } from '../../given.ts';
import { oneLine } from '../../output/text.ts';
import { planText } from '../approval/view.ts';
import { settled, tell, waitingApproval } from './view.ts';

export const command = defineCommand({
  name: 'approve',
  summary: 'Allow exactly the change that is shown, or its rollback',
  description:
    'Shows the change and asks. What is sent names the plan that was shown: if the server has another one by then, nothing happens.',
  positionals: { id: id('Id of the remediation', 'remediation') },
  options: {
    comment: text('--comment <text>', 'For those who ask later'),
    planHash: text('--plan-hash <sha256>', 'Only if the plan is still the one with this hash'),
    wait: flag('--wait', 'Wait until it is done; exit with 1 when it does not succeed'),
    yes: flag('-y, --yes', 'Do not ask'),
  },
  examples: [
    { command: 'infraudit remediation approve 12', does: 'shows the change, then asks' },
    {
      command: 'infraudit remediation approve 12 --yes --plan-hash "$HASH" --wait',
      does: 'for scripts: allows the plan that was reviewed and no other',
    },
  ],
  async run(context, { id: remediationId, comment, planHash, wait, yes }) {
    const api = await context.api();
    const row = await api.call('getRemediation', { path: { id: remediationId } });
    const approval = waitingApproval(row);
    if (planHash !== undefined && planHash !== approval.plan_hash) {
      throw new CliError('The plan is another one', {
        why: `What waits now has the hash ${approval.plan_hash}.`,
        fix: `Read it first: infraudit remediation get ${remediationId}`,
      });
    }
    const rollback = row.executed_at !== null;
    // On standard error, so that the answer stays alone on standard output.
    const plan = await api.call('getApproval', { path: { id: approval.id } });
    context.warn(`${oneLine(plan.title)}\n${planText(plan, context.print.paint)}`);
    const question = rollback ? `Take back: ${row.title}?` : `Approve: ${row.title}?`;
    if (!(await context.confirm(question, yes))) {
      context.note('Nothing was approved.');
      return 0;
    }
    const decided = await api.call('approveRemediation', {
      path: { id: remediationId },
      body: { plan_hash: plan.plan_hash, ...onlyGiven({ comment }) },
    });
    if (!wait) {
      await tell(context, api, decided, `Approved: ${oneLine(row.title)}.`);
      return 0;
    }
    const done = await settled(context, api, remediationId);
    await tell(context, api, done);
    return done.status === (rollback ? 'rolled_back' : 'completed') || done.held ? 0 : 1;
  },
});
