import type { AssessedControlRow, ResultRow } from '../../assess/compliance/index.ts';
import type { Cell, Column, Section, Tone } from '../reports/index.ts';
import type { KeptAssessment } from './judged-assessment.ts';
import { controlSentence, requirementSentence, statusWords, unseenSentences } from './words.ts';

/** The parts of the document that go through requirements and controls. Pure. */

export type NamedControls = ReadonlyMap<string, AssessedControlRow>;

const namedPerRequirement = 8;

const statusTones: Readonly<Record<string, Tone>> = {
  passed: 'good',
  failed: 'bad',
  unknown: 'unsure',
  excepted: 'unsure',
  'not applicable': 'quiet',
  'for people': 'quiet',
  attested: 'quiet',
  'not automated': 'quiet',
};

const statusColumn: Column = { key: 'status', title: 'Status', weight: 1.5, tones: statusTones };

/** A section per category: each requirement, and below it what fails, is unknown or excepted. */
export function* requirementSections(kept: KeptAssessment, controls: NamedControls): Generator<Section> {
  let first = true;
  for (const category of kept.framework.categories) {
    const results = kept.results.filter((result) => result.category === category.id);
    if (results.length === 0) continue;
    const score = kept.row.categories.find(({ id }) => id === category.id);
    yield {
      id: `requirements-${category.id}`,
      title: first ? `Requirements: ${category.title}` : category.title,
      newPage: first,
      text:
        score === undefined
          ? []
          : [`${score.passed} passed of ${score.evaluated} evaluated of ${score.total} requirements.`],
      facts: [],
      tables: [
        {
          id: `requirements-${category.id}`,
          title: category.title,
          empty: 'No requirement.',
          columns: [
            { key: 'requirement', title: 'Number', weight: 1.1, leads: true },
            {
              key: 'title',
              title: 'Requirement, and the control that found something',
              weight: 4.6,
              leads: true,
            },
            statusColumn,
            { key: 'resource', title: 'Resource', weight: 3 },
            { key: 'why', title: 'Why', weight: 5.4 },
          ],
          leads: ([number]) => number !== null,
          rows: results.flatMap((result) => requirementRows(kept, result, controls)),
        },
      ],
    };
    first = false;
  }
}

function requirementRows(kept: KeptAssessment, result: ResultRow, controls: NamedControls): Cell[][] {
  const sentence = requirementSentence(kept, result, (id) => controls.get(id)?.status);
  const levels = result.levels.length === 0 ? '' : ` (${result.levels.join(', ')})`;
  const judged = result.control_ids.length > 0 && !['manual', 'attested'].includes(result.status);
  const besides = judged && result.manual !== null ? ` A person looks too: ${result.manual}` : '';
  const rows: Cell[][] = [
    [
      result.requirement_id,
      `${result.title}${levels}`,
      statusWords[result.status],
      null,
      `${sentence}${besides}`,
    ],
  ];
  let named = 0;
  let left = 0;
  for (const id of result.control_ids) {
    const control = controls.get(id);
    if (control === undefined) continue;
    const { fail, unknown, excepted } = control.counts;
    const shown = control.resources.slice(0, Math.max(0, namedPerRequirement - named));
    named += shown.length;
    left += fail + unknown + excepted - shown.length;
    for (const resource of shown)
      rows.push([
        null,
        control.title,
        statusWords[resource.status],
        `${resource.resource_name} (${resource.type}, ${resource.region})`,
        resource.message,
      ]);
    if (control.status === 'unknown' && control.unlisted.length > 0)
      rows.push([null, control.title, statusWords.unknown, null, unseenSentences(control.unlisted)]);
  }
  if (left > 0)
    rows.push([null, null, null, `and ${left} more`, 'The CSV of this assessment names them all.']);
  return rows;
}

/** Where accounts differ: each requirement with its status in each account. */
export function accountSection(kept: KeptAssessment): Section {
  const { providers } = kept.row;
  const different = kept.results.filter(({ statuses }) => new Set(Object.values(statuses)).size > 1);
  const shown = providers.slice(0, 8);
  return {
    id: 'accounts',
    title: 'By account',
    text:
      providers.length > 1
        ? ['A requirement passes only where it does so in every account; here is how each one stands alone.']
        : [],
    facts: [],
    tables: [
      {
        id: 'by_account',
        title: 'Accounts',
        empty: 'No account.',
        columns: [{ key: 'account', title: 'Account', weight: 5 }, ...scoreColumns],
        rows: providers.map(({ name, ...score }) => [name, ...scoreCells(score)]),
      },
      ...(providers.length > 1
        ? [
            {
              id: 'accounts_differ',
              title: 'Requirements that differ between accounts',
              empty: 'None: every requirement has the same status in every account.',
              columns: [
                { key: 'requirement', title: 'Number', weight: 1.2 },
                { key: 'title', title: 'Requirement', weight: 5 },
                ...shown.map(({ provider_id: id, name }) => ({
                  key: `account-${id}`,
                  title: name,
                  weight: 1.6,
                  tones: statusTones,
                })),
              ],
              rows: different.map((result) => [
                result.requirement_id,
                result.title,
                ...shown.map(({ provider_id: id }) => statusWords[result.statuses[id] ?? 'not_automated']),
              ]),
            },
          ]
        : []),
    ],
  };
}

export const scoreColumns: readonly Column[] = [
  { key: 'passed', title: 'Passed', weight: 1, align: 'right' },
  { key: 'evaluated', title: 'Evaluated', weight: 1, align: 'right' },
  { key: 'total', title: 'Total', weight: 1, align: 'right' },
  { key: 'score', title: 'Score', weight: 1.4, align: 'right' },
];

type Score = { passed: number; evaluated: number; total: number; score: number | null };

export const scoreCells = ({ passed, evaluated, total, score }: Score): Cell[] => [
  passed,
  evaluated,
  total,
  percent(score),
];

/** Rounded down, so that 100 is only said when everything evaluated passed. */
export const percent = (score: number | null): string =>
  score === null ? 'nothing evaluated' : `${Math.floor(Math.round(score * 10_000) / 10) / 10} %`;

/** Every control that could not be judged everywhere, why, and what of the standard depends on it. */
export function unknownSection(kept: KeptAssessment, controls: NamedControls): Section {
  const unknown = [...controls.values()].filter(
    ({ counts, unlisted }) => counts.unknown > 0 || unlisted.length > 0,
  );
  return {
    id: 'unknown',
    title: 'What could not be judged, and why',
    text: ['Unknown is never a pass: each of these may hide a failure.'],
    facts: [],
    tables: [
      {
        id: 'unknown',
        title: 'Controls that could not be judged everywhere',
        empty: 'Every control could be judged for every resource.',
        columns: [
          { key: 'control', title: 'Control', weight: 4 },
          { key: 'status', title: 'Status', weight: 1.3, tones: statusTones },
          { key: 'resources', title: 'Resources', weight: 1.1, align: 'right' },
          { key: 'requirements', title: 'Requirements', weight: 2.4 },
          { key: 'why', title: 'Why', weight: 6.5 },
        ],
        rows: unknown.map((control) => [
          control.title,
          statusWords[control.status],
          control.counts.unknown,
          kept.results
            .filter(({ control_ids }) => control_ids.includes(control.control_id))
            .map(({ requirement_id }) => requirement_id),
          whyUnknown(control),
        ]),
      },
    ],
  };
}

function whyUnknown({ unlisted, resources }: AssessedControlRow): string {
  const messages = resources.flatMap(({ status, resource_name, message }) =>
    status === 'unknown' ? [`${resource_name}: ${message}`] : [],
  );
  const more = messages.length - 2;
  return [
    ...(unlisted.length > 0 ? [unseenSentences(unlisted)] : []),
    ...messages.slice(0, 2),
    ...(more > 0 ? [`And ${more} more.`] : []),
  ].join(' ');
}

/** How each control judged: the numbers, and the sentence of what it found first. */
export function controlSection(controls: NamedControls): Section {
  const number = (key: string, title: string): Column => ({ key, title, weight: 1, align: 'right' });
  return {
    id: 'controls',
    title: 'Appendix: how each control judged',
    text: ['Numbers are resources. A control fails when one resource fails, whatever else was seen.'],
    facts: [],
    tables: [
      {
        id: 'controls',
        title: 'Controls',
        empty: 'No control judges this framework.',
        columns: [
          { key: 'control', title: 'Control', weight: 4 },
          { key: 'version', title: 'Version', weight: 0.9, align: 'right' },
          { key: 'severity', title: 'Severity', weight: 1.1 },
          { key: 'status', title: 'Status', weight: 1.4, tones: statusTones },
          number('pass', 'Passed'),
          number('fail', 'Failed'),
          number('unknown', 'Unknown'),
          number('excepted', 'Excepted'),
          number('not_applicable', 'Not appl.'),
          { key: 'first', title: 'First finding', weight: 5 },
        ],
        rows: [...controls.values()].map((control) => {
          const { counts } = control;
          const [first] = control.resources;
          return [
            `${control.title} (${control.control_id})`,
            control.control_version,
            control.severity,
            statusWords[control.status],
            counts.pass,
            counts.fail,
            counts.unknown,
            counts.excepted,
            counts.not_applicable,
            first === undefined
              ? control.unlisted.length > 0 || counts.pass + counts.not_applicable === 0
                ? controlSentence(control)
                : null
              : `${first.resource_name}: ${first.message}`,
          ];
        }),
      },
    ],
  };
}
