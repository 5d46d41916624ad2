import { fail, pass, unknown } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { securityGroupType } from '../../../../providers/aws/resources/security_group/schema.ts';
import { internetExposure, lastPort, openPorts } from '../../network-exposure/ingress.ts';

export const control = defineControl({
  id: 'aws-ec2-security-group-all-ports-closed',
  version: 1,
  title: 'Security group does not open all ports to the internet',
  severity: 'critical',
  category: 'networking',
  risk: 'A rule for all ports makes the group worthless: whatever anybody installs on a machine behind it is on the internet at once, databases and administration ports included.',
  advice: {
    console:
      'EC2 → Security groups → the group → Inbound rules → Edit: replace the rule for all traffic by rules for the ports that the service needs.',
    cli: "aws ec2 revoke-security-group-ingress --group-id SG_ID --ip-permissions 'IpProtocol=-1,IpRanges=[{CidrIp=0.0.0.0/0}],Ipv6Ranges=[{CidrIpv6=::/0}]'",
    terraform:
      'resource "aws_vpc_security_group_ingress_rule" "https" {\n  security_group_id = aws_security_group.this.id\n  ip_protocol       = "tcp"\n  from_port         = 443\n  to_port           = 443\n  cidr_ipv4         = "0.0.0.0/0"\n}',
    cloudformation:
      'SecurityGroupIngress:\n  - IpProtocol: tcp\n    FromPort: 443\n    ToPort: 443\n    CidrIp: 0.0.0.0/0',
  },
  references: ['https://docs.aws.amazon.com/vpc/latest/userguide/vpc-security-groups.html'],
  resource: securityGroupType,
  equivalents: ['prowler:ec2_securitygroup_allow_ingress_from_internet_to_all_ports'],
  evaluate({ SecurityGroupIngress: rules }) {
    for (const transport of ['tcp', 'udp'] as const) {
      const [range] = openPorts(rules, transport);
      // Port 0 is never used, so 1 to 65535 is everything.
      if (range === undefined || range.from > 1 || range.to < lastPort) continue;
      const exposure = internetExposure(rules, transport, lastPort);
      const [source, at] = exposure.state === 'open' ? [exposure.source, exposure.rule] : ['the internet', 0];
      return fail(
        `Every ${transport.toUpperCase()} port is open to ${source}.`,
        `SecurityGroupIngress.${at}`,
      );
    }
    const all =
      rules?.findIndex(
        ({ IpProtocol, FromPort = -1, SourcePrefixListId }) =>
          SourcePrefixListId !== undefined && (IpProtocol === '-1' || FromPort <= 1),
      ) ?? -1;
    if (all >= 0)
      return unknown(
        'A range of ports from the first one is open to a prefix list, whose addresses are not read.',
        `SecurityGroupIngress.${all}`,
      );
    return pass('No rule opens all ports to the internet.', 'SecurityGroupIngress');
  },
});
