import type { Scope } from '../../../core/scope.ts';
import type { AssessedControlRow, AssessmentRow, ResultRow } from '../../assess/compliance/index.ts';
import {
  type KeptAssessment,
  readAssessment,
  readNamedResources,
  saysSomething,
} from './judged-assessment.ts';
import type { ExportDeps } from './subject.ts';
import { controlSentence, requirementSentence, statusWords, titleOf } from './words.ts';

type Kind = 'passed' | 'failure' | 'error' | 'skipped';
type Case = { name: string; requirement: string; kind: Kind; message: string; text: string };

/** What cannot be known is an error, never a case that passed; what a person must decide is skipped with its reason. */
const kinds: Record<ResultRow['status'], Kind> = {
  pass: 'passed',
  fail: 'failure',
  unknown: 'error',
  excepted: 'skipped',
  not_applicable: 'skipped',
  manual: 'skipped',
  attested: 'skipped',
  not_automated: 'skipped',
};

const namedPerCase = 20;

/** JUnit XML: a suite per category, a case per requirement and control that judges it, one where none does. */
export async function* junitXml(
  deps: ExportDeps,
  scope: Scope,
  row: AssessmentRow,
  signal: AbortSignal,
): AsyncGenerator<string> {
  const kept = await readAssessment(deps, scope, row);
  const controls = await readNamedResources(deps, scope, kept);
  signal.throwIfAborted();
  const suites = kept.framework.categories.map(({ id, title }) => ({
    title,
    cases: kept.results.flatMap((result) => (result.category === id ? casesOf(kept, result, controls) : [])),
  }));
  const name = titleOf(kept.framework);
  const all = suites.flatMap(({ cases }) => cases);
  const attributes = { name, ...numbersOf(all), time: '0', timestamp: kept.at.toISOString().slice(0, 19) };
  yield `<?xml version="1.0" encoding="UTF-8"?>\n${open('testsuites', attributes)}\n`;
  for (const { title, cases } of suites) {
    const { timestamp } = attributes;
    yield `  ${open('testsuite', { name: title, ...numbersOf(cases), time: '0', timestamp })}\n    <properties>\n`;
    for (const [property, value] of Object.entries(propertiesOf(row)))
      yield `      <property${written({ name: property, value })}/>\n`;
    yield '    </properties>\n';
    for (const each of cases) yield caseXml(`${row.framework_id}.${row.framework_version}`, each);
    yield '  </testsuite>\n';
  }
  yield '</testsuites>\n';
}

const propertiesOf = (row: AssessmentRow): Record<string, string> => ({
  assessment: String(row.id),
  requirements_passed: String(row.passed),
  requirements_evaluated: String(row.evaluated),
  requirements_total: String(row.total),
});

function casesOf(
  kept: KeptAssessment,
  result: ResultRow,
  controls: ReadonlyMap<string, AssessedControlRow>,
): Case[] {
  const requirement = `${result.requirement_id} ${result.title}`;
  const judging = result.control_ids.flatMap((id) => {
    const control = controls.get(id);
    return control === undefined || !saysSomething(control) ? [] : [control];
  });
  if (judging.length === 0) {
    const kind = kinds[result.status];
    const sentence = requirementSentence(kept, result, (id) => controls.get(id)?.status);
    const message = `${statusWords[result.status]}: ${sentence}`;
    return [{ name: requirement, requirement, kind, message, text: '' }];
  }
  return judging.map((control) => ({
    name: `${requirement} [${control.control_id}]`,
    requirement,
    kind: kinds[control.status],
    message: `${statusWords[control.status]}: ${control.title}. ${controlSentence(control)}`,
    text: resourcesText(control),
  }));
}

function resourcesText(control: AssessedControlRow): string {
  const named = control.resources.slice(0, namedPerCase);
  const { fail, unknown, excepted } = control.counts;
  const more = fail + unknown + excepted - named.length;
  const lines = named.map(
    ({ resource_name: name, type, region, status, message }) =>
      `${statusWords[status]}: ${name} (${type}, ${region}): ${message}`,
  );
  if (more > 0) lines.push(`and ${more} more`);
  return lines.join('\n');
}

function numbersOf(cases: readonly Case[]): Record<string, string> {
  const count = (kind: Kind): string => String(cases.filter((each) => each.kind === kind).length);
  return {
    tests: String(cases.length),
    failures: count('failure'),
    errors: count('error'),
    skipped: count('skipped'),
  };
}

function caseXml(classname: string, { name, kind, message, text }: Case): string {
  const start = open('testcase', { classname, name, time: '0' });
  if (kind === 'passed') return `    ${start}</testcase>\n`;
  const type = kind === 'failure' ? { type: 'failed' } : kind === 'error' ? { type: 'unknown' } : {};
  const inside = `${open(kind, { message, ...type })}${escaped(text)}</${kind}>`;
  return `    ${start}\n      ${inside}\n    </testcase>\n`;
}

const open = (element: string, attributes: Record<string, string>): string =>
  `<${element}${written(attributes)}>`;

const written = (attributes: Record<string, string>): string =>
  Object.entries(attributes)
    .map(([name, value]) => ` ${name}="${escaped(value).replaceAll('\n', '&#10;').replaceAll('\t', '&#9;')}"`)
    .join('');

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** XML 1.0 has no way to write most control characters: they stand as the sign for what cannot be shown. */
function escaped(text: string): string {
  return text
    .toWellFormed()
    .replace(/[^\t\n\u{20}-\u{fffd}\u{10000}-\u{10ffff}]/gu, '\u{fffd}')
    .replace(/[&<>"']/g, (sign) => entities[sign] as string);
}
