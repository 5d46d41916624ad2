import { defineCommand, optionalWord } from '../../command.ts';
import { usage } from '../../errors.ts';
import { closingLine } from '../../freshness.ts';
import { statusTag } from '../../output/paint.ts';
import { counted } from '../../output/text.ts';
import { ago } from '../../output/when.ts';
import { type Provider, plain, providerKeys, repaint } from './view.ts';

export const command = defineCommand({
  name: 'status',
  summary: 'How each account is doing, and what is wrong with it',
  positionals: { id: optionalWord('[id]', 'Only this account', { completes: 'provider' }) },
  examples: [
    { command: 'infraudit provider status', does: 'state, gaps and errors of all accounts' },
    { command: 'infraudit provider status 1', does: 'the same of one' },
  ],
  async run(context, { id }) {
    const api = await context.api();
    if (id !== undefined && !/^\d+$/.test(id)) throw usage(`[id] must be a number such as 1, not "${id}"`);
    const rows: Provider[] =
      id === undefined
        ? (await api.call('listProviders')).data.filter(({ disconnected_at }) => disconnected_at === null)
        : [await api.call('getProvider', { path: { id: Number(id) } })];
    const now = context.terminal.now();
    await context.print.list(rows, {
      keys: providerKeys,
      empty: 'No account is connected. Connect one: infraudit provider connect aws --name production',
      columns: [
        { title: 'ID', value: (row) => String(row.id), align: 'right' },
        { title: 'NAME', value: ({ name }) => name, shrink: 'end' },
        {
          title: 'STATUS',
          value: ({ status }) => statusTag(status, plain),
          paint: (cell, { status }, paint) => repaint(cell, status, paint),
        },
        { title: 'SYNCED', value: ({ last_synced_at }) => ago(last_synced_at, now) },
        { title: 'GAPS', value: ({ coverage }) => String(coverage.gap_count), align: 'right' },
        { title: 'WHAT', value: (row) => whatOf(row), shrink: 'end', whenSet: true },
      ],
    });
    if (rows.length > 0) await closingLine(context, api, counted(rows.length, 'account'));
    return 0;
  },
});

function whatOf(provider: Provider): string {
  if (provider.error_message !== null) return provider.error_message;
  if (provider.running_execution_id !== null)
    return `syncing: infraudit job log ${provider.running_execution_id} --follow`;
  return provider.coverage.gap_count > 0
    ? `not all was readable: infraudit provider coverage ${provider.id}`
    : '';
}
