import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'whose associations succeeded',
      configuration: { Compliance: [{ ComplianceType: 'Association', Status: 'COMPLIANT' }] },
    },
  ],
  fail: [
    {
      title: 'whose association failed',
      configuration: {
        Compliance: [{ ComplianceType: 'Association', Status: 'NON_COMPLIANT', NonCompliantCount: 1 }],
      },
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
  not_applicable: [{ title: 'without associations', configuration: {} }],
});
