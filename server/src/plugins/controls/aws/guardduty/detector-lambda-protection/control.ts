import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { guarddutyDetectorType } from '../../../../providers/aws/resources/guardduty_detector/schema.ts';
import { judgeProtection } from '../protection.ts';

export const control = defineControl({
  id: 'aws-guardduty-detector-lambda-protection',
  version: 1,
  title: 'GuardDuty watches the network of functions',
  severity: 'high',
  category: 'threat-detection',
  risk: 'A function with a poisoned library calls home. Nobody sees that in its own logs, but in its network traffic.',
  advice: {
    console: 'GuardDuty → Protection plans → Lambda protection: Enable.',
    cli: 'aws guardduty update-detector --detector-id ID --features \'[{"Name":"LAMBDA_NETWORK_LOGS","Status":"ENABLED"}]\'',
    terraform:
      'resource "aws_guardduty_detector_feature" "this" {\n  detector_id = aws_guardduty_detector.this.id\n  name        = "LAMBDA_NETWORK_LOGS"\n  status      = "ENABLED"\n}',
    cloudformation: 'Features:\n  - Name: LAMBDA_NETWORK_LOGS\n    Status: ENABLED',
  },
  references: ['https://docs.aws.amazon.com/guardduty/latest/ug/lambda-protection.html'],
  resource: guarddutyDetectorType,
  equivalents: ['prowler:guardduty_lambda_protection_enabled'],
  withoutFramework: 'No standard that is mapped asks for it by a check.',
  evaluate(detector) {
    return judgeProtection(detector, ['LAMBDA_NETWORK_LOGS'], 'Lambda protection');
  },
});
