import { defineCommand, flag, id, text } from '../../command.ts';
import { onlyGiven } from '../../given.ts';
import { recommendationRecord, withAlias } from './view.ts';

export const command = defineCommand({
  name: 'apply',
  summary: 'Say that it was done, or ask for the remediation that does it',
  description:
    'Nothing is changed in a connected system by this alone: a remediation waits for approval. What is still found later comes back.',
  positionals: { id: id('Id of the recommendation', 'recommendation') },
  options: {
    createRemediation: flag('--create-remediation', 'Ask for the change, where InfraAudit can make it'),
    remediation: text('--remediation <type>', 'The kind of change, where several fit'),
    note: text('--note <text>', 'For those who ask later'),
  },
  examples: [
    { command: 'infraudit recommendation apply 7 --note "by hand"', does: 'marks it as applied' },
    {
      command: 'infraudit recommendation apply 7 --create-remediation',
      does: 'plans the change and asks for approval',
    },
    {
      command: 'infraudit recommendation apply 7 --remediation aws-s3-block-public-access',
      does: 'plans this kind of change, where several fit',
    },
  ],
  async run(context, { id: recommendationId, createRemediation, remediation, note }) {
    const api = await context.api();
    const detail = await api.call('applyRecommendation', {
      path: { id: recommendationId },
      body: {
        create_remediation: createRemediation || remediation !== undefined,
        ...onlyGiven({ remediation_type: remediation, note }),
      },
    });
    await context.print.record(withAlias(detail), recommendationRecord(context, detail));
    const next =
      detail.remediation_id === null ? '' : ` · infraudit remediation get ${detail.remediation_id}`;
    const isTable = context.print.format === 'table';
    context.note(`${isTable ? '\n' : ''}Recommendation ${recommendationId} is ${detail.status}${next}`);
    return 0;
  },
});
