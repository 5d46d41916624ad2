import { type Severity, severities } from '../../../core/severity.ts';
import {
  countForReport,
  countWithoutBaseline,
  type DriftRow,
  lastScanAt,
  pageOfOpen,
  pageOfResolved,
} from '../../assess/drift/index.ts';
import { coverageSection, type readAccounts } from './coverage-section.ts';
import { inside, pageByPage, type Reading } from './reading.ts';
import type { Section } from './report.ts';

/** Open drifts by severity, what was resolved in the period and how, and what was compared with nothing. */
export async function* driftSections(
  reading: Reading,
  accounts: Awaited<ReturnType<typeof readAccounts>>,
): AsyncIterable<Section> {
  const { provider_id: providerId, resource_type: type, severity } = reading.parameters;
  const filter = {
    providerIds: providerId === undefined ? undefined : [providerId],
    resourceTypes: type === undefined ? undefined : [type],
    severities: severity === undefined ? undefined : [severity],
  };
  const period = { from: reading.from, to: reading.asOf };
  yield coverageSection(accounts);

  const { counts, comparedAt, compared } = await inside(reading, async (tx) => ({
    counts: await countForReport(tx, filter, period),
    comparedAt: await lastScanAt(tx),
    compared: await countWithoutBaseline(tx, filter),
  }));
  const of = (name: Severity) => counts.find((row) => row.severity === name);
  const asked: readonly Severity[] = severity === undefined ? severities : [severity];
  const sum = (pick: (row: (typeof counts)[number]) => number) =>
    counts.reduce((total, row) => total + pick(row), 0);
  yield {
    id: 'summary',
    title: 'Summary',
    text:
      comparedAt === null
        ? ['No comparison with the baselines has succeeded yet: that no drift is listed proves nothing.']
        : [],
    facts: [
      { key: 'open', label: 'Open drifts', value: sum((row) => row.detected + row.investigating) },
      { key: 'opened', label: 'Opened in the period', value: sum((row) => row.opened) },
      { key: 'resolved', label: 'Resolved in the period', value: sum((row) => row.resolved) },
      { key: 'last_comparison_at', label: 'Last comparison', value: comparedAt ?? 'never' },
      { key: 'resources', label: 'Resources', value: compared.resources },
      {
        key: 'without_baseline',
        label: 'Without a baseline, so not compared',
        value: compared.withoutBaseline,
      },
    ],
    tables: [
      {
        id: 'by_severity',
        title: 'By severity',
        empty: 'No drift.',
        columns: [
          { key: 'severity', title: 'Severity', weight: 3 },
          { key: 'open', title: 'Open', weight: 1, align: 'right' },
          { key: 'investigating', title: 'Of them investigated', weight: 1.6, align: 'right' },
          { key: 'opened', title: 'Opened in the period', weight: 1.6, align: 'right' },
          { key: 'resolved', title: 'Resolved in the period', weight: 1.6, align: 'right' },
        ],
        rows: asked.map((name) => {
          const row = of(name);
          return [
            name,
            (row?.detected ?? 0) + (row?.investigating ?? 0),
            row?.investigating ?? 0,
            row?.opened ?? 0,
            row?.resolved ?? 0,
          ];
        }),
      },
    ],
  };

  yield {
    id: 'drifts',
    title: 'Drifts',
    text: ['Worst first, then the longest open.'],
    facts: [],
    tables: [
      {
        id: 'open',
        title: 'Open drifts',
        empty: comparedAt === null ? 'Nothing was compared yet.' : 'No open drift.',
        columns: [
          { key: 'id', title: 'Id', weight: 0.8, align: 'right' },
          { key: 'severity', title: 'Severity', weight: 1.2 },
          { key: 'resource', title: 'Resource', weight: 2.6 },
          { key: 'resource_type', title: 'Type', weight: 2 },
          { key: 'account', title: 'Account', weight: 1.6 },
          { key: 'region', title: 'Region', weight: 1.6 },
          { key: 'change', title: 'Change', weight: 5 },
          { key: 'status', title: 'State', weight: 1.5 },
          { key: 'detected_at', title: 'Detected', weight: 2 },
          { key: 'changed_by', title: 'Changed by', weight: 3 },
        ],
        rows: pageByPage(
          reading,
          (tx, after: DriftRow | null, limit) => pageOfOpen(tx, filter, reading.asOf, after, limit),
          (row) => [
            row.id,
            row.severity,
            row.resource_name,
            row.resource_type,
            row.provider_name,
            row.region,
            row.summary,
            row.status,
            row.detected_at,
            changedBy(row.attribution),
          ],
        ),
      },
      {
        id: 'resolved',
        title: 'Resolved in the period',
        empty: 'No drift was resolved.',
        columns: [
          { key: 'id', title: 'Id', weight: 0.8, align: 'right' },
          { key: 'severity', title: 'Severity', weight: 1.2 },
          { key: 'resource', title: 'Resource', weight: 2.6 },
          { key: 'resource_type', title: 'Type', weight: 2 },
          { key: 'account', title: 'Account', weight: 1.6 },
          { key: 'change', title: 'Change', weight: 4 },
          { key: 'detected_at', title: 'Detected', weight: 2 },
          { key: 'resolved_at', title: 'Resolved', weight: 2 },
          { key: 'reason', title: 'How', weight: 1.6 },
          { key: 'resolved_by', title: 'By', weight: 2 },
          { key: 'note', title: 'Note', weight: 2.5 },
        ],
        rows: pageByPage(
          reading,
          (tx, after: DriftRow | null, limit) => pageOfResolved(tx, filter, period, after, limit),
          (row) => [
            row.id,
            row.severity,
            row.resource_name,
            row.resource_type,
            row.provider_name,
            row.summary,
            row.detected_at,
            row.resolved_at,
            row.resolution_reason,
            row.resolved_by,
            row.resolution_note,
          ],
        ),
      },
    ],
  };
}

/** Who made the change and by which call, as far as the vendor's trail told. */
function changedBy(attribution: unknown): string {
  const known = attribution as { principal?: string; call?: string; reason?: string } | null;
  if (known?.principal !== undefined) return `${known.principal} by ${known.call ?? 'an unknown call'}`;
  return known?.reason === undefined ? 'unknown' : `unknown: ${known.reason}`;
}
