import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { securityGroupType } from '../../../../providers/aws/resources/security_group/schema.ts';

const most = 50;

export const control = defineControl({
  id: 'aws-ec2-security-group-few-rules',
  version: 1,
  title: 'Security group has at most 50 rules per direction',
  severity: 'low',
  category: 'networking',
  risk: 'Nobody reviews a group of a hundred rules. Old sources stay in it, a wide rule hides among narrow ones, and each more slows the work of whoever investigates.',
  advice: {
    console:
      'EC2 → Security groups → the group: delete rules that are not needed any more, and put ranges that several groups share into a prefix list.',
    cli: "aws ec2 describe-security-group-rules --filters Name=group-id,Values=SG_ID --query 'SecurityGroupRules[].[SecurityGroupRuleId,CidrIpv4,FromPort]'",
    terraform:
      'resource "aws_ec2_managed_prefix_list" "partners" {\n  name           = "partners"\n  address_family = "IPv4"\n  max_entries    = 50\n}',
    cloudformation:
      'Type: AWS::EC2::PrefixList\nProperties:\n  PrefixListName: partners\n  AddressFamily: IPv4\n  MaxEntries: 50',
  },
  references: ['https://docs.aws.amazon.com/vpc/latest/userguide/vpc-security-groups.html'],
  resource: securityGroupType,
  equivalents: ['prowler:ec2_securitygroup_with_many_ingress_egress_rules'],
  evaluate({ SecurityGroupIngress: ingress = [], SecurityGroupEgress: egress = [] }) {
    if (ingress.length > most || egress.length > most)
      return fail(`The group has ${ingress.length} inbound and ${egress.length} outbound rules.`, 'GroupId');
    return pass(`The group has ${ingress.length} inbound and ${egress.length} outbound rules.`, 'GroupId');
  },
});
