import { fail, notApplicable, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { ec2InstanceType } from '../../../../providers/aws/resources/ec2_instance/schema.ts';
import { isPublic } from '../../network-exposure/reachability.ts';

export const control = defineControl({
  id: 'aws-ec2-instance-public-without-profile',
  version: 1,
  title: 'EC2 instance on the internet carries no instance profile',
  severity: 'high',
  category: 'identity',
  risk: 'Whoever takes over a machine that faces the internet also has its role. The fewer of such machines carry one, the less an intruder can do in the account.',
  advice: {
    console:
      'EC2 → Instances: put the machine behind a load balancer in a private subnet, or, where it needs no AWS call, detach its role under Actions → Security → Modify IAM role.',
    cli: 'aws ec2 disassociate-iam-instance-profile --association-id ASSOCIATION_ID',
    terraform:
      'resource "aws_instance" "this" {\n  subnet_id            = aws_subnet.private.id\n  iam_instance_profile = aws_iam_instance_profile.app.name\n}',
    cloudformation:
      'Type: AWS::EC2::Instance\nProperties:\n  SubnetId: !Ref PrivateSubnet\n  IamInstanceProfile: !Ref AppProfile',
  },
  references: ['https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/iam-roles-for-amazon-ec2.html'],
  resource: ec2InstanceType,
  equivalents: ['prowler:ec2_instance_internet_facing_with_instance_profile'],
  evaluate(instance) {
    if (!isPublic(instance))
      return notApplicable('The instance has no public address.', 'NetworkInterfaces', 'PublicIp');
    const profile = instance.IamInstanceProfile;
    if (profile === undefined)
      return pass('The instance has a public address and no profile.', 'IamInstanceProfile');
    return fail(
      `The instance has a public address and the profile ${profile}.`,
      'IamInstanceProfile',
      'PublicIp',
    );
  },
});
