import type { CheckFacts, Framework, FrameworkOutline, Requirement } from './define-framework.ts';

/**
 * How a requirement is judged: by controls, by controls and a person, by a person alone, or not yet. `open` is
 * worse than not yet: recorded facts show that it can be automated.
 */
export type Coverage = 'automated' | 'partly' | 'manual' | 'not_automated' | 'open';

export type CoverageRow = {
  requirement: Requirement;
  coverage: Coverage;
  /** Recorded checks of the requirement that no control is equivalent to. */
  uncovered: readonly string[];
};

/**
 * What judges each requirement, beside what others judge it by. A check that is not taken on for a stated reason
 * (`declined`, by name) is no hole, and neither is one that the outline of the framework leaves out.
 */
export function coverageOf(
  framework: Framework,
  outline: FrameworkOutline,
  facts: CheckFacts,
  equivalents: ReadonlySet<string>,
  declined: Readonly<Record<string, string>>,
): CoverageRow[] {
  const leftOut = new Map(outline.requirements.map((requirement) => [requirement.id, requirement]));
  const recorded = facts.frameworks[`${framework.id} ${framework.version}`] ?? {};
  return framework.requirements.map((requirement) => {
    const checks = new Set<string>();
    for (const [provider, requirements] of Object.entries(recorded)) {
      for (const place of requirements[requirement.id] ?? [])
        checks.add(facts.checks[provider]?.[place] ?? '');
    }
    const uncovered = [...checks].filter(
      (check) =>
        !equivalents.has(`prowler:${check}`) &&
        declined[check] === undefined &&
        leftOut.get(requirement.id)?.noneRecorded === undefined &&
        leftOut.get(requirement.id)?.not?.[`prowler:${check}`] === undefined,
    );
    return { requirement, coverage: howJudged(requirement, uncovered), uncovered: uncovered.sort() };
  });
}

function howJudged({ controls, manual }: Requirement, uncovered: readonly string[]): Coverage {
  if (controls.length > 0) return manual === undefined ? 'automated' : 'partly';
  if (uncovered.length > 0) return 'open';
  return manual === undefined ? 'not_automated' : 'manual';
}
