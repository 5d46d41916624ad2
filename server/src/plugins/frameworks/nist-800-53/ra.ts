import type { FamilyRow } from './family.ts';

/** Risk assessment. */
export const ra: readonly FamilyRow[] = [
  ['RA-1', 'Risk rules and procedures are set and known', 'LMHP', 'partly'],
  ['RA-2', 'Systems are categorised', 'LMH', 'process'],
  ['RA-2(1)', 'Systems of one category are prioritised', '', 'process'],
  ['RA-3', 'Risks are assessed', 'LMHP', 'partly'],
  ['RA-3(1)', 'Supply chain risks are assessed', 'LMH', 'process'],
  ['RA-3(2)', 'Intelligence of all sources is used', '', 'process'],
  ['RA-3(3)', 'Threats are watched continuously', '', 'process'],
  ['RA-3(4)', 'Risks are predicted by analysis', '', 'partly'],
  ['RA-5', 'Weaknesses are watched and scanned for', 'LMH', 'partly'],
  ['RA-5(2)', 'What is scanned for is kept current', 'LMH', 'process'],
  ['RA-5(3)', 'Breadth and depth of scans are set', '', 'process'],
  ['RA-5(4)', 'What an adversary can discover is known and reduced', 'H', 'partly'],
  ['RA-5(5)', 'Scans have the privileges they need', 'MH', 'process'],
  ['RA-5(6)', 'Results of scans are compared automatically', '', 'process'],
  ['RA-5(8)', 'Logs are reviewed for earlier use of a weakness', '', 'process'],
  ['RA-5(10)', 'Results of scans are correlated', '', 'process'],
  ['RA-5(11)', 'Outsiders can report weaknesses', 'LMH', 'process'],
  ['RA-6', 'Hidden listening devices are looked for', '', 'process'],
  ['RA-7', 'Findings are answered according to risk tolerance', 'LMHP', 'process'],
  ['RA-8', 'Effects on privacy are assessed', 'P', 'process'],
  ['RA-9', 'Critical components and functions are known', 'MH', 'process'],
  ['RA-10', 'Threats are hunted', '', 'partly'],
];
