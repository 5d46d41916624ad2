import { listProviders, readCoverage } from '../../observe/providers/index.ts';
import { inside, type Reading } from './reading.ts';
import type { Section } from './report.ts';

/** What was seen of what should be seen, in numbers. `percent` is null when nothing was scanned. */
export type Seen = { evaluated: number; total: number; percent: number | null; gap_count: number };

type Account = Awaited<ReturnType<typeof listProviders>>[number];
type AccountCoverage = { account: Account; coverage: Awaited<ReturnType<typeof readCoverage>> };

/** The accounts that the report is about, with what was seen of each. */
export async function readAccounts(reading: Reading): Promise<AccountCoverage[]> {
  const only = reading.parameters.provider_id;
  return await inside(reading, async (tx) => {
    const accounts = (await listProviders(tx)).filter(({ id }) => only === undefined || id === only);
    accounts.sort((a, b) => a.id - b.id);
    const covered: AccountCoverage[] = [];
    for (const account of accounts) covered.push({ account, coverage: await readCoverage(tx, account.id) });
    return covered;
  });
}

export function seenOf(accounts: readonly AccountCoverage[]): Seen {
  const add = (pick: (coverage: AccountCoverage['coverage']) => number) =>
    accounts.reduce((sum, { coverage }) => sum + pick(coverage), 0);
  const evaluated = add((coverage) => coverage.evaluated);
  const total = add((coverage) => coverage.total);
  return {
    evaluated,
    total,
    // Rounded down, so that 100 is only ever said when nothing is missing.
    percent: total === 0 ? null : Math.floor((evaluated / total) * 1000) / 10,
    gap_count: add((coverage) => coverage.gaps.length),
  };
}

/** Stands before every number that was observed: how much was not. */
export function coverageSection(accounts: readonly AccountCoverage[]): Section {
  const seen = seenOf(accounts);
  const never = accounts.filter(({ coverage }) => coverage.total === 0);
  const text =
    seen.percent === null
      ? ['Nothing was scanned, so nothing below says how the accounts are.']
      : seen.evaluated === seen.total
        ? [`All ${seen.total} sources were read whole. A source is one kind of resource in one region.`]
        : [
            `${seen.evaluated} of ${seen.total} sources were read whole. A source is one kind of resource in one region; what could not be read is unknown, not absent.`,
          ];
  if (seen.percent !== null && never.length > 0) {
    text.push(`Not scanned at all: ${never.map(({ account }) => account.name).join(', ')}.`);
  }
  return {
    id: 'coverage',
    title: 'What was seen',
    text,
    facts: [
      { key: 'sources_read_whole', label: 'Sources read whole', value: seen.evaluated },
      { key: 'sources', label: 'Sources', value: seen.total },
      { key: 'coverage_percent', label: 'Coverage in percent', value: seen.percent ?? 'unknown' },
    ],
    tables: [
      {
        id: 'accounts',
        title: 'Accounts',
        empty: 'No account is connected.',
        columns: [
          { key: 'name', title: 'Account', weight: 3 },
          { key: 'account_id', title: 'Id', weight: 2 },
          { key: 'status', title: 'State', weight: 1.5 },
          { key: 'last_synced_at', title: 'Last sync', weight: 3 },
          { key: 'sources_read_whole', title: 'Read whole', weight: 1.3, align: 'right' },
          { key: 'sources', title: 'Sources', weight: 1.2, align: 'right' },
          { key: 'error', title: 'Why not', weight: 4 },
        ],
        rows: accounts.map(({ account, coverage }) => [
          account.name,
          account.account_id,
          account.disconnected_at === null ? account.status : 'disconnected',
          account.last_synced_at,
          coverage.evaluated,
          coverage.total,
          account.disconnected_at === null ? account.error_message : 'shown is what its last sync saw',
        ]),
      },
      {
        id: 'gaps',
        title: 'What could not be read',
        empty:
          seen.percent === null ? 'Nothing was scanned.' : 'Everything that was asked for could be read.',
        columns: [
          { key: 'account', title: 'Account', weight: 2 },
          { key: 'source', title: 'Source', weight: 2.2 },
          { key: 'region', title: 'Region', weight: 1.6 },
          { key: 'reason', title: 'Reason', weight: 1.3 },
          { key: 'resources', title: 'Resources', weight: 1.4, align: 'right' },
          { key: 'permission', title: 'Permission missing', weight: 3 },
          { key: 'paths', title: 'Not seen', weight: 3 },
          { key: 'message', title: 'Message', weight: 4 },
        ],
        rows: accounts.flatMap(({ account, coverage }) =>
          coverage.gaps.map((gap) => [
            account.name,
            gap.source,
            gap.region,
            gap.reason,
            gap.resources ?? 'unknown',
            gap.permission ?? null,
            gap.paths.map((path) => (path === '*' ? 'everything' : path)),
            gap.message,
          ]),
        ),
      },
    ],
  };
}
