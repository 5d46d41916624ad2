import { type Severity, worst } from '../../../core/severity.ts';
import { contentHash } from '../../../platform/hash.ts';
import {
  priorityOf,
  type ResourceToAdvise,
  recommend,
  riskReduction,
} from '../../../plugin-kit/recommend.ts';
import type { Found } from './deps.ts';
import type { FindingOf, FoundResource } from './finding-store.ts';
import type { Rule, RuleBook } from './rule-book.ts';
import type { Content } from './store.ts';

/** What is stored of a recommendation, made of what was found. Pure. */

type Making = {
  book: RuleBook;
  rule: Rule;
  providerId: number;
  today: Date;
  remediationFor(found: Found): string | null;
};

export const matterOf = (rule: Rule, providerId: number, resourceId: number): string =>
  rule.per === 'account' ? `${rule.id} account:${providerId}` : `${rule.id} resource:${resourceId}`;

const rank: Record<Severity, number> = { critical: 4, high: 3, medium: 2, low: 1 };
const mostFacts = 5000;

export function makeContent(making: Making, resources: readonly FoundResource[]): Content {
  const { rule, providerId } = making;
  const [first] = resources;
  if (first === undefined) throw new RangeError('a recommendation is about at least one resource');
  const findings = resources.flatMap((resource) =>
    resource.findings.map((finding) => ({ resource, finding })),
  );
  const main = findings.toSorted((a, b) => rank[b.finding.severity] - rank[a.finding.severity])[0];
  const made = adviseBy(making, resources);
  const { advice, exposure, severity, savings } = made;
  const risk = rule.kind === 'cost' ? null : riskReduction(severity, exposure);
  const controlIds = [...new Set(findings.flatMap(({ finding }) => finding.control_id ?? []))].sort();
  const shown = {
    title: advice.title.slice(0, 300),
    advice: {
      explanation: advice.explanation,
      steps: advice.steps.map(({ text, commands }) => ({ text, commands: [...(commands ?? [])] })),
      impact: advice.impact,
      side_effects: [...advice.sideEffects],
      references: references(making, controlIds),
    },
    severity,
    priority: priorityOf(risk, savings),
    riskReduction: risk,
    exposure,
    savings:
      savings === null
        ? null
        : {
            lowCents: Math.round(savings.low * 100),
            highCents: Math.round(savings.high * 100),
            assumption: assumption(rule, savings.without),
          },
    controlIds,
    remediationType: making.remediationFor({
      resourceType: rule.resource.type,
      controlIds,
      attribute: findings[0]?.finding.attribute ?? null,
    }),
    note: made.note,
  };
  const facts = findings.slice(0, mostFacts).map(({ resource, finding }) => factOf(resource.id, finding));
  return {
    ...shown,
    providerId,
    matter: matterOf(rule, providerId, first.id),
    ruleId: rule.id,
    ruleVersion: rule.version,
    type: rule.kind,
    resourceType: rule.resource.type,
    effortMinutes: rule.effortMinutes,
    findingType: main?.finding.type ?? 'configuration',
    findingId: main?.finding.id ?? null,
    facts,
    contentHash: contentHash({ ...shown, facts, version: rule.version }),
    resources: resources.map(({ id, versionId, findings: own }) => ({ id, versionId, findings: own })),
  };
}

const factOf = (resourceId: number, finding: FindingOf): string =>
  `${resourceId} ${finding.control_id ?? finding.attribute ?? finding.type} ${finding.fingerprint}`;

function adviseBy(making: Making, resources: readonly FoundResource[]) {
  const { rule, today, book } = making;
  const made = recommend(
    rule,
    resources.map((each) => toAdvise(rule, each)),
    today,
  );
  if (!('unseen' in made)) return { ...made, note: null };
  // The rule needs what nobody could read: the finding's own words do not.
  const [control] = resources.flatMap(({ findings }) => findings.flatMap(({ control_id: id }) => id ?? []));
  const general =
    control === undefined
      ? book.byId(`drift:${rule.resource.type}.${resources[0]?.findings[0]?.attribute}`)
      : book.byId(`control:${control}`);
  const missing = made.unseen.map(
    ({ path, permission }) => `${path}${permission === undefined ? '' : ` (${permission})`}`,
  );
  const note = `The steps are general: ${rule.id} needs ${[...new Set(missing)].slice(0, 3).join(', ')}, which could not be read.`;
  const fallback =
    general === undefined
      ? undefined
      : recommend(
          general,
          resources.map((each) => toAdvise(rule, each)),
          today,
        );
  if (fallback === undefined || 'unseen' in fallback)
    throw new Error(`nothing advises instead of ${rule.id}`);
  return { ...fallback, exposure: 'unknown' as const, note };
}

function toAdvise(rule: Rule, found: FoundResource): ResourceToAdvise {
  return {
    type: rule.resource.type,
    externalId: found.externalId,
    name: found.name,
    region: found.region,
    accountId: found.accountId,
    tags: found.tags,
    configuration: found.configuration,
    unreadable: found.unreadable,
    fails: new Set(found.findings.flatMap(({ control_id: id }) => id ?? [])),
    drifts: found.findings.flatMap(({ attribute, message }) =>
      attribute === null ? [] : [{ attribute, summary: message }],
    ),
    severity: found.findings.map(({ severity }) => severity).reduce(worst, 'low'),
  };
}

function references({ rule, book }: Making, controlIds: readonly string[]): string[] {
  const ofControls = controlIds.slice(0, 3).flatMap((id) => book.byId(`control:${id}`)?.references ?? []);
  return [...new Set([...rule.references, ...ofControls])].slice(0, 5);
}

function assumption(rule: Rule, without: number): string {
  const left = without === 0 ? '' : ` ${without} of the resources have no figure and count as nothing.`;
  return `List prices in US dollars as this version knows them, without discounts. ${rule.savings?.assumption ?? ''}${left}`;
}
