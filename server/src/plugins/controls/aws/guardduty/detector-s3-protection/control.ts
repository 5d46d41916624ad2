import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { guarddutyDetectorType } from '../../../../providers/aws/resources/guardduty_detector/schema.ts';
import { judgeProtection } from '../protection.ts';

export const control = defineControl({
  id: 'aws-guardduty-detector-s3-protection',
  version: 1,
  title: 'GuardDuty watches objects in S3',
  severity: 'high',
  category: 'threat-detection',
  risk: 'Data that is copied out of a bucket leaves no trace in the management events. S3 protection looks at the calls on objects.',
  advice: {
    console: 'GuardDuty → Protection plans → S3 protection: Enable.',
    cli: 'aws guardduty update-detector --detector-id ID --features \'[{"Name":"S3_DATA_EVENTS","Status":"ENABLED"}]\'',
    terraform:
      'resource "aws_guardduty_detector_feature" "this" {\n  detector_id = aws_guardduty_detector.this.id\n  name        = "S3_DATA_EVENTS"\n  status      = "ENABLED"\n}',
    cloudformation: 'Features:\n  - Name: S3_DATA_EVENTS\n    Status: ENABLED',
  },
  references: ['https://docs.aws.amazon.com/guardduty/latest/ug/s3-protection.html'],
  resource: guarddutyDetectorType,
  equivalents: ['prowler:guardduty_s3_protection_enabled'],
  withoutFramework: 'No standard that is mapped asks for it by a check.',
  evaluate(detector) {
    return judgeProtection(detector, ['S3_DATA_EVENTS'], 'S3 protection');
  },
});
