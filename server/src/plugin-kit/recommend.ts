import type { JsonObject } from '../core/json.ts';
import type { Unreadable } from '../core/observation.ts';
import { type Severity, worst } from '../core/severity.ts';
import type { Unseen } from '../core/verdict.ts';
import type {
  Advice,
  AdvisedResource,
  AnyRecommendation,
  Exposure,
  MonthlySavings,
  Neighbours,
} from './define-recommendation.ts';
import { UnseenError, watchedConfiguration } from './watched-configuration.ts';

/** Recommendations as the core makes them. Pure: the same findings and configuration give the same advice on a day. */

/** A stored resource with its findings. */
export type ResourceToAdvise = AdvisedResource<JsonObject> & {
  type: string;
  unreadable: readonly Unreadable[];
  /** Of the worst of its findings. */
  severity: Severity;
};

const weights: Record<Severity, number> = { critical: 100, high: 75, medium: 45, low: 20 };
const shares: Record<Exposure, number> = { internet: 1, other_accounts: 0.9, unknown: 0.8, account: 0.7 };

/** 0 to 100: the weight of the worst severity, times the share of what can be reached from where. */
export function riskReduction(severity: Severity, exposure: Exposure): number {
  return Math.round(weights[severity] * shares[exposure]);
}

/** By what it takes away from the risk, or from the bill. A cost is never critical. */
export function priorityOf(risk: number | null, savings: MonthlySavings | null): Severity {
  if (risk !== null) return risk >= 80 ? 'critical' : risk >= 50 ? 'high' : risk >= 25 ? 'medium' : 'low';
  const most = savings?.high ?? 0;
  return most >= 500 ? 'high' : most >= 50 ? 'medium' : 'low';
}

type Configured = { region: string; configuration: JsonObject; unreadable: readonly Unreadable[] };
/** All resources of a type in the account, and where its lists were not complete. */
export type Neighbourhood = { type: string; resources: readonly Configured[]; unlisted: readonly Unseen[] };

/** The facts that a configuration shows to a rule, or null; what could not be read shows nothing. */
export function factsOf(
  rule: AnyRecommendation,
  neighbourhood: (type: string) => Neighbourhood,
  today: Date,
): (resource: Configured) => JsonObject | null {
  const neighbours = Object.fromEntries(
    Object.entries(rule.reads ?? {}).map(([name, { type }]) => [name, neighboursOf(neighbourhood(type))]),
  );
  return (resource) => {
    try {
      const configuration = watchedConfiguration(
        rule.resource.type,
        resource.configuration,
        resource.unreadable,
      );
      return rule.when?.(configuration, { region: resource.region, today }, neighbours as never) ?? null;
    } catch (error) {
      if (error instanceof UnseenError) return null;
      throw error;
    }
  };
}

function neighboursOf({ type, resources, unlisted }: Neighbourhood): Neighbours<JsonObject> {
  return {
    some(test, region) {
      const unseen = unlisted.filter((gap) => gap.region === undefined || gap.region === region);
      for (const resource of resources) {
        if (resource.region !== region) continue;
        try {
          if (test(watchedConfiguration(type, resource.configuration, resource.unreadable))) return true;
        } catch (error) {
          if (!(error instanceof UnseenError)) throw error;
          unseen.push(...error.unseen);
        }
      }
      if (unseen.length > 0) throw new UnseenError(unseen);
      return false;
    },
  };
}

export type Recommended = {
  advice: Advice;
  exposure: Exposure;
  severity: Severity;
  savings: { low: number; high: number; without: number } | null;
};

/** What a rule advises, or what could not be read although the advice needs it. */
export function recommend(
  rule: AnyRecommendation,
  resources: readonly ResourceToAdvise[],
  today: Date,
): Recommended | { unseen: readonly Unseen[] } {
  const severity = resources.map((each) => each.severity).reduce(worst, 'low');
  const watched = resources.map((resource) => ({
    ...resource,
    configuration: watchedConfiguration(resource.type, resource.configuration, resource.unreadable),
  }));
  const [first, ...others] = watched.slice(0, 50);
  if (first === undefined) throw new RangeError('a recommendation is about at least one resource');
  try {
    const advice = rule.advise({ resources: [first, ...others], total: resources.length, today });
    return { advice, severity, exposure: widest(rule, watched), savings: savingsOf(rule, watched) };
  } catch (error) {
    if (error instanceof UnseenError) return { unseen: error.unseen };
    throw error;
  }
}

const order: readonly Exposure[] = ['internet', 'other_accounts', 'unknown', 'account'];

function widest(rule: AnyRecommendation, resources: readonly AdvisedResource<JsonObject>[]): Exposure {
  const { exposure } = rule;
  if (typeof exposure === 'string') return exposure;
  const found = new Set(
    resources.map(({ configuration }): Exposure => {
      try {
        return exposure(configuration);
      } catch (error) {
        if (error instanceof UnseenError) return 'unknown';
        throw error;
      }
    }),
  );
  return order.find((each) => found.has(each)) ?? 'unknown';
}

/** The sum of those that have a figure, and how many have none; null when none has one. */
function savingsOf(
  rule: AnyRecommendation,
  resources: readonly AdvisedResource<JsonObject>[],
): Recommended['savings'] {
  if (rule.savings === undefined) return null;
  const sum = { low: 0, high: 0, without: 0 };
  for (const resource of resources) {
    const one = figureOf(rule, resource);
    if (one === null) sum.without += 1;
    else {
      sum.low += one.low;
      sum.high += one.high;
    }
  }
  return sum.without === resources.length || sum.high <= 0 ? null : sum;
}

function figureOf(rule: AnyRecommendation, resource: AdvisedResource<JsonObject>): MonthlySavings | null {
  try {
    return rule.savings?.of(resource) ?? null;
  } catch (error) {
    if (error instanceof UnseenError) return null;
    throw error;
  }
}
