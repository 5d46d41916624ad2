import type { Answer } from '@infraudit/api-client';
import { count, defineCommand, idOption, text } from '../../command.ts';
import { CliError, usage } from '../../errors.ts';
import { onlyGiven } from '../../given.ts';
import { oneLine } from '../../output/text.ts';
import { readDefinitions } from './definition-file.ts';
import { countsText } from './view.ts';

type Tried = Answer<'tryCustomControl'>;

export const command = defineCommand({
  name: 'try',
  summary: 'Judge resources of now by an expression; nothing is saved',
  description:
    'The expression of a file, or one that is typed. Takes the first resources of the type, or one.',
  options: {
    file: text('-f, --file <path>', 'A definition; - is standard input', { completes: 'file' }),
    check: text('--check <expression>', 'An expression instead of a file'),
    type: text('-t, --type <type>', 'Resources of this type', { completes: 'resource_type' }),
    resource: idOption('--resource <id>', 'Only this resource', 'resource'),
    provider: idOption('--provider <id>', 'Only of this account', 'provider'),
    limit: count('--limit <number>', 'How many resources at most (50)', { from: 1, to: 200 }),
  },
  examples: [
    {
      command: "infraudit control try --type s3_bucket --check 'has(configuration.BucketEncryption)'",
      does: 'on up to 50 buckets',
    },
    {
      command: 'infraudit control try --file control.yaml -o json',
      does: 'with the evidence, before it is saved',
    },
  ],
  async run(context, options) {
    const trials = await trialsOf(context, options);
    const api = await context.api();
    const results: Tried['results'] = [];
    let matching = 0;
    const counts: Tried['counts'] = { pass: 0, fail: 0, unknown: 0, not_applicable: 0 };
    for (const { check, types } of trials) {
      for (const resource_type of types) {
        const target =
          options.resource === undefined
            ? onlyGiven({ resource_type, provider_id: options.provider, limit: options.limit })
            : { resource_ids: [options.resource] };
        const tried = await api.call('tryCustomControl', { body: { check, ...target } });
        refuseInvalid(tried);
        matching += tried.matching;
        results.push(...tried.results);
        for (const status of ['pass', 'fail', 'unknown', 'not_applicable'] as const)
          counts[status] = (counts[status] ?? 0) + (tried.counts[status] ?? 0);
        if (options.resource !== undefined) break;
      }
    }
    await context.print.list(results, {
      keys: ['resource_id', 'resource_name', 'resource_type', 'region', 'status', 'message', 'evidence'],
      empty: 'There is no such resource to judge.',
      columns: [
        { title: 'VERDICT', value: ({ status }) => status.replaceAll('_', ' ') },
        { title: 'RESOURCE', value: ({ resource_name }) => resource_name, shrink: 'middle' },
        { title: 'REGION', value: ({ region }) => region },
        { title: 'WHY', value: ({ message }) => oneLine(message), shrink: 'end' },
      ],
    });
    if (results.length > 0)
      context.closing(`${countsText(counts)} · ${results.length} of ${matching} resources`);
    return 0;
  },
});

type Options = {
  file: string | undefined;
  check: string | undefined;
  type: string | undefined;
  resource: number | undefined;
};

async function trialsOf(
  context: Parameters<typeof readDefinitions>[0],
  options: Options,
): Promise<{ check: string; types: (string | undefined)[] }[]> {
  if ((options.file === undefined) === (options.check === undefined))
    throw usage('Give either --file or --check', 'An expression needs --type, or --resource.');
  if (options.check !== undefined) {
    if ((options.type === undefined) === (options.resource === undefined))
      throw usage('Give either --type or --resource', 'infraudit resource types shows the types.');
    return [{ check: options.check, types: [options.type] }];
  }
  const definitions = await readDefinitions(context, options.file ?? '');
  return definitions.map(({ check, resource_types }) => ({
    check,
    types: options.type === undefined ? resource_types : [options.type],
  }));
}

function refuseInvalid(tried: Tried): void {
  const [problem] = tried.problems;
  if (tried.valid || problem === undefined) return;
  throw new CliError(`The expression cannot be used for ${problem.resource_type}`, {
    why: `line ${problem.line}, column ${problem.column}: ${problem.message}\n${problem.excerpt}`,
    fix: 'Correct it there; docs/guides/custom-controls.md tells the language.',
  });
}
