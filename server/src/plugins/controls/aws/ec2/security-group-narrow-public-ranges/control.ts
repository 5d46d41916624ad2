import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { securityGroupType } from '../../../../providers/aws/resources/security_group/schema.ts';
import { isNarrow, publicSize, rangeOf } from '../../network-exposure/address-ranges.ts';

function isWide(cidr: string): boolean {
  if (isNarrow(cidr) || cidr.endsWith('/24')) return false;
  const range = rangeOf(cidr);
  return range !== undefined && publicSize([range]) > 0;
}

export const control = defineControl({
  id: 'aws-ec2-security-group-narrow-public-ranges',
  version: 1,
  title: 'Security group admits no public range wider than a /24',
  severity: 'medium',
  category: 'networking',
  risk: 'A rule for a wide public range (a /16 of a provider, say) admits tens of thousands of machines of strangers. It looks like a restriction and is none.',
  advice: {
    console:
      'EC2 → Security groups → the group → Inbound rules → Edit: replace the wide range by the addresses that really connect.',
    cli: 'aws ec2 revoke-security-group-ingress --group-id SG_ID --protocol tcp --port PORT --cidr WIDE_RANGE',
    terraform:
      'resource "aws_vpc_security_group_ingress_rule" "partner" {\n  security_group_id = aws_security_group.this.id\n  ip_protocol       = "tcp"\n  from_port         = 443\n  to_port           = 443\n  cidr_ipv4         = "198.51.100.16/28"\n}',
    cloudformation:
      'SecurityGroupIngress:\n  - IpProtocol: tcp\n    FromPort: 443\n    ToPort: 443\n    CidrIp: 198.51.100.16/28',
  },
  references: ['https://docs.aws.amazon.com/vpc/latest/userguide/vpc-security-groups.html'],
  resource: securityGroupType,
  equivalents: ['prowler:ec2_securitygroup_allow_wide_open_public_ipv4'],
  evaluate({ SecurityGroupIngress: rules = [] }) {
    const at = rules.findIndex(
      ({ CidrIp }) => CidrIp !== undefined && CidrIp !== '0.0.0.0/0' && isWide(CidrIp),
    );
    if (at >= 0)
      return fail(`The rule admits the public range ${rules[at]?.CidrIp}.`, `SecurityGroupIngress.${at}`);
    return pass('No rule admits a public IPv4 range between /1 and /23.', 'SecurityGroupIngress');
  },
});
