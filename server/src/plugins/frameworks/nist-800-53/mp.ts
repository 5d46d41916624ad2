import type { FamilyRow } from './family.ts';

/** Media protection. */
export const mp: readonly FamilyRow[] = [
  ['MP-1', 'Media rules and procedures are set and known', 'LMHP', 'policy'],
  ['MP-2', 'Access to media is restricted', 'LMH', 'partly'],
  ['MP-3', 'Media are marked', 'MH', 'physical'],
  ['MP-4', 'Media are stored securely', 'MH', 'physical'],
  ['MP-4(2)', 'Access to stored media is restricted and recorded automatically', '', 'physical'],
  ['MP-5', 'Media are guarded in transport', 'MH', 'physical'],
  ['MP-5(3)', 'A custodian goes with media', '', 'physical'],
  ['MP-6', 'Media are cleared before disposal or reuse', 'LMHP', 'physical'],
  ['MP-6(1)', 'Clearing of media is approved, tracked and verified', 'H', 'physical'],
  ['MP-6(2)', 'Equipment for clearing is tested', 'H', 'physical'],
  ['MP-6(3)', 'New portable devices are cleared before first use', 'H', 'physical'],
  ['MP-6(7)', 'Clearing set media needs two people', '', 'physical'],
  ['MP-6(8)', 'Information can be wiped from afar', '', 'physical'],
  ['MP-7', 'Use of media is restricted', 'LMH', 'physical'],
  ['MP-7(2)', 'Media that cannot be cleared are not used', '', 'physical'],
  ['MP-8', 'Media are downgraded by a procedure', '', 'physical'],
  ['MP-8(1)', 'Downgrading is documented', '', 'physical'],
  ['MP-8(2)', 'Equipment for downgrading is tested', '', 'physical'],
  ['MP-8(3)', 'Media with controlled information are downgraded before release', '', 'physical'],
  ['MP-8(4)', 'Media with classified information are downgraded before release', '', 'physical'],
];
