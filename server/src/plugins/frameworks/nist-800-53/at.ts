import type { FamilyRow } from './family.ts';

/** Awareness and training. */
export const at: readonly FamilyRow[] = [
  ['AT-1', 'Training rules and procedures are set and known', 'LMHP', 'policy'],
  ['AT-2', 'All users are made aware of security and privacy', 'LMHP', 'people'],
  ['AT-2(1)', 'Awareness is practised with simulated events', '', 'people'],
  ['AT-2(2)', 'People can recognise insider threats', 'LMH', 'people'],
  ['AT-2(3)', 'People can recognise social engineering', 'MH', 'people'],
  ['AT-2(4)', 'People can recognise suspicious messages and behaviour', '', 'people'],
  ['AT-2(5)', 'People know of advanced threats', '', 'people'],
  ['AT-2(6)', 'People know the current threats', '', 'people'],
  ['AT-3', 'People are trained for their role', 'LMHP', 'people'],
  ['AT-3(1)', 'People are trained in environmental controls', '', 'people'],
  ['AT-3(2)', 'People are trained in physical controls', '', 'people'],
  ['AT-3(3)', 'Role training includes exercises', '', 'people'],
  ['AT-3(5)', 'People are trained to handle personal data', 'P', 'people'],
  ['AT-4', 'Training is recorded', 'LMHP', 'people'],
  ['AT-6', 'Results of training are reported', '', 'people'],
];
