import { defineCommand } from '../../command.ts';
import { counted } from '../../output/text.ts';
import { ago } from '../../output/when.ts';
import { ruleKeys, scopeText } from './rule-view.ts';

export const command = defineCommand({
  name: 'rules list',
  summary: 'Rules of your organisation that hide changes',
  examples: [
    { command: 'infraudit drift rules list', does: 'all rules, with who made them and until when' },
    { command: "infraudit drift rules list -o json | jq '.[] | select(.expired)'", does: 'rules that ended' },
  ],
  async run(context) {
    const api = await context.api();
    const { data } = await api.call('listDriftRules');
    const now = context.terminal.now();
    await context.print.list(data, {
      keys: ruleKeys,
      empty: 'No rules: every change that is no named noise is a drift.',
      columns: [
        { title: 'ID', value: ({ id }) => String(id), align: 'right' },
        { title: 'PATH', value: ({ path_pattern }) => path_pattern, shrink: 'middle' },
        { title: 'FOR', value: scopeText, shrink: 'end' },
        { title: 'REASON', value: ({ reason }) => reason, shrink: 'end' },
        {
          title: 'ENDS',
          value: ({ expires_at, expired }) =>
            expires_at === null ? 'never' : expired ? 'ended' : ago(expires_at, now),
        },
        { title: 'BY', value: ({ created_by }) => created_by ?? '', shrink: 'end' },
      ],
    });
    if (data.length > 0)
      context.closing(`${counted(data.length, 'rule')} · infraudit drift rules delete <id>`);
    return 0;
  },
});
