import type { Answer, Item, OperationId, Query } from '../../app/api.ts';
import { paths } from '../../app/paths.ts';
import type { Tone } from '../../ui/badge.tsx';
import { number, sentence } from '../../ui/words.ts';

export type Framework = Item<'listFrameworks'>;
export type FrameworkDetail = Answer<'getFramework'>;
export type Requirement = FrameworkDetail['requirement_list'][number];
export type Assessment = Item<'listAssessments'>;
export type AssessmentDetail = Answer<'getAssessment'>;
export type RequirementStatus = NonNullable<Requirement['status']>;
export type ControlRow = Item<'listControls'>;
export type ControlDetail = Answer<'getControl'>;
export type ControlStatus = NonNullable<ControlRow['status']>;
export type Unseen = ControlDetail['unlisted'][number];

/** What an act of compliance changes on the screen. */
export const touched: OperationId[] = [
  'listFrameworks',
  'getFramework',
  'getComplianceOverview',
  'getComplianceTrend',
  'listAssessments',
  'getAssessment',
  'listAssessmentResults',
  'listFailingControls',
  'listControls',
  'getControl',
  'listControlResources',
  'getResourceCompliance',
  'listExceptions',
  'getException',
  'listAttestations',
  'listCustomControls',
  'getCustomControl',
  'getStatus',
];

/** In the order in which people read them: what is good, what is bad, what nobody knows, the rest. */
export const requirementStatuses: RequirementStatus[] = [
  'fail',
  'unknown',
  'excepted',
  'manual',
  'pass',
  'attested',
  'not_applicable',
  'not_automated',
];

export const controlStatuses: ControlStatus[] = ['fail', 'unknown', 'excepted', 'pass', 'not_applicable'];

export const controlCategories = [
  'identity',
  'logging',
  'monitoring',
  'networking',
  'encryption',
  'data-protection',
  'resilience',
  'compute',
  'threat-detection',
  'governance',
];

const titles: Record<RequirementStatus, string> = {
  pass: 'Passed',
  fail: 'Failed',
  unknown: 'Unknown',
  excepted: 'Excepted',
  not_applicable: 'Not applicable',
  manual: 'Manual',
  attested: 'Attested',
  not_automated: 'Not automated',
};

export const statusTones: Record<RequirementStatus, Tone> = {
  pass: 'good',
  fail: 'bad',
  unknown: 'warn',
  excepted: 'warn',
  not_applicable: 'quiet',
  manual: 'quiet',
  attested: 'quiet',
  not_automated: 'quiet',
};

export const statusTitle = (status: string): string =>
  titles[status as RequirementStatus] ?? sentence(status);

export const statusWords: Record<RequirementStatus, string> = {
  pass: 'Every control that applies passes.',
  fail: 'At least one resource fails.',
  unknown: 'Something that would decide could not be read, so nobody can say. It is not counted as passed.',
  excepted: 'What fails was accepted for a time. It is not counted as passed.',
  not_applicable: 'There is nothing in the scope that it concerns.',
  manual: 'A person must look; no control can answer.',
  attested: 'A person looked and attested it. It is not counted as passed.',
  not_automated: 'No control of this version judges it.',
};

export const countOf: Record<RequirementStatus, (from: Counted) => number> = {
  pass: (from) => from.passed,
  fail: (from) => from.failed,
  unknown: (from) => from.unknown,
  excepted: (from) => from.excepted,
  not_applicable: (from) => from.not_applicable,
  manual: (from) => from.manual,
  attested: (from) => from.attested,
  not_automated: (from) => from.not_automated,
};

export type Counted = Pick<
  Assessment,
  | 'passed'
  | 'failed'
  | 'unknown'
  | 'excepted'
  | 'not_applicable'
  | 'manual'
  | 'attested'
  | 'not_automated'
  | 'total'
  | 'evaluated'
>;

/** `31 of 40 evaluated passed, 62 in total`: the three numbers are never apart. */
export function numbersWords(of: { passed: number; evaluated: number; total: number }): string {
  return `${number(of.passed)} of ${number(of.evaluated)} evaluated passed, ${number(of.total)} in total`;
}

/** The scope in one line; empty lists mean everything. */
export function scopeWords(
  scope: { provider_ids: number[]; regions: string[]; tags: Record<string, string> },
  nameOf: (id: number) => string,
): string {
  const tags = Object.entries(scope.tags).map(([key, value]) => `${key}=${value}`);
  return [
    scope.provider_ids.length === 0 ? 'all accounts' : scope.provider_ids.map(nameOf).join(', '),
    scope.regions.length === 0 ? 'all regions' : scope.regions.join(', '),
    ...(tags.length === 0 ? [] : [`only with ${tags.join(', ')}`]),
  ].join(', ');
}

const reasons: Record<string, string> = {
  denied: 'the account denied reading it',
  throttled: 'the provider throttled the call',
  unsupported: 'the provider does not support the call here',
  failed: 'the call failed',
  never_read: 'it was never read',
  region_disabled: 'the region is disabled',
  cancelled: 'the sync was stopped',
  timeout: 'the sync ran out of time',
  capped: 'the list was cut off',
};

/** Why it could not be seen, and what to grant, as one sentence. */
export function unseenWords(unseen: Unseen): string {
  const what = unseen.path === '*' ? `The list of ${unseen.type}` : `${unseen.path} of ${unseen.type}`;
  const where = unseen.region === undefined ? '' : ` in ${unseen.region}`;
  const grant = unseen.permission === undefined ? '' : ` Grant ${unseen.permission}.`;
  return `${what}${where} is unknown: ${reasons[unseen.reason] ?? sentence(unseen.reason).toLowerCase()}.${grant}`;
}

export const frameworkTitle = (of: { title: string; version: string }): string => `${of.title} ${of.version}`;

export function frameworkPath(of: { id: string; version: string }): string {
  return paths.framework(of.id, { version: of.version });
}

type ExportFormat = NonNullable<Query<'exportAssessment'>['format']>;

/** The formats of the API that a person takes along, with what each is for. */
const exportWords: Partial<Record<ExportFormat, { title: string; words: string }>> = {
  pdf: { title: 'PDF', words: 'For people: numbers, gaps, requirements, exceptions' },
  csv: { title: 'CSV', words: 'A row per requirement, control and resource' },
  json: { title: 'JSON', words: 'All evidence, signed; checked without a server' },
  oscal: { title: 'OSCAL', words: 'Assessment results of NIST' },
  sarif: { title: 'SARIF', words: 'For code scanning' },
  ocsf: { title: 'OCSF', words: 'For data lakes and SIEMs' },
  junit: { title: 'JUnit', words: 'For pipelines' },
};

export const exportFormats = Object.entries(exportWords).map(([id, words]) => ({ id, ...words }));
