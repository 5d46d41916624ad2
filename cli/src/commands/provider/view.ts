import type { Item } from '@infraudit/api-client';
import type { Context } from '../../context.ts';
import { percentText } from '../../freshness.ts';
import { statusTag } from '../../output/paint.ts';
import type { ListView, RecordView } from '../../output/printer.ts';
import { counted } from '../../output/text.ts';
import { ago, exactly } from '../../output/when.ts';

export type Provider = Item<'listProviders'>;

export const providerKeys = [
  'id',
  'name',
  'type',
  'account_id',
  'auth_method',
  'settings',
  'status',
  'error_message',
  'resource_count',
  'coverage',
  'last_synced_at',
  'created_at',
  'disconnected_at',
  'running_execution_id',
] as const satisfies readonly (keyof Provider)[];

export function providerList(context: Context): ListView<Provider> {
  const now = context.terminal.now();
  return {
    keys: providerKeys,
    empty: 'No account is connected. Connect one: infraudit provider connect aws --name production',
    columns: [
      { title: 'ID', value: ({ id }) => String(id), align: 'right' },
      { title: 'NAME', value: ({ name }) => name, shrink: 'end' },
      { title: 'TYPE', value: ({ type }) => type },
      { title: 'ACCOUNT', value: ({ account_id }) => account_id, shrink: 'middle' },
      {
        title: 'STATUS',
        value: ({ status }) => statusTag(status, plain),
        paint: (cell, { status }, paint) => repaint(cell, status, paint),
      },
      {
        title: 'RESOURCES',
        value: ({ resource_count }) => resource_count.toLocaleString('en'),
        align: 'right',
      },
      { title: 'COVERAGE', value: ({ coverage }) => percentText(coverage.percent), align: 'right' },
      { title: 'SYNCED', value: ({ last_synced_at }) => ago(last_synced_at, now) },
    ],
  };
}

const same = (text: string) => text;
export const plain = { bold: same, quiet: same, good: same, bad: same, warn: same, note: same };

/** Colours a state that the table has measured and cut already. */
export function repaint(cell: string, status: string, paint: typeof plain): string {
  const painted = statusTag(status, paint);
  return painted.includes('[+]')
    ? paint.good(cell)
    : painted.includes('[-]')
      ? paint.bad(cell)
      : painted.includes('[~]')
        ? paint.warn(cell)
        : cell;
}

export function providerRecord(context: Context, provider: Provider): RecordView<Provider> {
  const now = context.terminal.now();
  const { coverage, settings } = provider;
  return {
    keys: providerKeys,
    text: (paint) =>
      context.print.fields([
        ['Account', `${provider.name} (#${provider.id}, ${provider.type} ${provider.account_id})`],
        ['Status', statusTag(provider.status, paint)],
        ['Error', provider.error_message],
        [
          'Signed in by',
          [
            provider.auth_method.replaceAll('_', ' '),
            ...Object.entries(settings).map(([name, value]) => `${name} ${value}`),
          ].join(', '),
        ],
        ['Resources', provider.resource_count.toLocaleString('en')],
        [
          'Coverage',
          `${percentText(coverage.percent)}: ${coverage.evaluated} of ${counted(coverage.total, 'source')} seen whole, ${counted(coverage.gap_count, 'gap')}`,
        ],
        ['Last synced', exactly(provider.last_synced_at, now)],
        [
          'Syncing now',
          provider.running_execution_id === null ? null : `execution ${provider.running_execution_id}`,
        ],
        ['Connected', exactly(provider.created_at, now)],
        ['Disconnected', provider.disconnected_at === null ? null : exactly(provider.disconnected_at, now)],
      ]),
  };
}
