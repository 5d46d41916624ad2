import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { securityGroupType } from '../../../../providers/aws/resources/security_group/schema.ts';

export const control = defineControl({
  id: 'aws-ec2-security-group-egress-narrow',
  version: 1,
  title: 'Security group does not let everything out to everywhere',
  severity: 'low',
  category: 'networking',
  risk: 'An intruder on a machine that may talk to the whole internet on every port loads tools, sends data away and keeps a channel home. A narrow way out stops most of it.',
  advice: {
    console:
      'EC2 → Security groups → the group → Outbound rules → Edit: replace "All traffic to 0.0.0.0/0" by the ports and destinations that the service calls.',
    cli: "aws ec2 revoke-security-group-egress --group-id SG_ID --ip-permissions 'IpProtocol=-1,IpRanges=[{CidrIp=0.0.0.0/0}]'",
    terraform:
      'resource "aws_vpc_security_group_egress_rule" "https" {\n  security_group_id = aws_security_group.this.id\n  ip_protocol       = "tcp"\n  from_port         = 443\n  to_port           = 443\n  cidr_ipv4         = "0.0.0.0/0"\n}',
    cloudformation:
      'SecurityGroupEgress:\n  - IpProtocol: tcp\n    FromPort: 443\n    ToPort: 443\n    CidrIp: 0.0.0.0/0',
  },
  references: ['https://docs.aws.amazon.com/vpc/latest/userguide/vpc-security-groups.html'],
  resource: securityGroupType,
  equivalents: [],
  withoutFramework:
    'Frameworks ask for limits to outgoing traffic in general; none of the shipped ones names security groups.',
  evaluate({ SecurityGroupEgress: rules = [] }) {
    const at = rules.findIndex(
      ({ IpProtocol, CidrIp, CidrIpv6 }) =>
        IpProtocol === '-1' && (CidrIp === '0.0.0.0/0' || CidrIpv6 === '::/0'),
    );
    if (at >= 0)
      return fail(
        `All traffic may leave to ${rules[at]?.CidrIp ?? rules[at]?.CidrIpv6}.`,
        `SecurityGroupEgress.${at}`,
      );
    return pass('No rule lets all traffic out to every address.', 'SecurityGroupEgress');
  },
});
