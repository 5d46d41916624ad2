import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { securityGroupType } from '../../../../providers/aws/resources/security_group/schema.ts';

export const control = defineControl({
  id: 'aws-ec2-security-group-not-launch-wizard',
  version: 1,
  title: 'Security group was not left behind by a launch wizard',
  severity: 'low',
  category: 'networking',
  risk: 'The wizard of the console makes a group that opens SSH or RDP, often to everybody, and names it launch-wizard. Such groups were chosen by nobody and outlive the machine.',
  advice: {
    console:
      'EC2 → Security groups: move the instances to a group that was designed for them (Actions → Security → Change security groups), then delete the group of the wizard.',
    cli: 'aws ec2 modify-instance-attribute --instance-id INSTANCE_ID --groups SG_ID && aws ec2 delete-security-group --group-id WIZARD_SG_ID',
    terraform:
      'resource "aws_security_group" "app" {\n  name        = "app"\n  description = "What the application needs"\n  vpc_id      = aws_vpc.this.id\n}',
    cloudformation:
      'Type: AWS::EC2::SecurityGroup\nProperties:\n  GroupName: app\n  GroupDescription: What the application needs',
  },
  references: ['https://docs.aws.amazon.com/vpc/latest/userguide/vpc-security-groups.html'],
  resource: securityGroupType,
  equivalents: ['prowler:ec2_securitygroup_from_launch_wizard'],
  evaluate({ GroupName = '' }) {
    if (GroupName.startsWith('launch-wizard-'))
      return fail(`The group is called ${GroupName}, as the launch wizard names them.`, 'GroupName');
    return pass('The group was not named by a launch wizard.', 'GroupName');
  },
});
