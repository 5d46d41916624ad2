/** How the standard itself wants a requirement to be found out. */
export type Assessment = 'automated' | 'manual';

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
  /** Only where the standard says it. A requirement that it calls manual can have controls all the same. */
  assessment?: Assessment;
  /** Control ids of all providers, sorted; the requirement passes when all that apply pass. */
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

/**
 * A requirement as a plug-in declares it. Which controls judge it follows from the equivalents that the controls
 * name and from recorded facts of which checks others use for it; `also` and `not` correct that.
 */
export type RequirementOutline = Omit<Requirement, 'controls'> & {
  /** Why a person must look beside the controls; becomes `manual` only where there are controls. */
  besideControls?: string;
  /** More that judges it: a control id, or `prowler:check` for all controls that are equivalent to it. */
  also?: readonly string[];
  /** What the recorded facts name wrongly, in the same words, each with the reason. */
  not?: Readonly<Record<string, string>>;
  /** Why none of the recorded facts of this requirement is taken; `also` still counts. */
  noneRecorded?: string;
};

/** What the recorded facts get wrong or lack, by requirement. */
export type Corrections = Readonly<Record<string, Pick<RequirementOutline, 'also' | 'not' | 'noneRecorded'>>>;

/** The requirements with their corrections. A correction of a requirement that is not there throws. */
export function corrected(
  requirements: readonly RequirementOutline[],
  corrections: Corrections,
): RequirementOutline[] {
  const numbers = new Set(requirements.map(({ id }) => id));
  for (const id of Object.keys(corrections))
    if (!numbers.has(id)) throw new Error(`there is no requirement ${id} to correct`);
  return requirements.map((requirement) => ({ ...requirement, ...corrections[requirement.id] }));
}

export type FrameworkOutline = Omit<Framework, 'requirements'> & {
  requirements: readonly RequirementOutline[];
};

export function defineFramework(framework: FrameworkOutline): FrameworkOutline {
  return framework;
}

/**
 * Recorded facts: which checks judge which requirement. `frameworks` by `id version`, then by provider, then by
 * requirement; the numbers are places in `checks` of that provider.
 */
export type CheckFacts = {
  checks: Readonly<Record<string, readonly string[]>>;
  frameworks: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, readonly number[]>>>>>>;
};

/** What the mapping needs to know of a control. */
export type MappedControl = {
  id: string;
  equivalents: readonly string[];
  resource: { provider: string };
};

/** Frameworks with the controls that judge each requirement: the equivalents of a control decide. */
export function mapControls(
  outlines: readonly FrameworkOutline[],
  facts: CheckFacts,
  controls: readonly MappedControl[],
): Framework[] {
  const known = new Set<string>();
  /** Control ids by `provider prowler:check`. */
  const byEquivalent = new Map<string, string[]>();
  for (const { id, equivalents, resource } of controls) {
    known.add(id);
    for (const equivalent of equivalents) {
      const key = `${resource.provider} ${equivalent}`;
      const ids = byEquivalent.get(key);
      if (ids === undefined) byEquivalent.set(key, [id]);
      else ids.push(id);
    }
  }
  const providers = [...new Set(controls.map(({ resource }) => resource.provider))];
  return outlines.map((outline) => {
    const judging = outline.provider === 'all' ? providers : [outline.provider];
    const factsHere = facts.frameworks[`${outline.id} ${outline.version}`] ?? {};
    const requirements = outline.requirements.map((declared) => {
      const { also, not, noneRecorded, besideControls, ...requirement } = declared;
      const found = new Set<string>();
      const add = (provider: string, name: string): void => {
        if (known.has(name)) found.add(name);
        for (const id of byEquivalent.get(`${provider} ${name}`) ?? []) found.add(id);
      };
      for (const provider of judging) {
        const places = noneRecorded === undefined ? factsHere[provider]?.[requirement.id] : undefined;
        for (const place of places ?? []) {
          const check = `prowler:${facts.checks[provider]?.[place]}`;
          if (not?.[check] === undefined) add(provider, check);
        }
        for (const name of also ?? []) add(provider, name);
      }
      for (const name of Object.keys(not ?? {})) found.delete(name);
      return {
        ...requirement,
        ...(besideControls !== undefined && found.size > 0 ? { manual: besideControls } : {}),
        controls: [...found].sort(),
      };
    });
    return { ...outline, requirements };
  });
}

/** One line of the mapping as it is published: a requirement and what judges it. */
export type MappingRow = {
  framework: string;
  version: string;
  requirement: string;
  title: string;
  controls: readonly string[];
  /** Why a person must look, or null. */
  manual: string | null;
};

export function mappingRows(frameworks: readonly Framework[]): MappingRow[] {
  return frameworks.flatMap(({ id, version, requirements }) =>
    requirements.map((requirement) => ({
      framework: id,
      version,
      requirement: requirement.id,
      title: requirement.title,
      controls: requirement.controls,
      manual: requirement.manual ?? null,
    })),
  );
}
