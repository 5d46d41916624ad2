import { defineCommand, id } from '../../command.ts';
import { statusTag } from '../../output/paint.ts';
import { exactly } from '../../output/when.ts';
import { resourceKeys, unreadableText } from './view.ts';

export const command = defineCommand({
  name: 'get',
  summary: 'One resource with its last observed configuration',
  positionals: { id: id('Id of the resource', 'resource') },
  examples: [
    { command: 'infraudit resource get 34', does: 'shows it and what could not be read of it' },
    {
      command: 'infraudit resource get 34 -o json | jq .configuration',
      does: 'its configuration in the shape of the vendor',
    },
  ],
  async run(context, input) {
    const api = await context.api();
    const resource = await api.call('getResource', { path: { id: input.id } });
    const now = context.terminal.now();
    const { stringify } = await import('yaml');
    await context.print.record(resource, {
      keys: [
        ...resourceKeys,
        'configuration',
        'unreadable',
        'observed_at',
        'version_id',
        'content_hash',
        'baseline_id',
        'open_drifts',
        'status_history',
      ],
      text: (paint) =>
        `${context.print.fields([
          ['Resource', `${resource.name} (#${resource.id})`],
          ['Type', `${resource.resource_type} (${resource.vendor_type})`],
          ['Id', resource.external_id],
          ['Account', `${resource.provider_name} (#${resource.provider_id}), ${resource.region}`],
          ['Status', statusTag(resource.status, paint)],
          [
            'Tags',
            Object.entries(resource.tags)
              .map(([key, value]) => `${key}=${value}`)
              .join(', '),
          ],
          ['First seen', exactly(resource.first_seen_at, now)],
          ['Last seen', exactly(resource.last_seen_at, now)],
          ['Changed', exactly(resource.changed_at, now)],
          ['Baseline', resource.baseline_id === null ? 'none' : `#${resource.baseline_id}`],
          ['Open drifts', String(resource.open_drifts)],
        ])}\n${paint.bold('Configuration')}\n${indented(stringify(resource.configuration, { lineWidth: 0 }))}${unreadableText(context, resource.unreadable)}`,
    });
    const next =
      resource.open_drifts > 0
        ? `infraudit drift list --resource ${resource.id}`
        : `infraudit resource versions ${resource.id}`;
    context.closing(`${api.web(`/resources/${resource.id}`)} · ${next}`);
    return 0;
  },
});

export function indented(text: string): string {
  return text.replace(/^(?=.)/gm, '  ');
}
