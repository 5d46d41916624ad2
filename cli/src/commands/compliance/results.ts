import { choices, defineCommand, optionalWord, text } from '../../command.ts';
import { CliError, usage } from '../../errors.ts';
import { onlyGiven } from '../../given.ts';
import { collect, limits, shownOf } from '../../lists.ts';

const statuses = [
  'pass',
  'fail',
  'unknown',
  'excepted',
  'not_applicable',
  'manual',
  'attested',
  'not_automated',
] as const;

export const command = defineCommand({
  name: 'results',
  summary: 'Requirement by requirement how an assessment ended, and which resources fail',
  positionals: {
    assessment: optionalWord('[assessment]', 'Id of an assessment; without it the newest of --framework'),
  },
  options: {
    framework: text('--framework <id>', 'The newest assessment of this framework', {
      completes: 'framework',
    }),
    status: choices('--status <status>', 'Only these', statuses),
    category: text('--category <id>', 'Only this category'),
    ...limits,
  },
  examples: [
    { command: 'infraudit compliance results --framework cis-aws --status fail', does: 'what fails now' },
    { command: 'infraudit compliance results 12 --status unknown -o json', does: 'what nobody could see' },
  ],
  async run(context, options) {
    const api = await context.api();
    const id = await assessmentOf(api, options.assessment, options.framework);
    const query = onlyGiven({ status: options.status?.join(','), category: options.category });
    const { rows, total } = await collect(options, (paging) =>
      api.call('listAssessmentResults', { path: { id }, query: { ...query, ...paging } }),
    );
    await context.print.list(rows, {
      keys: ['requirement_id', 'title', 'category', 'levels', 'status', 'manual', 'controls'],
      empty: 'No requirement fits these filters.',
      columns: [
        { title: 'REQUIREMENT', value: ({ requirement_id: requirement }) => requirement },
        {
          title: 'STATUS',
          value: ({ status }) => status,
          paint: (cell, { status }, paint) =>
            status === 'pass' ? paint.good(cell) : status === 'fail' ? paint.bad(cell) : paint.quiet(cell),
        },
        { title: 'TITLE', value: ({ title }) => title, shrink: 'end' },
        { title: 'FAILING', value: (row) => failing(row), shrink: 'end' },
      ],
    });
    if (rows.length > 0) context.closing(`${shownOf(rows.length, total, 'requirement')} of assessment ${id}`);
    return 0;
  },
});

function failing(row: {
  controls: readonly {
    status: string;
    control_id: string;
    resources: readonly { resource_name: string; status: string }[];
  }[];
}): string {
  return row.controls
    .filter(({ status }) => status === 'fail')
    .flatMap(({ resources }) => resources.filter(({ status }) => status === 'fail'))
    .map(({ resource_name: name }) => name)
    .join(', ');
}

type Api = Awaited<ReturnType<import('../../context.ts').Context['api']>>;

/** The assessment that was named, or the newest of a framework. */
export async function assessmentOf(
  api: Api,
  typed: string | undefined,
  framework: string | undefined,
): Promise<number> {
  if (typed !== undefined) {
    const id = Number(typed);
    if (Number.isInteger(id) && id > 0) return id;
    throw usage(`${typed} is no id of an assessment`, 'infraudit compliance assessments shows the ids.');
  }
  const { data } = await api.call('listAssessments', {
    query: onlyGiven({ framework_id: framework, per_page: 1 }),
  });
  const [newest] = data;
  if (newest !== undefined) return newest.id;
  throw new CliError('There is no assessment yet', {
    fix: 'Enable a framework: infraudit compliance enable cis-aws',
  });
}
