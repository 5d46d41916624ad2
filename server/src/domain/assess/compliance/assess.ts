import type { Severity } from '../../../core/severity.ts';
import type { Unseen } from '../../../core/verdict.ts';
import type { Framework, Requirement } from '../../../plugin-kit/define-framework.ts';
import {
  addCounts,
  type Catalogue,
  type ControlStatus,
  type Counts,
  noCounts,
  statusOfCounts,
  type Tally,
  worstStatus,
} from '../controls/index.ts';

/** What requirements and scores follow from, for one framework over some accounts. Pure. */

export const requirementStatuses = [
  'pass',
  'fail',
  'unknown',
  'excepted',
  'not_applicable',
  'manual',
  'attested',
  'not_automated',
] as const;
export type RequirementStatus = (typeof requirementStatuses)[number];

export type AssessedAccount = {
  id: number;
  name: string;
  /** The vendor: `aws`. */
  vendor: string;
  /** What of the lists of a control's types is missing, within the scope. */
  unlisted(controlId: string): readonly Unseen[];
};

/** How a control stood in the assessment before. */
export type EarlierControl = { failingSince: Date | null };

export type ControlResult = {
  id: string;
  version: number;
  title: string;
  severity: Severity;
  status: ControlStatus;
  counts: Counts;
  /** By the id of the account. */
  statuses: Record<string, ControlStatus>;
  unlisted: Unseen[];
  /** Stays while nobody can look; ends when it was seen well. */
  failingSince: Date | null;
};

export type RequirementResult = {
  id: string;
  title: string;
  category: string;
  levels: readonly string[];
  status: RequirementStatus;
  statuses: Record<string, RequirementStatus>;
  controlIds: readonly string[];
  manual: string | null;
};

/** The three numbers that always stand together, and what is not among the evaluated ones. */
export type Score = { passed: number; evaluated: number; total: number; score: number | null };
export type StatusCounts = Record<RequirementStatus, number>;

export type AssessmentResult = Score & {
  counts: StatusCounts;
  weightedScore: number | null;
  categories: (Score & { id: string; title: string })[];
  providers: (Score & { provider_id: number; name: string })[];
  controls: ControlResult[];
  requirements: RequirementResult[];
  newlyFailing: string[];
  newlyPassing: string[];
};

export type AssessInput = {
  framework: Framework;
  catalogue: Catalogue;
  accounts: readonly AssessedAccount[];
  tally: Tally;
  /** Requirement ids that a valid attestation covers. */
  attested: ReadonlySet<string>;
  /** By control id, empty when nothing was assessed before; null when nothing is compared: a past moment. */
  earlier: ReadonlyMap<string, EarlierControl> | null;
  /** When the assessment began. */
  at: Date;
};

export function assess(input: AssessInput): AssessmentResult {
  const { framework } = input;
  const ids = [...new Set(framework.requirements.flatMap(({ controls }) => controls))].sort();
  const controls = ids.flatMap((id) => controlResult(input, id) ?? []);
  const byId = new Map(controls.map((control) => [control.id, control]));
  const requirements = framework.requirements.map((requirement) =>
    requirementResult(input, requirement, byId),
  );
  const counts = countStatuses(requirements.map(({ status }) => status));
  const providers = input.accounts.map(({ id, name }) => ({
    provider_id: id,
    name,
    ...scoreOf(requirements.map(({ statuses }) => statuses[id] ?? 'not_automated')),
  }));
  const compared = input.earlier === null ? [] : controls;
  const failedBefore = (id: string): boolean => (input.earlier?.get(id)?.failingSince ?? null) !== null;
  return {
    ...scoreOf(requirements.map(({ status }) => status)),
    counts,
    weightedScore: weightedScore(providers),
    categories: framework.categories.map(({ id, title }) => ({
      id,
      title,
      ...scoreOf(requirements.flatMap(({ category, status }) => (category === id ? [status] : []))),
    })),
    providers,
    controls,
    requirements,
    newlyFailing: compared
      .filter(({ id, status }) => status === 'fail' && !failedBefore(id))
      .map(({ id }) => id),
    newlyPassing: compared
      .filter(({ id, status }) => (status === 'pass' || status === 'not_applicable') && failedBefore(id))
      .map(({ id }) => id),
  };
}

function controlResult(input: AssessInput, id: string): ControlResult | undefined {
  const [control] = input.catalogue.byId.get(id) ?? [];
  if (control === undefined) return undefined;
  const counts = noCounts();
  const statuses: Record<string, ControlStatus> = {};
  const unlisted: Unseen[] = [];
  for (const account of input.accounts) {
    if (account.vendor !== control.resource.provider) continue;
    const here = input.tally.get(id)?.get(account.id) ?? noCounts();
    const missing = account.unlisted(id);
    statuses[account.id] = statusOfCounts(here, missing);
    addCounts(counts, here);
    unlisted.push(...missing);
  }
  const status = worstStatus(Object.values(statuses));
  const since = input.earlier?.get(id)?.failingSince ?? null;
  const kept = status === 'unknown' ? since : null;
  return {
    id,
    version: control.version,
    title: control.title,
    severity: control.severity,
    status,
    counts,
    statuses,
    unlisted: unlisted.slice(0, 50),
    failingSince: input.earlier === null ? null : status === 'fail' ? (since ?? input.at) : kept,
  };
}

function requirementResult(
  input: AssessInput,
  requirement: Requirement,
  controls: ReadonlyMap<string, ControlResult>,
): RequirementResult {
  const judging = requirement.controls.flatMap((id) => controls.get(id) ?? []);
  const byHand: RequirementStatus = input.attested.has(requirement.id)
    ? 'attested'
    : requirement.manual === undefined
      ? 'not_automated'
      : 'manual';
  const worst = (statuses: ControlStatus[]): RequirementStatus =>
    statuses.length === 0 ? byHand : worstStatus(statuses);
  return {
    id: requirement.id,
    title: requirement.title,
    category: requirement.category,
    levels: requirement.levels ?? [],
    // A control of another vendor's resources says nothing of these accounts.
    status: worst(
      judging.flatMap(({ status, statuses }) => (Object.keys(statuses).length === 0 ? [] : [status])),
    ),
    statuses: Object.fromEntries(
      input.accounts.map(({ id }) => [id, worst(judging.flatMap(({ statuses }) => statuses[id] ?? []))]),
    ),
    controlIds: requirement.controls,
    manual: requirement.manual ?? null,
  };
}

const evaluatedStatuses: ReadonlySet<RequirementStatus> = new Set(['pass', 'fail', 'excepted']);

/** Accepted failures are evaluated and not passed; what nobody could see is neither. */
function scoreOf(statuses: readonly RequirementStatus[]): Score {
  const passed = statuses.filter((status) => status === 'pass').length;
  const evaluated = statuses.filter((status) => evaluatedStatuses.has(status)).length;
  return { passed, evaluated, total: statuses.length, score: quotient(passed, evaluated) };
}

/** Rounded down, so that 1 is only said when everything evaluated passed; null when nothing was. */
export function quotient(passed: number, evaluated: number): number | null {
  return evaluated === 0 ? null : Math.floor((passed / evaluated) * 10_000) / 10_000;
}

/** The average over accounts, each by the number of its evaluated requirements. */
function weightedScore(accounts: readonly Score[]): number | null {
  const sum = (of: (account: Score) => number) => accounts.reduce((total, each) => total + of(each), 0);
  return quotient(
    sum(({ passed }) => passed),
    sum(({ evaluated }) => evaluated),
  );
}

function countStatuses(statuses: readonly RequirementStatus[]): StatusCounts {
  const counts = Object.fromEntries(requirementStatuses.map((status) => [status, 0])) as StatusCounts;
  for (const status of statuses) counts[status] += 1;
  return counts;
}
