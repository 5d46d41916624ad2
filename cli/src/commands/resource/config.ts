import { defineCommand, id, idOption, moment } from '../../command.ts';
import { ago } from '../../output/when.ts';
import { unreadableText } from './view.ts';

export const command = defineCommand({
  name: 'config',
  summary: 'The configuration of a resource, now or as of a moment',
  positionals: { id: id('Id of the resource', 'resource') },
  options: {
    at: moment('--at <time>', 'As it was then: 2026-11-21, 2026-11-21T08:00:00Z, 12h, 7d'),
    versionId: idOption('--version-id <id>', 'That version, from infraudit resource versions'),
  },
  examples: [
    { command: 'infraudit resource config 34 --at 7d', does: 'as it was a week ago' },
    { command: 'infraudit resource config 34 -o json > before.json', does: 'into a file for infraudit diff' },
  ],
  async run(context, { id: resourceId, at, versionId }) {
    const api = await context.api();
    const query = {
      ...(at === undefined ? {} : { at }),
      ...(versionId === undefined ? {} : { version_id: versionId }),
    };
    const answer = await api.call('getResourceConfiguration', { path: { id: resourceId }, query });
    const { configuration, unreadable } = answer;
    if (context.print.format === 'csv') {
      await context.print.record(answer, {
        keys: ['resource_id', 'version_id', 'observed_at', 'configuration', 'unreadable'],
        text: () => '',
      });
    } else if (context.print.format === 'json') {
      await context.print.record(configuration, { keys: [], text: () => '' });
    } else {
      const { stringify } = await import('yaml');
      await context.print.text(stringify(configuration, { lineWidth: 0 }));
      await context.print.aside(unreadableText(context, unreadable));
    }
    const unknown = unreadable.length === 0 ? '' : ` · ${unreadable.length} paths were not readable`;
    context.note(
      `Version ${answer.version_id}, observed ${ago(answer.observed_at, context.terminal.now())}${unknown}`,
    );
    return 0;
  },
});
