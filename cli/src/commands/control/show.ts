import { defineCommand, flag, word } from '../../command.ts';
import { usage } from '../../errors.ts';
import { severityTag } from '../../output/paint.ts';
import { oneLine } from '../../output/text.ts';
import { ago } from '../../output/when.ts';
import { countsText, customKeys, customRecord } from './view.ts';

export const command = defineCommand({
  name: 'show',
  aliases: ['get'],
  summary: 'One control: why, how to repair, and for your own the definition',
  positionals: { id: word('<id>', 'Id of the control', { completes: 'control' }) },
  options: { versions: flag('--versions', 'Every version of a control that your organisation wrote') },
  examples: [
    { command: 'infraudit control show aws-s3-bucket-public-access-blocked', does: 'one of the product' },
    {
      command: 'infraudit control show custom-buckets-have-an-owner -o yaml',
      does: 'one of your own, with its version',
    },
    {
      command: 'infraudit control show custom-buckets-have-an-owner --versions',
      does: 'who changed it, and when',
    },
  ],
  async run(context, { id, versions }) {
    const api = await context.api();
    const now = context.terminal.now();
    if (versions) {
      if (!id.startsWith('custom-'))
        throw usage('--versions is for controls of your organisation', 'Their ids begin with custom-.');
      const { data } = await api.call('listCustomControlVersions', { path: { id } });
      await context.print.list(data, {
        keys: ['version', 'check', 'severity', 'title', 'created_at', 'created_by'],
        empty: '',
        columns: [
          { title: 'VERSION', value: ({ version }) => String(version), align: 'right' },
          { title: 'SAVED', value: ({ created_at }) => ago(created_at, now) },
          { title: 'BY', value: ({ created_by }) => created_by, shrink: 'end' },
          { title: 'CHECK', value: ({ check }) => oneLine(check), shrink: 'end' },
        ],
      });
      return 0;
    }
    if (id.startsWith('custom-')) {
      const control = await api.call('getCustomControl', { path: { id } });
      if (context.print.format === 'yaml' || context.print.format === 'json') {
        await context.print.record(control, { keys: customKeys, text: () => '' });
        return 0;
      }
      await context.print.record(control, customRecord(context, control));
      context.closing(`${api.web(`/controls/${id}`)} · infraudit control try --file <file>`);
      return 0;
    }
    const control = await api.call('getControl', { path: { id } });
    await context.print.record(control, {
      keys: [
        'id',
        'title',
        'version',
        'severity',
        'category',
        'service',
        'risk',
        'advice',
        'frameworks',
        'counts',
      ],
      text: (paint) =>
        [
          `${paint.bold(oneLine(control.title))}\n${severityTag(control.severity, paint)}\n\n`,
          context.print.fields([
            ['Id', `${control.id}, version ${control.version}`],
            ['About', control.resource_types.join(', ')],
            ['Stands', `${control.status ?? 'not judged'}: ${countsText(control.counts)}`],
            ['Risk', control.risk],
            ...Object.entries(control.advice).map(([way, text]) => [`By ${way}`, text] as [string, string]),
            [
              'Used in',
              control.frameworks
                .map((use) => `${use.framework_id} ${use.version} ${use.requirement_id}`)
                .join(', ') || null,
            ],
            ['References', control.references.join(' ') || null],
          ]),
        ].join(''),
    });
    return 0;
  },
});
