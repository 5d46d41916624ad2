import type { JsonObject } from '../core/json.ts';
import type { Severity } from '../core/severity.ts';
import type { ConfigurationOf, ResourceType } from './define-resource-type.ts';

/** What a recommendation is good for. Availability and speed are `performance`. */
export const recommendationKinds = ['security', 'cost', 'performance'] as const;
export type RecommendationKind = (typeof recommendationKinds)[number];

/** From where the weakness can be used. `unknown`: nobody could see it, which counts more than `account`. */
export const exposures = ['internet', 'other_accounts', 'unknown', 'account'] as const;
export type Exposure = (typeof exposures)[number];

/** A resource with what was found about it. */
export type AdvisedResource<Configuration> = {
  externalId: string;
  name: string;
  /** The vendor's region, or `global`. */
  region: string;
  /** The vendor's account. */
  accountId: string;
  tags: Readonly<Record<string, string>>;
  configuration: Configuration;
  /** Ids of the rule's controls that fail here. */
  fails: ReadonlySet<string>;
  /** What weakened it since its baseline, of the rule's attributes. */
  drifts: readonly { attribute: string; summary: string }[];
};

export type AdviceInput<Configuration> = {
  /** The first ones, at most 50; exactly one where the rule looks at single resources. */
  resources: readonly [AdvisedResource<Configuration>, ...AdvisedResource<Configuration>[]];
  /** How many there are. */
  total: number;
  /** The beginning of the UTC day. */
  today: Date;
};

/** Resources of another type in the same account. */
export type Neighbours<Configuration> = {
  /** True when one of the region satisfies the test; ends in silence when none does and some could not be seen. */
  some(test: (configuration: Configuration) => boolean, region: string): boolean;
};
type NeighboursOf<Reads extends Record<string, ResourceType>> = {
  [Name in keyof Reads]: Neighbours<ConfigurationOf<Reads[Name]>>;
};

/** One thing to do, in order. Commands are made by `cli`, which quotes every value. */
export type Step = { text: string; commands?: readonly string[] };

export type Advice = {
  /** What to do, with the name of the resource or their number; no full stop. */
  title: string;
  /** What was found and why these findings are one matter. */
  explanation: string;
  /** Ordered by effect: what closes the hole comes first, what keeps it closed after it. */
  steps: readonly Step[];
  /** What is better afterwards. */
  impact: string;
  /** What else changes, for whoever must agree to it; empty when nothing does. */
  sideEffects: readonly string[];
};

/** US dollars a month. Both ends are the same where the price of the region is known. */
export type MonthlySavings = { low: number; high: number };

export type Recommendation<
  Type extends ResourceType = ResourceType,
  Reads extends Record<string, ResourceType> = Record<string, ResourceType>,
> = {
  /** Permanent: `aws-s3-close-public-bucket`. */
  id: string;
  /** Grows with each change of what the rule says. */
  version: number;
  /** What the rule advises, for lists of rules. */
  title: string;
  kind: RecommendationKind;
  resource: Type;
  /** `account`: one cause, one recommendation with the list of all resources of an account. */
  per: 'resource' | 'account';
  /** Controls whose failing is the finding. A control belongs to one rule at most. */
  controls: readonly string[];
  /** Top-level attributes whose weakening drift is the finding; each belongs to one rule of the type at most. */
  driftAttributes?: readonly string[];
  /**
   * For what a configuration shows by itself: the facts that the advice rests on, or null. Asked of every living
   * resource of the type. What could not be read makes it say nothing.
   */
  when?(
    configuration: ConfigurationOf<Type>,
    resource: { region: string; today: Date },
    neighbours: NeighboursOf<Reads>,
  ): JsonObject | null;
  /** Severity of what `when` finds; findings of controls and drifts bring theirs. */
  severity?: Severity;
  /** Other types of the account that `when` depends on. */
  reads?: Reads;
  exposure: Exposure | ((configuration: ConfigurationOf<Type>) => Exposure);
  effortMinutes: number;
  references: readonly string[];
  /** Only what follows from facts that are stored. `of` answers null where there is no figure. */
  savings?: {
    /** Prices and what they assume, as sentences. */
    assumption: string;
    of(resource: AdvisedResource<ConfigurationOf<Type>>): MonthlySavings | null;
  };
  advise(input: AdviceInput<ConfigurationOf<Type>>): Advice;
  examples: readonly RecommendationExample[];
};

/** A case with what the advice must say about it. */
export type RecommendationExample = {
  title: string;
  resources: readonly {
    configuration: JsonObject;
    name?: string;
    region?: string;
    tags?: Record<string, string>;
    fails?: readonly string[];
    drifts?: readonly { attribute: string; summary: string }[];
  }[];
  /** Parts of the text or of the commands; none for a configuration that the rule says nothing about. */
  says: readonly string[];
  savings?: MonthlySavings;
  neighbours?: Readonly<Record<string, readonly JsonObject[]>>;
  /** Default 2026-01-15. */
  today?: string;
};

/** A rule as the core handles it. */
export type AnyRecommendation = Omit<Recommendation, 'when' | 'exposure' | 'savings' | 'advise'> & {
  when?(
    configuration: JsonObject,
    resource: { region: string; today: Date },
    neighbours: NeighboursOf<never>,
  ): JsonObject | null;
  exposure: Exposure | ((configuration: JsonObject) => Exposure);
  savings?: { assumption: string; of(resource: AdvisedResource<JsonObject>): MonthlySavings | null };
  advise(input: AdviceInput<JsonObject>): Advice;
};

export function defineRecommendation<
  Type extends ResourceType,
  Reads extends Record<string, ResourceType> = Record<never, never>,
>(recommendation: Recommendation<Type, Reads>): AnyRecommendation {
  return recommendation as unknown as AnyRecommendation;
}
