import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { ec2InstanceType } from '../../../../providers/aws/resources/ec2_instance/schema.ts';

export const control = defineControl({
  id: 'aws-ec2-instance-uses-a-role',
  version: 1,
  title: 'Programs on the instance use a role',
  severity: 'medium',
  category: 'identity',
  risk: 'An instance without a role that calls AWS has keys in a file. Whoever reads the file has them for ever; the credentials of a role end within hours and are nowhere on the disk.',
  advice: {
    console:
      'EC2 → Instances → the instance → Actions → Security → Modify IAM role: choose a role with what the programs need; then delete the keys from the instance.',
    cli: 'aws ec2 associate-iam-instance-profile --instance-id INSTANCE_ID --iam-instance-profile Name=PROFILE',
    terraform:
      'resource "aws_instance" "this" {\n  iam_instance_profile = aws_iam_instance_profile.this.name\n}',
    cloudformation: 'IamInstanceProfile: !Ref InstanceProfile',
  },
  references: ['https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/iam-roles-for-amazon-ec2.html'],
  resource: ec2InstanceType,
  equivalents: ['prowler:ec2_instance_profile_attached'],
  evaluate(it) {
    const profile = it.IamInstanceProfile;
    if (profile === undefined || profile === '')
      return fail('The instance has no instance profile.', 'IamInstanceProfile');
    return pass(`The instance has the profile ${profile}.`, 'IamInstanceProfile');
  },
});
