import type { Answer } from '@infraudit/api-client';
import { defineCommand, flag, id } from '../../command.ts';
import { percentText } from '../../freshness.ts';
import { statusTag } from '../../output/paint.ts';
import { counted } from '../../output/text.ts';
import { ago, duration } from '../../output/when.ts';
import { plain, repaint } from './view.ts';

type Coverage = Answer<'getProviderCoverage'>;

export const command = defineCommand({
  name: 'coverage',
  summary: 'What was seen of an account in the last sync, and what was not and why',
  positionals: { id: id('Id of the account', 'provider') },
  options: { sources: flag('--sources', 'Every source in every region, not only the gaps') },
  examples: [
    { command: 'infraudit provider coverage 1', does: 'lists the gaps with the missing permission' },
    {
      command: 'infraudit provider coverage 1 -o json | jq -r ".gaps[].permission"',
      does: 'permissions to grant',
    },
  ],
  async run(context, { id: providerId, sources }) {
    const api = await context.api();
    const coverage = await api.call('getProviderCoverage', { path: { id: providerId } });
    const { print } = context;
    const now = context.terminal.now();
    await print.record(coverage, {
      keys: ['evaluated', 'total', 'percent', 'gaps', 'observed_at'],
      text: () =>
        sources ? print.table(sourceColumns(), coverage.sources) : print.table(gapColumns(), coverage.gaps),
    });
    const head =
      coverage.percent === null
        ? 'Nothing was scanned yet'
        : `${percentText(coverage.percent)}: ${coverage.evaluated} of ${counted(coverage.total, 'source')} seen whole, ${counted(coverage.gaps.length, 'gap')}`;
    const next = coverage.gaps.some(({ reason }) => reason === 'denied')
      ? `infraudit provider policy prints what to grant`
      : coverage.percent === null
        ? `infraudit provider sync ${providerId} --wait`
        : `infraudit provider coverage ${providerId} --sources shows all`;
    context.closing(`${head} · observed ${ago(coverage.observed_at, now)} · ${next}`);
    return 0;
  },
});

type Gap = Coverage['gaps'][number];
type Source = Coverage['sources'][number];

const gapColumns = () => [
  { title: 'SOURCE', value: ({ source }: Gap) => source },
  { title: 'REGION', value: ({ region }: Gap) => region },
  { title: 'REASON', value: ({ reason }: Gap) => reason.replaceAll('_', ' ') },
  { title: 'PERMISSION', value: ({ permission }: Gap) => permission ?? '' },
  {
    title: 'RESOURCES',
    value: ({ resources }: Gap) => (resources === null ? 'unknown' : String(resources)),
    align: 'right' as const,
  },
  {
    title: 'NOT SEEN',
    value: ({ paths, message }: Gap) => (paths.length > 0 ? paths.join(', ') : message),
    shrink: 'end' as const,
  },
];

const sourceColumns = () => [
  { title: 'SOURCE', value: ({ source }: Source) => source },
  { title: 'REGION', value: ({ region }: Source) => region },
  {
    title: 'OUTCOME',
    value: ({ outcome }: Source) => statusTag(outcome, plain),
    paint: (cell: string, { outcome }: Source, paint: typeof plain) => repaint(cell, outcome, paint),
  },
  { title: 'READ', value: ({ fetched }: Source) => fetched.toLocaleString('en'), align: 'right' as const },
  { title: 'TOOK', value: ({ duration_ms }: Source) => duration(duration_ms), align: 'right' as const },
  { title: 'GAPS', value: ({ gaps }: Source) => String(gaps.length), align: 'right' as const },
];
