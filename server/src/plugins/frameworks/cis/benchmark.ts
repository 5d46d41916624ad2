import {
  type Assessment,
  defineFramework,
  type FrameworkOutline,
  type RequirementOutline,
} from '../../../plugin-kit/define-framework.ts';

/**
 * What a recommendation asks for, under whatever number a version has it. `manual` says why a person must look; it
 * is told where the version calls the recommendation manual.
 */
export type Topic = Pick<RequirementOutline, 'title' | 'manual' | 'also' | 'not'>;

/** Number, level and way of assessment as the version has them. */
export type Recommendation = readonly [id: string, level: 1 | 2, assessment: Assessment, topic: Topic];

/** A benchmark of the Center for Internet Security. A recommendation belongs to the category its number starts with. */
export function benchmark(
  header: Pick<FrameworkOutline, 'id' | 'version' | 'title' | 'provider' | 'description' | 'url'>,
  sections: Readonly<Record<string, string>>,
  recommendations: readonly Recommendation[],
): FrameworkOutline {
  const ids = Object.keys(sections);
  const longestFirst = ids.toSorted((a, b) => b.length - a.length);
  return defineFramework({
    ...header,
    publisher: 'Center for Internet Security',
    categories: ids
      .toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true }))
      .map((id) => ({ id, title: sections[id] ?? id })),
    requirements: recommendations.map(([id, level, assessment, { title, manual, also, not }]) => ({
      id,
      title,
      category: longestFirst.find((section) => id.startsWith(`${section}.`)) ?? '',
      levels: level === 1 ? ['Level 1', 'Level 2'] : ['Level 2'],
      assessment,
      ...(assessment === 'manual' && manual !== undefined ? { manual } : {}),
      ...(also === undefined ? {} : { also }),
      ...(not === undefined ? {} : { not }),
    })),
  });
}
