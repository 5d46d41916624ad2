import type { Unseen } from '../../../core/verdict.ts';
import type { ResultRow } from '../../assess/compliance/index.ts';
import type { ControlStatus, Counts } from '../../assess/controls/index.ts';
import type { KeptAssessment } from './judged-assessment.ts';

/** Sentences that all formats say alike. Pure. */

export const statusWords: Record<ResultRow['status'], string> = {
  pass: 'passed',
  fail: 'failed',
  unknown: 'unknown',
  excepted: 'excepted',
  not_applicable: 'not applicable',
  manual: 'for people',
  attested: 'attested',
  not_automated: 'not automated',
};

/** `CIS AWS Foundations Benchmark 5.0`; a title that ends with its version is left as it is. */
export const titleOf = ({ title, version }: { title: string; version: string }): string =>
  title.endsWith(` ${version}`) ? title : `${title} ${version}`;

const reasonWords: Record<Unseen['reason'], string> = {
  denied: 'access was denied',
  throttled: 'the vendor let too few calls through',
  unsupported: 'the vendor does not answer this here',
  failed: 'the call failed',
  region_disabled: 'the region is not enabled',
  cancelled: 'reading was cancelled',
  timeout: 'reading took too long',
  capped: 'reading stopped at a limit',
  never_read: 'nobody has read it yet',
};

export const reasonOf = ({ reason }: Pick<Unseen, 'reason'>): string => reasonWords[reason];

/** `The list of sqs_queue in eu-central-1 could not be read: access was denied; sqs:ListQueues is missing.` */
function unseenSentence(unseen: Unseen): string {
  const { type, path, region, permission } = unseen;
  const what = path === '*' ? `The list of ${type}` : `${path} of ${type}`;
  const where = region === undefined ? '' : ` in ${region}`;
  const missing = permission === undefined ? '' : `; ${permission} is missing`;
  return `${what}${where} could not be read: ${reasonOf(unseen)}${missing}.`;
}

const longestList = 5;

/** All of them when they are few, else the first and how many more. */
export function unseenSentences(unseen: readonly Unseen[]): string {
  const sentences = [...new Set(unseen.map(unseenSentence))];
  const more = sentences.length - longestList;
  return [...sentences.slice(0, longestList), ...(more > 0 ? [`And ${more} more.`] : [])].join(' ');
}

const resources = (count: number): string => (count === 1 ? 'one resource' : `${count} resources`);

/** What a control says of all resources that it judged. */
export function controlSentence(control: { counts: Counts; unlisted: readonly Unseen[] }): string {
  const { counts, unlisted } = control;
  const { pass, fail, unknown, excepted, not_applicable: notApplicable } = counts;
  const parts = [
    ...(fail > 0 ? [`fails for ${resources(fail)}`] : []),
    ...(unknown > 0 ? [`cannot be judged for ${resources(unknown)}`] : []),
    ...(excepted > 0 ? [`is excepted for ${resources(excepted)}`] : []),
    ...(pass > 0 ? [`passes for ${resources(pass)}`] : []),
    ...(notApplicable > 0 ? [`does not concern ${resources(notApplicable)}`] : []),
  ];
  const said = parts.length === 0 ? 'No resource to judge was seen.' : `It ${listed(parts)}.`;
  return unlisted.length === 0 ? said : `${said} ${unseenSentences(unlisted)}`;
}

const listed = (parts: readonly string[]): string =>
  parts.length < 2 ? (parts[0] ?? '') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;

/** Why a requirement stands as it does, in one or two sentences. */
export function requirementSentence(
  kept: Pick<KeptAssessment, 'attestations'>,
  result: ResultRow,
  statusOf: (controlId: string) => ControlStatus | undefined,
): string {
  const attestation = kept.attestations.get(result.requirement_id);
  const judging = result.control_ids.filter((id) => statusOf(id) !== undefined);
  const count = (status: ControlStatus): number => judging.filter((id) => statusOf(id) === status).length;
  switch (result.status) {
    case 'pass':
      return count('pass') === 1
        ? 'A control passes; none fails.'
        : `${count('pass')} controls pass; none fails.`;
    case 'fail':
      return judging.length === 1
        ? 'Its control fails.'
        : `${count('fail')} of ${judging.length} controls ${count('fail') === 1 ? 'fails' : 'fail'}.`;
    case 'unknown':
      return `${judging.length === 1 ? 'Its control' : `${count('unknown')} of ${judging.length} controls`} could not judge everything, so this is not known; none fails in what was seen.`;
    case 'excepted':
      return 'Everything that fails was accepted for a time.';
    case 'not_applicable':
      return 'There is nothing that it applies to.';
    case 'attested':
      return `Attested by ${attestation?.attestedBy ?? 'a person'}; no control has judged it.`;
    case 'manual':
      return result.manual ?? 'A person must look.';
    case 'not_automated':
      return 'No control judges it yet.';
  }
}
