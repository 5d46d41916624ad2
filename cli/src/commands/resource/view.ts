import type { Item } from '@infraudit/api-client';
import { choice, choices, text } from '../../command.ts';
import type { Context } from '../../context.ts';
import { statusTag } from '../../output/paint.ts';
import type { ListView } from '../../output/printer.ts';
import { ago } from '../../output/when.ts';
import { plain, repaint } from '../provider/view.ts';

export type Resource = Item<'listResources'>;

export const resourceKeys = [
  'id',
  'external_id',
  'provider_id',
  'provider_name',
  'name',
  'resource_type',
  'vendor_type',
  'region',
  'status',
  'tags',
  'unreadable_count',
  'first_seen_at',
  'last_seen_at',
  'changed_at',
] as const satisfies readonly (keyof Resource)[];

const states = ['active', 'stopped', 'deleted'] as const;

/** Filters that list and export share. */
export const filters = {
  provider: text('--provider <id>', 'Only these accounts; several with commas', { completes: 'provider' }),
  type: text('--type <type>', "Only these types, ours or the vendor's; several with commas", {
    completes: 'resource_type',
  }),
  region: text('--region <region>', 'Only these regions; several with commas', { completes: 'region' }),
  status: choices('--status <status>', 'Only these states; deleted ones are left out otherwise', states),
  tag: text('--tag <key=value>', 'Only with this tag; the key alone asks for any value'),
  search: text('--search <text>', 'Only with this text in name or id'),
};

export const sorting = {
  sort: choice('--sort <field>', 'Order by this field', ['name', 'type', 'region', 'changed_at']),
};

type Filter = {
  provider: string | undefined;
  type: string | undefined;
  region: string | undefined;
  status: string[] | undefined;
  tag: string | undefined;
  search: string | undefined;
};

export function filterQuery(filter: Filter) {
  return {
    ...(filter.provider === undefined ? {} : { provider_id: filter.provider }),
    ...(filter.type === undefined ? {} : { type: filter.type }),
    ...(filter.region === undefined ? {} : { region: filter.region }),
    ...(filter.status === undefined ? {} : { status: filter.status.join(',') }),
    ...(filter.tag === undefined ? {} : { tag: filter.tag }),
    ...(filter.search === undefined ? {} : { q: filter.search }),
  };
}

export function resourceList(context: Context): ListView<Resource> {
  const now = context.terminal.now();
  return {
    keys: resourceKeys,
    empty:
      'No resource fits. Without filters: infraudit resource list. Nothing there yet: infraudit provider list.',
    columns: [
      { title: 'ID', value: ({ id }) => String(id), align: 'right' },
      { title: 'NAME', value: ({ name }) => name, shrink: 'middle' },
      { title: 'TYPE', value: ({ resource_type }) => resource_type },
      { title: 'REGION', value: ({ region }) => region },
      {
        title: 'STATUS',
        value: ({ status }) => statusTag(status, plain),
        paint: (cell, { status }, paint) => repaint(cell, status, paint),
      },
      { title: 'PROVIDER', value: ({ provider_name }) => provider_name, shrink: 'end' },
      {
        title: 'UNREAD',
        value: ({ unreadable_count }) => (unreadable_count === 0 ? '' : String(unreadable_count)),
        align: 'right',
        whenSet: true,
      },
      { title: 'CHANGED', value: ({ changed_at }) => ago(changed_at, now) },
    ],
  };
}

type Unreadable = {
  path: string;
  reason: string;
  permission?: string | undefined;
  message?: string | undefined;
};

/** What could not be read, said below a configuration; empty when all was readable. */
export function unreadableText(context: Context, unreadable: readonly Unreadable[]): string {
  if (unreadable.length === 0) return '';
  const { paint } = context.print;
  const table = context.print.table(
    [
      { title: 'PATH', value: ({ path }: Unreadable) => path },
      { title: 'REASON', value: ({ reason }: Unreadable) => reason },
      { title: 'PERMISSION', value: ({ permission }: Unreadable) => permission ?? '' },
    ],
    unreadable,
  );
  return `\n${paint.warn('Not readable, so unknown:')}\n${table}`;
}
