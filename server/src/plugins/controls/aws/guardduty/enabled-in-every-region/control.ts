import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { ec2RegionSettingsType } from '../../../../providers/aws/resources/ec2_region_settings/schema.ts';
import { guarddutyDetectorType } from '../../../../providers/aws/resources/guardduty_detector/schema.ts';

export const control = defineControl({
  id: 'aws-guardduty-enabled-in-every-region',
  version: 1,
  title: 'GuardDuty watches the region',
  severity: 'high',
  category: 'threat-detection',
  risk: 'GuardDuty sees stolen keys in use, mining and calls to known bad hosts. Intruders prefer the regions that nobody works in, so it must run there as well.',
  advice: {
    console:
      'GuardDuty → Get started → Enable GuardDuty, in each region, or for all accounts from the delegated administrator.',
    cli: 'aws guardduty create-detector --enable --region REGION',
    terraform: 'resource "aws_guardduty_detector" "this" {\n  enable = true\n}',
    cloudformation: 'Type: AWS::GuardDuty::Detector\nProperties:\n  Enable: true',
  },
  references: ['https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_settingup.html'],
  resource: ec2RegionSettingsType,
  reads: { detectors: guarddutyDetectorType },
  equivalents: ['prowler:guardduty_is_enabled'],
  evaluate(_settings, { region }, { detectors }) {
    if (detectors.some(({ configuration }) => configuration.Enable === true, { region }))
      return pass(`GuardDuty watches ${region}.`);
    if (detectors.some(() => true, { region })) return fail(`The detector of ${region} is suspended.`);
    return fail(`GuardDuty is not enabled in ${region}.`);
  },
});
