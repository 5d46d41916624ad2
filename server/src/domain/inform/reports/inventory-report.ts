import {
  countMovements,
  listCounts,
  pageOfDeleted,
  pageOfLiving,
  type ReportedResources,
} from '../../observe/inventory/index.ts';
import { coverageSection, type readAccounts } from './coverage-section.ts';
import { inside, pageByPage, type Reading } from './reading.ts';
import type { Cell, Section } from './report.ts';

/** Every living resource, what moved in the period, and what is not known about them. */
export async function* inventorySections(
  reading: Reading,
  accounts: Awaited<ReturnType<typeof readAccounts>>,
): AsyncIterable<Section> {
  const { provider_id: providerId, resource_type: type, region } = reading.parameters;
  const filter: ReportedResources = {
    providerIds: providerId === undefined ? undefined : [providerId],
    types: type === undefined ? undefined : [type],
    regions: region === undefined ? undefined : [region],
  };
  const period = { from: reading.from, to: reading.asOf };
  const titleOf = (name: string): string => reading.resourceTypes.get(name)?.title ?? name;
  yield coverageSection(accounts);

  const { counts, movements } = await inside(reading, async (tx) => ({
    counts: (await listCounts(tx)).filter(
      (row) =>
        row.status !== 'deleted' &&
        (providerId === undefined || row.provider_id === providerId) &&
        (type === undefined || row.type === type) &&
        (region === undefined || row.region === region),
    ),
    movements: await countMovements(tx, filter, period),
  }));
  const total = counts.reduce((sum, row) => sum + row.count, 0);
  const accountName = new Map(accounts.map(({ account }) => [account.id, account.name]));
  const sumsBy = (name: (row: (typeof counts)[number]) => string): Cell[][] => {
    const sums = new Map<string, { active: number; stopped: number }>();
    for (const row of counts) {
      const sum = sums.get(name(row)) ?? { active: 0, stopped: 0 };
      sum[row.status === 'stopped' ? 'stopped' : 'active'] += row.count;
      sums.set(name(row), sum);
    }
    return [...sums]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, { active, stopped }]) => [name, active, stopped, active + stopped]);
  };
  const countTable = (id: string, title: string, first: string, rows: Cell[][]) => ({
    id,
    title,
    empty: 'No resource.',
    columns: [
      { key: 'name', title: first, weight: 5 },
      { key: 'active', title: 'Active', weight: 1, align: 'right' as const },
      { key: 'stopped', title: 'Stopped', weight: 1, align: 'right' as const },
      { key: 'total', title: 'Total', weight: 1, align: 'right' as const },
    ],
    rows,
  });
  yield {
    id: 'summary',
    title: 'Summary',
    text: [],
    facts: [
      { key: 'resources', label: 'Resources', value: total },
      { key: 'created', label: 'First seen in the period', value: movements.created },
      { key: 'changed', label: 'Changed in the period', value: movements.changed },
      { key: 'deleted', label: 'Deleted in the period', value: movements.deleted },
      {
        key: 'not_read_whole',
        label: 'Resources with settings that could not be read',
        value: movements.notReadWhole,
      },
    ],
    tables: [
      countTable(
        'by_type',
        'By type',
        'Type',
        sumsBy((row) => titleOf(row.type)),
      ),
      countTable(
        'by_account',
        'By account',
        'Account',
        sumsBy((row) => accountName.get(row.provider_id) ?? `account ${row.provider_id}`),
      ),
      countTable(
        'by_region',
        'By region',
        'Region',
        sumsBy((row) => row.region),
      ),
    ],
  };

  yield {
    id: 'resources',
    title: 'Resources',
    text: ['In the order of type and name.'],
    facts: [],
    tables: [
      {
        id: 'resources',
        title: 'Living resources',
        empty: 'No resource.',
        columns: [
          { key: 'type', title: 'Type', weight: 2 },
          { key: 'name', title: 'Name', weight: 3.2 },
          { key: 'account', title: 'Account', weight: 1.8 },
          { key: 'region', title: 'Region', weight: 1.7 },
          { key: 'status', title: 'State', weight: 1.1 },
          { key: 'external_id', title: 'Identifier', weight: 5 },
          { key: 'tags', title: 'Tags', weight: 3 },
          { key: 'unreadable_settings', title: 'Not read', weight: 0.9, align: 'right' },
          { key: 'first_seen_at', title: 'First seen', weight: 1.9 },
          { key: 'changed_at', title: 'Changed', weight: 1.9 },
          { key: 'last_seen_at', title: 'Last seen', weight: 1.9 },
        ],
        rows: pageByPage(
          reading,
          (tx, after: Awaited<ReturnType<typeof pageOfLiving>>[number] | null, limit) =>
            pageOfLiving(tx, filter, reading.asOf, after, limit),
          (row) => [
            row.type,
            row.name,
            row.provider_name,
            row.region,
            row.status,
            row.external_id,
            tagTexts(row.tags),
            row.unreadable_count,
            row.first_seen_at,
            row.changed_at,
            row.last_seen_at,
          ],
        ),
      },
      {
        id: 'deleted',
        title: 'Deleted in the period',
        empty: 'No resource was found deleted.',
        columns: [
          { key: 'type', title: 'Type', weight: 2 },
          { key: 'name', title: 'Name', weight: 3 },
          { key: 'account', title: 'Account', weight: 2 },
          { key: 'region', title: 'Region', weight: 2 },
          { key: 'external_id', title: 'Identifier', weight: 5 },
          { key: 'last_seen_at', title: 'Last seen', weight: 2.5 },
          { key: 'deleted_at', title: 'Found deleted', weight: 2.5 },
        ],
        rows: pageByPage(
          reading,
          (tx, after: Awaited<ReturnType<typeof pageOfDeleted>>[number] | null, limit) =>
            pageOfDeleted(tx, filter, period, after, limit),
          (row) => [
            row.type,
            row.name,
            row.provider_name,
            row.region,
            row.external_id,
            row.last_seen_at,
            row.deleted_at,
          ],
        ),
      },
    ],
  };
}

/** `env=prod`, in the order of the keys. */
function tagTexts(tags: Record<string, string>): string[] {
  return Object.keys(tags)
    .sort()
    .map((key) => `${key}=${tags[key]}`);
}
