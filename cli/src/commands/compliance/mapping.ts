import { choice, defineCommand, text } from '../../command.ts';
import { CliError } from '../../errors.ts';
import { counted } from '../../output/text.ts';

export const command = defineCommand({
  name: 'mapping',
  summary: 'Which controls judge which requirement of which framework, without a server',
  description:
    'One row per requirement of every framework and version of this build, those included that nothing judges. ' +
    '`controls` are the ids of the controls that judge it, `manual` says why a person must look: without controls ' +
    'altogether, with controls at what they cannot see. Neither means that it is not automated.',
  options: {
    framework: text('--framework <id>', 'Only this framework, such as cis-aws'),
    frameworkVersion: text('--framework-version <version>', 'Only this version of it, such as 5.0'),
    control: text('--control <id>', 'Only requirements that this control judges'),
    judged: choice('--judged <by>', 'Only requirements that are judged this way', [
      'controls',
      'people',
      'nobody',
    ]),
  },
  examples: [
    {
      command: 'infraudit compliance mapping --framework cis-aws --framework-version 5.0',
      does: 'recommendations with their controls',
    },
    { command: 'infraudit compliance mapping -o csv > mapping.csv', does: 'everything, for a spreadsheet' },
  ],
  async run(context, { framework, frameworkVersion, control, judged }) {
    const offline = await import('@infraudit/server/offline');
    const all = await offline.loadComplianceMapping();
    const known = [...new Set(all.map((row) => row.framework))];
    if (framework !== undefined && !known.includes(framework))
      throw new CliError(`There is no framework ${framework}`, { fix: `Take one of ${known.join(', ')}.` });
    const versions = [...new Set(all.filter((row) => row.framework === framework).map((row) => row.version))];
    if (frameworkVersion !== undefined && framework !== undefined && !versions.includes(frameworkVersion))
      throw new CliError(`There is no version ${frameworkVersion} of ${framework}`, {
        fix: `Take one of ${versions.join(', ')}.`,
      });
    const rows = all.filter(
      (row) =>
        (framework === undefined || row.framework === framework) &&
        (frameworkVersion === undefined || row.version === frameworkVersion) &&
        (control === undefined || row.controls.includes(control)) &&
        (judged === undefined || judgedBy(row) === judged),
    );
    await context.print.list(rows, {
      keys: ['framework', 'version', 'requirement', 'title', 'controls', 'manual'],
      empty: 'No requirement.',
      columns: [
        { title: 'FRAMEWORK', value: (row) => row.framework },
        { title: 'VERSION', value: ({ version }) => version },
        { title: 'REQUIREMENT', value: ({ requirement }) => requirement },
        { title: 'TITLE', value: ({ title }) => title, shrink: 'end' },
        {
          title: 'JUDGED BY',
          value: (row) => (row.controls.length === 0 ? judgedBy(row) : row.controls.join(', ')),
          shrink: 'end',
          paint: (cell, { controls }, paint) => (controls.length === 0 ? paint.quiet(cell) : cell),
        },
      ],
    });
    const byControls = rows.filter(({ controls }) => controls.length > 0).length;
    context.closing(`${counted(rows.length, 'requirement')}, ${byControls} judged by controls`);
    return 0;
  },
});

function judgedBy(row: { controls: readonly string[]; manual: string | null }): string {
  if (row.controls.length > 0) return 'controls';
  return row.manual === null ? 'nobody' : 'people';
}
