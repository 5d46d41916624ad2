import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { ec2RegionSettingsType } from '../../../../providers/aws/resources/ec2_region_settings/schema.ts';

export const control = defineControl({
  id: 'aws-ec2-region-serial-console-off',
  version: 1,
  title: 'Serial console is switched off in the region',
  severity: 'medium',
  category: 'compute',
  risk: 'The serial console reaches the login of a machine past all security groups. It is meant for rescue; always on it is one more way in for whoever has the permission.',
  advice: {
    console:
      'EC2 → Dashboard → Account attributes → EC2 Serial Console → Manage: clear "Allow", in each region.',
    cli: 'aws ec2 disable-serial-console-access --region REGION',
    terraform: 'resource "aws_ec2_serial_console_access" "this" {\n  enabled = false\n}',
    cloudformation: '# CloudFormation has no resource for this setting; make the call above in each region.',
  },
  references: ['https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configure-access-to-serial-console.html'],
  resource: ec2RegionSettingsType,
  equivalents: [],
  withoutFramework: 'Frameworks ask for it only in general words; none of the shipped ones names it.',
  evaluate({ SerialConsoleAccessEnabled: enabled }) {
    if (enabled === true)
      return fail('The serial console is allowed in this region.', 'SerialConsoleAccessEnabled');
    return pass('The serial console is not allowed, which is the default.', 'SerialConsoleAccessEnabled');
  },
});
