import { fail, notApplicable, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { ec2InstanceType } from '../../../../providers/aws/resources/ec2_instance/schema.ts';

export const control = defineControl({
  id: 'aws-ec2-instance-termination-protected',
  version: 1,
  title: 'EC2 instance that stands alone is protected from termination',
  severity: 'low',
  category: 'resilience',
  risk: 'One wrong line in a list of ids deletes a machine with everything on its root disk. The protection makes whoever does it say so twice.',
  advice: {
    console:
      'EC2 → Instances → the instance → Actions → Instance settings → Change termination protection: Enable.',
    cli: 'aws ec2 modify-instance-attribute --instance-id INSTANCE_ID --disable-api-termination',
    terraform: 'resource "aws_instance" "this" {\n  disable_api_termination = true\n}',
    cloudformation: 'Type: AWS::EC2::Instance\nProperties:\n  DisableApiTermination: true',
  },
  references: [
    'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/Using_ChangingDisableAPITermination.html',
  ],
  resource: ec2InstanceType,
  equivalents: [],
  withoutFramework: 'Frameworks ask for it only in general words; none of the shipped ones names it.',
  evaluate({ DisableApiTermination }, { tags }) {
    const group = tags['aws:autoscaling:groupName'];
    if (group !== undefined) return notApplicable(`The Auto Scaling group ${group} replaces the instance.`);
    if (DisableApiTermination === true) return pass('Termination protection is on.', 'DisableApiTermination');
    return fail('Termination protection is off, which is the default.', 'DisableApiTermination');
  },
});
