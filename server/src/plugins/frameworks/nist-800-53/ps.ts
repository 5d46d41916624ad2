import type { FamilyRow } from './family.ts';

/** Personnel security. */
export const ps: readonly FamilyRow[] = [
  ['PS-1', 'Personnel rules and procedures are set and known', 'LMH', 'policy'],
  ['PS-2', 'Positions have a risk level', 'LMH', 'people'],
  ['PS-3', 'People are screened', 'LMH', 'people'],
  ['PS-3(1)', 'People with classified access are cleared', '', 'people'],
  ['PS-3(2)', 'People with classified access are formally briefed', '', 'people'],
  ['PS-3(3)', 'People with special information meet its conditions', '', 'people'],
  ['PS-3(4)', 'People with set information are citizens', '', 'people'],
  ['PS-4', 'Access ends when employment ends', 'LMH', 'people'],
  ['PS-4(1)', 'People who leave know their remaining duties', '', 'people'],
  ['PS-4(2)', 'Ending access is notified or done automatically', 'H', 'people'],
  ['PS-5', 'Access is adjusted when people move', 'LMH', 'people'],
  ['PS-6', 'Access agreements are signed', 'LMHP', 'people'],
  ['PS-6(2)', 'Special classified information needs further conditions', '', 'people'],
  ['PS-6(3)', 'Duties after employment are agreed', '', 'people'],
  ['PS-7', 'Outside staff follow personnel rules', 'LMH', 'people'],
  ['PS-8', 'Breaking rules has sanctions', 'LMH', 'people'],
  ['PS-9', 'Position descriptions state security duties', 'LMH', 'people'],
];
