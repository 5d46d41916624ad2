import type { RequirementOutline } from '../../../plugin-kit/define-framework.ts';
import { type Why, whatIsManual } from '../../../plugin-kit/requirement-rows.ts';

/** Number, our words, letters of the baselines that contain it (L, M, H, P), and why a person must look. */
export type FamilyRow = readonly [id: string, title: string, baselines: string, why: Why];

const baselineOf: Readonly<Record<string, string>> = { L: 'LOW', M: 'MODERATE', H: 'HIGH', P: 'PRIVACY' };

/** The family is the category of each of its controls and enhancements. */
export function ofFamily(category: string, rows: readonly FamilyRow[]): RequirementOutline[] {
  return rows.map(([id, title, baselines, why]) => ({
    id,
    title,
    category,
    levels: [...baselines].map((letter) => baselineOf[letter] ?? letter),
    ...whatIsManual(why),
  }));
}
