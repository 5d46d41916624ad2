import { fail, notApplicable, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { securityGroupType } from '../../../../providers/aws/resources/security_group/schema.ts';

export const control = defineControl({
  id: 'aws-ec2-security-group-default-closed',
  version: 1,
  title: 'Default security group of a VPC lets nothing in or out',
  severity: 'high',
  category: 'networking',
  risk: 'Whatever is launched without a group gets the default one. While it admits its members to each other and lets everything out, forgotten machines are connected by accident.',
  advice: {
    console:
      'EC2 → Security groups → the group named "default" → delete all inbound and outbound rules, after moving what uses it to a group of its own.',
    cli: 'aws ec2 revoke-security-group-ingress --group-id SG_ID --source-group SG_ID --protocol all && aws ec2 revoke-security-group-egress --group-id SG_ID --protocol all --cidr 0.0.0.0/0',
    terraform: 'resource "aws_default_security_group" "this" {\n  vpc_id = aws_vpc.this.id\n}',
    cloudformation:
      '# CloudFormation does not manage the default group; let AWS Config watch it:\nType: AWS::Config::ConfigRule\nProperties:\n  Source:\n    Owner: AWS\n    SourceIdentifier: VPC_DEFAULT_SECURITY_GROUP_CLOSED',
  },
  references: ['https://docs.aws.amazon.com/vpc/latest/userguide/default-security-group.html'],
  resource: securityGroupType,
  equivalents: ['prowler:ec2_securitygroup_default_restrict_traffic'],
  evaluate({ GroupName, SecurityGroupIngress: ingress = [], SecurityGroupEgress: egress = [] }) {
    if (GroupName !== 'default') return notApplicable('It is not the default group of a VPC.', 'GroupName');
    if (ingress.length === 0 && egress.length === 0)
      return pass('The default group has no rules.', 'SecurityGroupIngress', 'SecurityGroupEgress');
    return fail(
      `The default group has ${ingress.length} inbound and ${egress.length} outbound rules.`,
      'SecurityGroupIngress',
      'SecurityGroupEgress',
    );
  },
});
