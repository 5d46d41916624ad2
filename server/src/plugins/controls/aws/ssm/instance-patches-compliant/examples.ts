import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'that is patched',
      configuration: { Compliance: [{ ComplianceType: 'Patch', Status: 'COMPLIANT' }] },
    },
  ],
  fail: [
    {
      title: 'that is behind',
      configuration: {
        Compliance: [
          {
            ComplianceType: 'Patch',
            Status: 'NON_COMPLIANT',
            NonCompliantCount: 4,
            OverallSeverity: 'CRITICAL',
          },
        ],
      },
      says: '4 patches',
    },
    {
      title: 'that was never scanned',
      configuration: { Compliance: [{ ComplianceType: 'Association', Status: 'COMPLIANT' }] },
      says: 'not scanned',
    },
  ],
  unknown: [
    {
      title: 'where Compliance could not be read',
      configuration: {},
      unreadable: [
        { path: 'Compliance', reason: 'denied', permission: 'ssm:ListResourceComplianceSummaries' },
      ],
      says: 'ssm:ListResourceComplianceSummaries',
    },
  ],
});
