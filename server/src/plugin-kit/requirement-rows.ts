import type { RequirementOutline } from './define-framework.ts';

/** Why a person must look, in words that many requirements have in common. */
export const reasons = {
  setting: 'No interface that is read here tells this setting: somebody must look at it.',
  review: 'Which entries are right is a decision of people: somebody must go through them.',
  practice: 'It is about how people work: somebody must show that it is done.',
  inside: 'It is set inside the machine or service, where a scan of the account does not look.',
  need: 'The setting can be read; where it is needed, and which exception is right, is a decision of people.',
  policy: 'Documents must show it: somebody must read them and see that they are current and known.',
  people: 'It is about people, their duties and what they know: somebody must show it.',
  physical: 'It is about buildings, rooms, equipment or media: somebody must look there.',
  supplier: 'It is about contracts and suppliers: somebody must read them.',
  process: 'It is about how work is done: records must show that it happens.',
  development: 'It is about how software is made: somebody must look at the development process.',
} as const;

/** Told beside the controls of a requirement that is about more than settings of the cloud. */
const partly =
  'Controls judge the settings of the cloud; the rest of the requirement must be shown by people.';

/** Why a person must look; `partly` where controls can judge a part of it. */
export type Why = keyof typeof reasons | 'partly';

export type RequirementRow = readonly [id: string, title: string, why?: Why, levels?: readonly string[]];

export function inCategory(category: string, rows: readonly RequirementRow[]): RequirementOutline[] {
  return rows.map(([id, title, why, levels]) => ({
    id,
    title,
    category,
    ...(levels === undefined ? {} : { levels }),
    ...whatIsManual(why),
  }));
}

export function whatIsManual(why: Why | undefined): Pick<RequirementOutline, 'manual' | 'besideControls'> {
  if (why === undefined) return {};
  return why === 'partly' ? { besideControls: partly } : { manual: reasons[why] };
}
