import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

const analyzer = { Type: 'ACCOUNT', Status: 'ACTIVE' };

export const examples = defineExamples({
  pass: [
    {
      title: 'without findings',
      configuration: { ...analyzer, Findings: { TotalActive: 0, TotalArchived: 4 } },
    },
  ],
  fail: [
    {
      title: 'with a finding',
      configuration: { ...analyzer, Findings: { TotalActive: 1 } },
      says: '1 finding is open',
    },
  ],
  unknown: [
    { title: 'without a count', configuration: analyzer },
    {
      title: 'whose findings were denied',
      configuration: analyzer,
      unreadable: [
        { path: 'Findings', reason: 'denied', permission: 'access-analyzer:GetFindingsStatistics' },
      ],
      says: 'access-analyzer:GetFindingsStatistics',
    },
  ],
  not_applicable: [
    { title: 'for unused access', configuration: { Type: 'ACCOUNT_UNUSED_ACCESS', Status: 'ACTIVE' } },
    { title: 'that is switched off', configuration: { Type: 'ACCOUNT', Status: 'DISABLED' } },
  ],
});
