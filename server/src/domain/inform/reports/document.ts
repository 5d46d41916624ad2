import { activitySections } from './activity-report.ts';
import { coverageSection, readAccounts, type Seen, seenOf } from './coverage-section.ts';
import { driftSections } from './drift-report.ts';
import { inventorySections } from './inventory-report.ts';
import { inside, type Reading } from './reading.ts';
import { kindTitles, type ReportDocument, type ReportHead, type Section } from './report.ts';
import { movedSince } from './store.ts';

export type Planned = { document: ReportDocument; head: ReportHead; seen: Seen };

/**
 * A report before it has a format. Null with a sentence where there is nothing to tell of: an inventory without
 * any scanned account would look like an account without resources.
 */
export async function planReport(
  reading: Reading,
  organization: { name: string; timeZone: string },
): Promise<Planned | { nothing: string; code: string }> {
  const { kind } = reading.parameters;
  const accounts = await readAccounts(reading);
  const seen = seenOf(accounts);
  if (kind !== 'job_activity' && accounts.length === 0) {
    return { code: 'nothing_connected', nothing: 'no account is connected, so there is nothing to report' };
  }
  if (kind !== 'job_activity' && seen.total === 0) {
    return {
      code: 'not_scanned_yet',
      nothing: 'no account was scanned yet, so there is nothing to report; run a sync first',
    };
  }
  const head: ReportHead = {
    kind,
    kindTitle: kindTitles[kind],
    title: `${kindTitles[kind]} of ${organization.name}`,
    organization: organization.name,
    timeZone: organization.timeZone,
    asOf: reading.asOf,
    from: reading.from,
  };
  async function* sections(): AsyncIterable<Section> {
    yield aboutSection(reading);
    if (kind === 'inventory') yield* inventorySections(reading, accounts);
    if (kind === 'drift') yield* driftSections(reading, accounts);
    if (kind === 'job_activity') {
      yield* activitySections(reading);
      yield coverageSection(accounts);
    }
    yield await closingSection(reading);
  }
  return { head, seen, document: { head, sections: sections() } };
}

const filterWords = {
  provider_id: 'Account',
  resource_type: 'Type of resource',
  region: 'Region',
  severity: 'Severity',
  job_type: 'Type of job',
} as const;

function aboutSection(reading: Reading): Section {
  const { parameters } = reading;
  const filters = Object.entries(filterWords).flatMap(([key, label]) => {
    const value = parameters[key as keyof typeof filterWords];
    return value === undefined ? [] : [{ key, label: `Only ${label.toLowerCase()}`, value }];
  });
  return {
    id: 'about',
    title: 'About this report',
    text: [],
    facts: [
      { key: 'organization_id', label: 'Organisation number', value: reading.scope.organizationId },
      { key: 'period_days', label: 'Days of the period', value: parameters.period_days },
      ...(filters.length === 0 ? [{ key: 'filters', label: 'Filters', value: 'none' }] : filters),
    ],
    tables: [],
  };
}

/** A list of any length is not read in one instant; whether that mattered is said. */
async function closingSection(reading: Reading): Promise<Section> {
  const moved = await inside(reading, (tx) => movedSince(tx, reading.asOf));
  return {
    id: 'consistency',
    title: 'How it was read',
    text: [
      moved === 0
        ? 'No account was synced while this report was read: its lists and its numbers tell of one moment.'
        : `${moved === 1 ? 'One account was' : `${moved} accounts were`} synced while this report was read: single rows may be newer than its numbers.`,
    ],
    facts: [{ key: 'synced_while_read', label: 'Accounts synced while it was read', value: moved }],
    tables: [],
  };
}
