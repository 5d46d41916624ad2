/** A requirement of a framework: its number, our own words for it, and what judges it. */
export type Requirement = {
  /** As the standard writes it: `2.1.4`, `AC-2(1)`, `CC6.1`, `164.312(a)(1)`. */
  id: string;
  /** Our own words, naming the good state. */
  title: string;
  /** Id of a category of the framework. */
  category: string;
  /** Profile levels or baselines of the standard that contain it: `Level 1`, `MODERATE`. */
  levels?: readonly string[];
  /** Control ids of all providers; the requirement passes when all that apply pass. */
  controls: readonly string[];
  /** Why a person must look, when no control can answer or the controls answer only in part. */
  manual?: string;
};

/** The whole catalogue of one version of a standard, manual requirements included, or percentages lie. */
export type Framework = {
  /** `cis-aws`; several versions share it. */
  id: string;
  /** `5.0` */
  version: string;
  /** For people: `CIS AWS Foundations Benchmark`. */
  title: string;
  publisher: string;
  /** Whose resources it judges; `all` for frameworks that do not name a vendor. */
  provider: 'aws' | 'gcp' | 'azure' | 'kubernetes' | 'all';
  description: string;
  /** Where the standard is published. */
  url: string;
  categories: readonly { id: string; title: string }[];
  requirements: readonly Requirement[];
};

export function defineFramework(framework: Framework): Framework {
  return framework;
}
