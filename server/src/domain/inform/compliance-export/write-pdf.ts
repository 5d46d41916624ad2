import type { Scope } from '../../../core/scope.ts';
import { type AssessmentRow, presentAssessment } from '../../assess/compliance/index.ts';
import type { ExceptionRow } from '../../assess/controls/index.ts';
import { getOrganization } from '../../govern/tenancy/index.ts';
import { type ReportDocument, type Section, writePdf } from '../reports/index.ts';
import {
  type JudgedAgain,
  type KeptAssessment,
  openFindings,
  readAssessment,
  readItsExceptions,
  readNamedResources,
} from './judged-assessment.ts';
import { typesNeeded } from './judged-facts.ts';
import {
  accountSection,
  controlSection,
  percent,
  requirementSections,
  scoreCells,
  scoreColumns,
  unknownSection,
} from './pdf-requirements.ts';
import type { ExportDeps } from './subject.ts';
import { reasonOf, titleOf } from './words.ts';

/**
 * An assessment to read and to print. The facts are judged again before a page is written; where the answers differ
 * from those of the assessment, the document says so. The same assessment gives the same bytes.
 */
export async function* pdfPages(
  deps: ExportDeps,
  scope: Scope,
  row: AssessmentRow,
  signal: AbortSignal,
): AsyncGenerator<Buffer> {
  const kept = await readAssessment(deps, scope, row);
  const controls = await readNamedResources(deps, scope, kept);
  const exceptions = await readItsExceptions(deps, scope, kept);
  const organization = await deps.db.within(scope, (tx) => getOrganization(tx));
  const accepted = new Map<number, number>();
  const findings = openFindings(deps, scope, kept, signal);
  for await (const page of findings.pages)
    for (const { exceptionId: id } of page) if (id !== null) accepted.set(id, (accepted.get(id) ?? 0) + 1);
  const again = findings.again();
  async function* sections(): AsyncIterable<Section> {
    yield numbersSection(row);
    yield aboutSection(deps, kept);
    yield seenSection(kept, again);
    yield categorySection(row);
    yield accountSection(kept);
    yield* requirementSections(kept, controls);
    yield exceptionSection(kept, exceptions, accepted);
    yield attestationSection(kept);
    yield unknownSection(kept, controls);
    yield controlSection(controls);
    yield againSection(again);
  }
  const document: ReportDocument = {
    head: {
      kind: 'compliance_assessment',
      kindTitle: 'Compliance assessment',
      title: `${titleOf(kept.framework)}: ${organization.name}`,
      organization: organization.name,
      timeZone: organization.time_zone,
      asOf: kept.at,
      from: null,
    },
    sections: sections(),
  };
  for await (const part of writePdf(document, signal)) yield part;
}

const quiet = { text: [], facts: [], tables: [] } as const;

function numbersSection(row: AssessmentRow): Section {
  const { passed, evaluated, total, counts } = row;
  const { score } = presentAssessment(row);
  const words =
    score === null
      ? `Nothing of the ${total} requirements could be evaluated, so there is no score.`
      : `${passed} of the ${evaluated} requirements that could be evaluated passed: ${percent(score)}. The framework has ${total}.`;
  return {
    id: 'numbers',
    title: 'The result',
    text: [words, 'Unknown is never a pass, and what was accepted by an exception is not one either.'],
    facts: [
      { key: 'passed', label: 'Passed', value: passed },
      { key: 'evaluated', label: 'Evaluated: passed, failed or excepted', value: evaluated },
      { key: 'total', label: 'Requirements of the framework', value: total },
      { key: 'score', label: 'Score: passed of evaluated', value: percent(score) },
      ...(row.providers.length > 1
        ? [{ key: 'weighted', label: 'Score: average of the accounts', value: percent(row.weighted_score) }]
        : []),
      { key: 'failed', label: 'Failed', value: counts.fail },
      { key: 'unknown', label: 'Unknown: something that decides could not be seen', value: counts.unknown },
      { key: 'excepted', label: 'Excepted: all that fails was accepted for a time', value: counts.excepted },
      { key: 'not_applicable', label: 'Not applicable', value: counts.not_applicable },
      { key: 'manual', label: 'For people', value: counts.manual },
      { key: 'attested', label: 'Attested by a person', value: counts.attested },
      { key: 'not_automated', label: 'Not automated yet', value: counts.not_automated },
    ],
    tables: [],
  };
}

function aboutSection(deps: ExportDeps, { row, framework, accounts }: KeptAssessment): Section {
  const { regions, tags } = row.scope;
  const pairs = Object.entries(tags).map(([key, value]) => `${key}=${value}`);
  return {
    ...quiet,
    id: 'about',
    title: 'What was assessed',
    facts: [
      { key: 'framework', label: 'Framework', value: titleOf(framework) },
      { key: 'publisher', label: 'Published by', value: `${framework.publisher}, ${framework.url}` },
      {
        key: 'accounts',
        label: 'Accounts',
        value: accounts.map(({ name, account_id, type }) => `${name} (${type} ${account_id})`),
      },
      { key: 'regions', label: 'Regions', value: regions.length === 0 ? 'all' : regions },
      { key: 'tags', label: 'Only resources with the tags', value: pairs.length === 0 ? 'any' : pairs },
      { key: 'started_at', label: 'Assessed', value: row.started_at },
      ...(row.as_of === null ? [] : [{ key: 'as_of', label: 'As of the past moment', value: row.as_of }]),
      { key: 'trigger', label: 'Started by', value: row.trigger },
      {
        key: 'assessment',
        label: 'Number of the assessment and of its run',
        value: `${row.id}, ${row.execution_id}`,
      },
      { key: 'product', label: 'Written by', value: `InfraAudit ${deps.version}` },
    ],
  };
}

/** How much was seen stands before every number that rests on it. */
function seenSection(kept: KeptAssessment, again: JudgedAgain): Section {
  const types = typesNeeded(kept.catalogue);
  const gaps = again.accounts.flatMap(({ name, facts }) =>
    types.flatMap((type) => facts.unlisted(type).map((unseen) => ({ ...unseen, account: name }))),
  );
  return {
    id: 'seen',
    title: 'What was seen',
    text: [
      gaps.length === 0
        ? `Every list of the ${types.length} types of resources that the controls look at was read to its end.`
        : `Not every list of the ${types.length} types of resources that the controls look at could be read. What was not read is unknown, not absent.`,
    ],
    facts: [{ key: 'resources', label: 'Resources that were judged', value: again.resources }],
    tables: [
      {
        id: 'accounts_seen',
        title: 'Accounts',
        empty: 'No account.',
        columns: [
          { key: 'account', title: 'Account', weight: 3 },
          { key: 'id', title: 'Id', weight: 2 },
          { key: 'read_since', title: 'Everything known was read since', weight: 3 },
          { key: 'regions', title: 'Regions', weight: 6 },
          { key: 'missing', title: 'Lists not read', weight: 1.4, align: 'right' },
        ],
        rows: again.accounts.map(({ id, name, facts }) => [
          name,
          kept.accounts.find((account) => account.id === id)?.account_id ?? null,
          facts.readSince ?? 'never read',
          facts.regions,
          types.filter((type) => facts.unlisted(type).length > 0).length,
        ]),
      },
      {
        id: 'gaps',
        title: 'Lists that could not be read',
        empty: 'All of them could be read.',
        columns: [
          { key: 'account', title: 'Account', weight: 2.4 },
          { key: 'type', title: 'List of', weight: 3 },
          { key: 'region', title: 'Region', weight: 2 },
          { key: 'reason', title: 'Why', weight: 3.4 },
          { key: 'permission', title: 'Permission to grant', weight: 4 },
        ],
        rows: gaps.map((gap) => [
          gap.account,
          gap.type,
          gap.region ?? 'all',
          reasonOf(gap),
          gap.permission ?? null,
        ]),
      },
    ],
  };
}

const categorySection = (row: AssessmentRow): Section => ({
  ...quiet,
  id: 'categories',
  title: 'By category',
  tables: [
    {
      id: 'categories',
      title: 'Categories',
      empty: 'The framework has no categories.',
      columns: [{ key: 'category', title: 'Category', weight: 5 }, ...scoreColumns],
      rows: row.categories.map(({ title, ...score }) => [title, ...scoreCells(score)]),
    },
  ],
});

function exceptionSection(
  kept: KeptAssessment,
  exceptions: ReadonlyMap<number, ExceptionRow>,
  accepted: ReadonlyMap<number, number>,
): Section {
  return {
    ...quiet,
    id: 'exceptions',
    title: 'Exceptions',
    text: ['Failures that somebody accepted for a time. They count as evaluated and never as passed.'],
    tables: [
      {
        id: 'exceptions',
        title: 'Exceptions in force at the moment of the assessment',
        empty: 'None.',
        columns: [
          { key: 'id', title: 'Number', weight: 0.9, align: 'right' },
          { key: 'control', title: 'Control', weight: 3 },
          { key: 'findings', title: 'Resources', weight: 1.1, align: 'right' },
          { key: 'reason', title: 'Reason', weight: 4.5 },
          { key: 'owner', title: 'Owner', weight: 2 },
          { key: 'asked', title: 'Asked by', weight: 2 },
          { key: 'approved', title: 'Approved by', weight: 2 },
          { key: 'approved_at', title: 'Approved', weight: 2 },
          { key: 'expires_at', title: 'Until', weight: 2 },
        ],
        rows: [...exceptions.values()].flatMap((exception) => {
          const count = accepted.get(exception.id) ?? 0;
          if (count === 0) return [];
          const [control] = kept.catalogue.byId.get(exception.control_id) ?? [];
          return [
            [
              exception.id,
              control?.title ?? exception.control_id,
              count,
              exception.reason,
              exception.owner,
              exception.requested_by.label,
              exception.decided_by?.label ?? null,
              exception.decided_at,
              exception.expires_at,
            ],
          ];
        }),
      },
    ],
  };
}

const attestationSection = (kept: KeptAssessment): Section => ({
  ...quiet,
  id: 'attestations',
  title: 'Attestations',
  text: ["A person's word for what no control can answer. It is counted for itself and never as passed."],
  tables: [
    {
      id: 'attestations',
      title: 'Attestations in force at the moment of the assessment',
      empty: 'None.',
      columns: [
        { key: 'requirement', title: 'Requirement', weight: 1.5 },
        { key: 'statement', title: 'Statement', weight: 6 },
        { key: 'by', title: 'By', weight: 2 },
        { key: 'at', title: 'Given', weight: 2 },
        { key: 'until', title: 'Until', weight: 2 },
        { key: 'file', title: 'File and its SHA-256', weight: 4 },
      ],
      rows: [...kept.attestations.values()].map((attestation) => [
        attestation.requirementId,
        attestation.statement,
        attestation.attestedBy,
        attestation.attestedAt,
        attestation.validUntil,
        attestation.file === null ? null : `${attestation.file.name} ${attestation.file.sha256}`,
      ]),
    },
  ],
});

const againSection = ({ deviations }: JudgedAgain): Section => ({
  ...quiet,
  id: 'again',
  title: 'Judged again',
  text: [
    deviations.length === 0
      ? 'When this document was written, the stored facts were judged again: every requirement has the status that the assessment gave it.'
      : 'When this document was written, the stored facts were judged again. What differs now: something was written while the assessment ran, or a control is newer.',
    'The evidence as JSON holds every fact and verdict, signed; infraudit compliance verify judges it without a server.',
  ],
  tables:
    deviations.length === 0
      ? []
      : [
          {
            id: 'deviations',
            title: 'Deviations',
            empty: 'None.',
            columns: [{ key: 'deviation', title: 'What differs', weight: 1 }],
            rows: deviations.map((deviation) => [deviation]),
          },
        ],
});
