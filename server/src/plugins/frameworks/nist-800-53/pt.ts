import type { FamilyRow } from './family.ts';

/** Processing of personal data and transparency. */
export const pt: readonly FamilyRow[] = [
  ['PT-1', 'Privacy processing rules and procedures are set and known', 'P', 'policy'],
  ['PT-2', 'Authority to process personal data is documented', 'P', 'process'],
  ['PT-2(1)', 'Personal data is tagged with permitted processing', '', 'process'],
  ['PT-2(2)', 'Permitted processing is enforced automatically', '', 'process'],
  ['PT-3', 'Purposes of processing are documented and kept', 'P', 'process'],
  ['PT-3(1)', 'Personal data is tagged with purposes', '', 'process'],
  ['PT-3(2)', 'Purposes are tracked automatically', '', 'process'],
  ['PT-4', 'People can consent', 'P', 'process'],
  ['PT-4(1)', 'People can consent to parts', '', 'process'],
  ['PT-4(2)', 'Consent is asked when it matters', '', 'process'],
  ['PT-4(3)', 'Consent can be withdrawn', '', 'process'],
  ['PT-5', 'People get a privacy notice', 'P', 'process'],
  ['PT-5(1)', 'The notice comes when it matters', '', 'process'],
  ['PT-5(2)', 'Forms carry statements of the Privacy Act', 'P', 'process'],
  ['PT-6', 'Notices of record systems are published', 'P', 'process'],
  ['PT-6(1)', 'Routine uses are reviewed', 'P', 'process'],
  ['PT-6(2)', 'Exemptions are reviewed', 'P', 'process'],
  ['PT-7', 'Sensitive personal data has special conditions', 'P', 'process'],
  ['PT-7(1)', 'Social security numbers are avoided', 'P', 'process'],
  ['PT-7(2)', 'Exercise of basic rights is not recorded unlawfully', 'P', 'process'],
  ['PT-8', 'Computer matching follows its rules', 'P', 'process'],
];
