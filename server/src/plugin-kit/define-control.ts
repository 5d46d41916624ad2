import type { Json, JsonObject } from '../core/json.ts';
import type { Unreadable } from '../core/observation.ts';
import type { Severity } from '../core/severity.ts';
import type { Verdict } from '../core/verdict.ts';
import type { ConfigurationOf, ResourceType } from './define-resource-type.ts';

/** One resource of another type that a control looks at. */
export type FleetMember<Configuration> = {
  externalId: string;
  name: string;
  region: string;
  tags: Readonly<Record<string, string>>;
  configuration: Configuration;
};

/** Only this region counts, and only a gap in this region makes the answer unknown. */
export type Within = { region?: string };

/**
 * All resources of one type in the account of the judged resource. Each question ends in `unknown` by itself when
 * its answer depends on something that nobody could see: a list that was denied, a path that was not readable.
 * A question that what was seen already answers stays answered.
 */
export type FleetView<Configuration, Keys extends string = never> = {
  /** True when one member satisfies the test. Unknown when none does and some could not be seen. */
  some(test: (member: FleetMember<Configuration>) => boolean, within?: Within): boolean;
  /** True when all do. False as soon as one does not; unknown when some could not be seen. */
  every(test: (member: FleetMember<Configuration>) => boolean, within?: Within): boolean;
  find(
    test: (member: FleetMember<Configuration>) => boolean,
    within?: Within,
  ): FleetMember<Configuration> | undefined;
  /** All that satisfy the test; unknown when any member or list could not be seen. */
  filter(
    test: (member: FleetMember<Configuration>) => boolean,
    within?: Within,
  ): FleetMember<Configuration>[];
  /**
   * Members by one of the keys of their type (`keyed`), found without walking through all: `by('GroupId', id)`. A
   * verdict that asks by key is given again only when what it found changes. Unknown when none is found and some
   * could not be seen.
   */
  by(name: Keys, key: string): FleetMember<Configuration>[];
  /**
   * The first of those that `by` finds, of them that are known the longest. Ask for it where one is enough: thousands
   * may have the key, and only this one is read.
   */
  first(name: Keys, key: string): FleetMember<Configuration> | undefined;
};

/** The keys by which a member is found; undefined ones are left out. */
export type KeysOf<Configuration = JsonObject> = (
  member: FleetMember<Configuration>,
) => readonly (string | undefined)[];

/** A type whose members are found by keys. */
export type Keyed<Type extends ResourceType, Keys extends string> = Type & {
  readonly keys: Readonly<Record<Keys, KeysOf<ConfigurationOf<Type>>>>;
};

/** Gives a type of `reads` its keys. Define it once for all controls, and a key of another meaning gets another name. */
export function keyed<Type extends ResourceType, Keys extends string>(
  type: Type,
  keys: Readonly<Record<Keys, KeysOf<ConfigurationOf<Type>>>>,
): Keyed<Type, Keys> {
  return { ...type, keys };
}

/** What a control sees of one of the types that it reads. */
export type ViewOf<Type extends ResourceType> = FleetView<
  ConfigurationOf<Type>,
  Type extends { keys: Readonly<Record<infer Keys extends string, unknown>> } ? Keys : never
>;

/** What surrounds the judged resource. */
export type Surroundings<Reads extends Record<string, ResourceType>> = {
  [Name in keyof Reads]: ViewOf<Reads[Name]>;
};

/** The judged resource itself, beside its configuration. */
export type SubjectFacts = {
  externalId: string;
  name: string;
  /** The vendor's region, or `global`. */
  region: string;
  /** The vendor's account. */
  accountId: string;
  tags: Readonly<Record<string, string>>;
  /** Regions of the account that were scanned, enabled ones only. */
  regions: readonly string[];
  /**
   * The beginning of the UTC day of the judgement: ages count in days, and a verdict holds for a whole one. Only for
   * controls that declare `dependsOnTime`; others throw when they look.
   */
  readonly judgedAt: Date;
};

/** Steps in our own words; `terraform` and `cloudformation` are the lines to add or change. */
export type Advice = { console: string; cli: string; terraform: string; cloudformation: string };

/** Areas that people filter by and that scores are shown for. */
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
] as const;
export type ControlCategory = (typeof controlCategories)[number];

/**
 * Judges one resource; does no I/O, reads no clock. The same configuration and surroundings give the same verdict
 * on any day, so stored versions can be judged again. What could not be read makes the verdict `unknown` as soon as
 * `evaluate` touches it: the kit sees to that.
 */
export type Control<
  Type extends ResourceType = ResourceType,
  Reads extends Record<string, ResourceType> = Record<string, ResourceType>,
> = {
  /** Permanent: `aws-s3-bucket-public-access-blocked`. */
  id: string;
  /** Grows with each change of what the control answers. */
  version: number;
  /** Names the good state: `S3 bucket blocks public access`. */
  title: string;
  severity: Severity;
  category: ControlCategory;
  /** What can happen, in two or three sentences. */
  risk: string;
  advice: Advice;
  /** Pages of the vendor's documentation. */
  references: readonly string[];
  /** Type of the judged resource. */
  resource: Type;
  /** Other types that the verdict depends on, of the same account; `keyed` where members are looked up by key. */
  reads?: Reads;
  dependsOnTime?: boolean;
  /** Ids of checks of other tools that look at the same thing, for mappings: `prowler:s3_bucket_no_mfa_delete`. */
  equivalents: readonly string[];
  /** Why the control belongs to no framework, when it belongs to none. */
  withoutFramework?: string;
  evaluate(
    configuration: ConfigurationOf<Type>,
    subject: SubjectFacts,
    surroundings: Surroundings<Reads>,
  ): Verdict;
};

/** A type that a control reads, as the core handles it. */
export type ReadType = ResourceType & { readonly keys?: Readonly<Record<string, KeysOf>> };

/** A control as the core handles it. */
export type AnyControl = Omit<Control, 'evaluate' | 'reads'> & {
  reads?: Record<string, ReadType>;
  evaluate(configuration: JsonObject, subject: SubjectFacts, surroundings: Surroundings<never>): Verdict;
};

export function defineControl<
  Type extends ResourceType,
  Reads extends Record<string, ResourceType> = Record<never, never>,
>(control: Control<Type, Reads>): AnyControl {
  return control as unknown as AnyControl;
}

/** A resource of an example: only what matters for the control. */
export type ExampleResource = {
  configuration: { [key: string]: Json };
  name?: string;
  externalId?: string;
  region?: string;
  tags?: Record<string, string>;
  unreadable?: readonly Unreadable[];
};

/**
 * A case with its answer. `surroundings` by the names of `reads`; `unlisted` names those whose list could not be
 * read. `regions` are the account's (default: us-east-1), `judgedAt` defaults to 2026-01-15T00:00:00Z.
 */
export type ControlExample = ExampleResource & {
  /** What is special about it, as the end of "a bucket …". */
  title: string;
  surroundings?: Record<string, readonly ExampleResource[]>;
  unlisted?: readonly string[];
  regions?: readonly string[];
  judgedAt?: string;
  /** Part of the expected sentence, where it matters. */
  says?: string;
};

/** At least one of each; `not_applicable` where the control can answer it. */
export type ControlExamples = {
  pass: readonly ControlExample[];
  fail: readonly ControlExample[];
  unknown: readonly ControlExample[];
  not_applicable?: readonly ControlExample[];
};

export function defineExamples(examples: ControlExamples): ControlExamples {
  return examples;
}
