import { defineCommand, id } from '../../command.ts';
import { collect, limits, shownOf } from '../../lists.ts';
import { exactly } from '../../output/when.ts';

export const command = defineCommand({
  name: 'versions',
  summary: 'Every observed version of a resource, newest first',
  positionals: { id: id('Id of the resource', 'resource') },
  options: limits,
  examples: [
    { command: 'infraudit resource versions 34', does: 'when its configuration changed' },
    { command: 'infraudit resource versions 34 --limit 1 -o json', does: 'the newest version' },
  ],
  async run(context, { id: resourceId, limit, all }) {
    const api = await context.api();
    const now = context.terminal.now();
    const { rows, total } = await collect({ limit, all }, (query) =>
      api.call('listResourceVersions', { path: { id: resourceId }, query }),
    );
    await context.print.list(rows, {
      keys: ['id', 'resource_id', 'content_hash', 'observed_at', 'unreadable_count'],
      empty: 'No version was recorded.',
      columns: [
        { title: 'ID', value: (row) => String(row.id), align: 'right' },
        { title: 'OBSERVED', value: ({ observed_at }) => exactly(observed_at, now) },
        { title: 'CONTENT', value: ({ content_hash }) => content_hash.slice(0, 12) },
        { title: 'UNREADABLE', value: ({ unreadable_count }) => String(unreadable_count), align: 'right' },
      ],
    });
    context.closing(
      `${shownOf(rows.length, total, 'version')} · infraudit resource config ${resourceId} --version-id <id>`,
    );
    return 0;
  },
});
