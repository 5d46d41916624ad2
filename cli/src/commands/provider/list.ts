import { defineCommand, flag } from '../../command.ts';
import { closingLine } from '../../freshness.ts';
import { counted } from '../../output/text.ts';
import { providerList } from './view.ts';

export const command = defineCommand({
  name: 'list',
  summary: 'Connected accounts with status, coverage and last sync',
  options: { all: flag('--all', 'Disconnected ones too') },
  examples: [
    { command: 'infraudit provider list', does: 'shows the connected accounts' },
    {
      command: "infraudit provider list -o json | jq '.[] | select(.coverage.percent < 100)'",
      does: 'accounts with blind spots',
    },
  ],
  async run(context, { all }) {
    const api = await context.api();
    const { data } = await api.call('listProviders');
    const rows = all ? data : data.filter(({ disconnected_at }) => disconnected_at === null);
    await context.print.list(rows, providerList(context));
    const left = data.length - rows.length;
    const head = counted(rows.length, 'account') + (left === 0 ? '' : ` (${left} disconnected: --all)`);
    if (rows.length > 0)
      await closingLine(context, api, head, { next: 'infraudit provider sync <id> reads one now' });
    return 0;
  },
});
