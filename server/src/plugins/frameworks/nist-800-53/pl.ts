import type { FamilyRow } from './family.ts';

/** Planning. */
export const pl: readonly FamilyRow[] = [
  ['PL-1', 'Planning rules and procedures are set and known', 'LMHP', 'policy'],
  ['PL-2', 'Plans for security and privacy are kept', 'LMHP', 'policy'],
  ['PL-4', 'Rules of behaviour are signed', 'LMHP', 'policy'],
  ['PL-4(1)', 'Rules cover social media and outside sites', 'LMHP', 'policy'],
  ['PL-7', 'The concept of operations is written down', '', 'policy'],
  ['PL-8', 'Architectures for security and privacy are kept', 'MHP', 'policy'],
  ['PL-8(1)', 'Defence is in depth', '', 'policy'],
  ['PL-8(2)', 'Controls come from different suppliers', '', 'policy'],
  ['PL-9', 'Controls are managed centrally', 'P', 'policy'],
  ['PL-10', 'A control baseline is selected', 'LMH', 'policy'],
  ['PL-11', 'The baseline is tailored', 'LMH', 'policy'],
];
