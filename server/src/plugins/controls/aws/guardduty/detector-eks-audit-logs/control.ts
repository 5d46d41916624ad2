import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { guarddutyDetectorType } from '../../../../providers/aws/resources/guardduty_detector/schema.ts';
import { judgeProtection } from '../protection.ts';

export const control = defineControl({
  id: 'aws-guardduty-detector-eks-audit-logs',
  version: 1,
  title: 'GuardDuty watches the audit logs of Kubernetes',
  severity: 'high',
  category: 'threat-detection',
  risk: 'Whoever gets into a cluster acts through its own API, which no trail of AWS records. The audit logs show it.',
  advice: {
    console: 'GuardDuty → Protection plans → EKS protection: Enable.',
    cli: 'aws guardduty update-detector --detector-id ID --features \'[{"Name":"EKS_AUDIT_LOGS","Status":"ENABLED"}]\'',
    terraform:
      'resource "aws_guardduty_detector_feature" "this" {\n  detector_id = aws_guardduty_detector.this.id\n  name        = "EKS_AUDIT_LOGS"\n  status      = "ENABLED"\n}',
    cloudformation: 'Features:\n  - Name: EKS_AUDIT_LOGS\n    Status: ENABLED',
  },
  references: ['https://docs.aws.amazon.com/guardduty/latest/ug/kubernetes-protection.html'],
  resource: guarddutyDetectorType,
  equivalents: ['prowler:guardduty_eks_audit_log_enabled'],
  evaluate(detector) {
    return judgeProtection(detector, ['EKS_AUDIT_LOGS'], 'EKS protection');
  },
});
