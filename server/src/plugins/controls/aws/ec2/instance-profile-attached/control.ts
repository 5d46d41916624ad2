import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { ec2InstanceType } from '../../../../providers/aws/resources/ec2_instance/schema.ts';

export const control = defineControl({
  id: 'aws-ec2-instance-profile-attached',
  version: 1,
  title: 'EC2 instance has an instance profile',
  severity: 'medium',
  category: 'identity',
  risk: 'Without a role the programs on a machine need keys that somebody copied there. Such keys never expire, are shared and end up in images and backups.',
  advice: {
    console:
      'EC2 → Instances → the instance → Actions → Security → Modify IAM role: choose a role with what the machine needs.',
    cli: 'aws ec2 associate-iam-instance-profile --instance-id INSTANCE_ID --iam-instance-profile Name=PROFILE',
    terraform:
      'resource "aws_instance" "this" {\n  iam_instance_profile = aws_iam_instance_profile.app.name\n}',
    cloudformation: 'Type: AWS::EC2::Instance\nProperties:\n  IamInstanceProfile: !Ref AppProfile',
  },
  references: ['https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/iam-roles-for-amazon-ec2.html'],
  resource: ec2InstanceType,
  equivalents: ['prowler:ec2_instance_profile_attached'],
  evaluate({ IamInstanceProfile: profile }) {
    if (profile !== undefined) return pass(`The instance has the profile ${profile}.`, 'IamInstanceProfile');
    return fail('The instance has no instance profile.', 'IamInstanceProfile');
  },
});
