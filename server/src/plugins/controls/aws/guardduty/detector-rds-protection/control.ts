import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { guarddutyDetectorType } from '../../../../providers/aws/resources/guardduty_detector/schema.ts';
import { judgeProtection } from '../protection.ts';

export const control = defineControl({
  id: 'aws-guardduty-detector-rds-protection',
  version: 1,
  title: 'GuardDuty watches sign-ins to databases',
  severity: 'high',
  category: 'threat-detection',
  risk: 'Guessed and stolen database passwords are used from places where nobody has ever signed in from. RDS protection notices.',
  advice: {
    console: 'GuardDuty → Protection plans → RDS protection: Enable.',
    cli: 'aws guardduty update-detector --detector-id ID --features \'[{"Name":"RDS_LOGIN_EVENTS","Status":"ENABLED"}]\'',
    terraform:
      'resource "aws_guardduty_detector_feature" "this" {\n  detector_id = aws_guardduty_detector.this.id\n  name        = "RDS_LOGIN_EVENTS"\n  status      = "ENABLED"\n}',
    cloudformation: 'Features:\n  - Name: RDS_LOGIN_EVENTS\n    Status: ENABLED',
  },
  references: ['https://docs.aws.amazon.com/guardduty/latest/ug/rds-protection.html'],
  resource: guarddutyDetectorType,
  equivalents: ['prowler:guardduty_rds_protection_enabled'],
  withoutFramework: 'No standard that is mapped asks for it by a check.',
  evaluate(detector) {
    return judgeProtection(detector, ['RDS_LOGIN_EVENTS'], 'RDS protection');
  },
});
