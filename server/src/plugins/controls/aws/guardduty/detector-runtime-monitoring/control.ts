import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { guarddutyDetectorType } from '../../../../providers/aws/resources/guardduty_detector/schema.ts';
import { judgeProtection } from '../protection.ts';

export const control = defineControl({
  id: 'aws-guardduty-detector-runtime-monitoring',
  version: 1,
  title: 'GuardDuty watches what runs in workloads',
  severity: 'medium',
  category: 'threat-detection',
  risk: 'A shell in a container, a new process that dials out: only an agent inside of the workload sees it.',
  advice: {
    console: 'GuardDuty → Protection plans → Runtime monitoring: Enable.',
    cli: 'aws guardduty update-detector --detector-id ID --features \'[{"Name":"RUNTIME_MONITORING","Status":"ENABLED"}]\'',
    terraform:
      'resource "aws_guardduty_detector_feature" "this" {\n  detector_id = aws_guardduty_detector.this.id\n  name        = "RUNTIME_MONITORING"\n  status      = "ENABLED"\n}',
    cloudformation: 'Features:\n  - Name: RUNTIME_MONITORING\n    Status: ENABLED',
  },
  references: ['https://docs.aws.amazon.com/guardduty/latest/ug/runtime-monitoring.html'],
  resource: guarddutyDetectorType,
  equivalents: ['prowler:guardduty_eks_runtime_monitoring_enabled'],
  withoutFramework: 'No standard that is mapped asks for it by a check.',
  evaluate(detector) {
    return judgeProtection(detector, ['RUNTIME_MONITORING', 'EKS_RUNTIME_MONITORING'], 'Runtime monitoring');
  },
});
