import { fail, pass, unknown } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { securityGroupType } from '../../../../providers/aws/resources/security_group/schema.ts';
import { type IngressRule, internetExposure, openPorts, portText } from '../../network-exposure/ingress.ts';

const web = { tcp: [80, 443], udp: [443] };

function isWeb({ IpProtocol, FromPort, ToPort }: IngressRule): boolean {
  return IpProtocol === 'tcp' && FromPort === ToPort && (FromPort === 80 || FromPort === 443);
}

export const control = defineControl({
  id: 'aws-ec2-security-group-only-web-open',
  version: 1,
  title: 'Security group opens only web ports to the internet',
  severity: 'medium',
  category: 'networking',
  risk: 'Ports 80 and 443 are meant for everybody; every other port that the internet reaches is one more service that can be attacked, and often nobody knows why it is open.',
  advice: {
    console:
      'EC2 → Security groups → the group → Inbound rules → Edit: narrow the source of every rule that opens another port than 80 or 443 to 0.0.0.0/0 or ::/0.',
    cli: 'aws ec2 revoke-security-group-ingress --group-id SG_ID --protocol tcp --port PORT --cidr 0.0.0.0/0',
    terraform:
      'resource "aws_vpc_security_group_ingress_rule" "this" {\n  security_group_id = aws_security_group.this.id\n  ip_protocol       = "tcp"\n  from_port         = 8443\n  to_port           = 8443\n  cidr_ipv4         = "203.0.113.0/24"\n}',
    cloudformation:
      'SecurityGroupIngress:\n  - IpProtocol: tcp\n    FromPort: 8443\n    ToPort: 8443\n    CidrIp: 203.0.113.0/24',
  },
  references: ['https://docs.aws.amazon.com/vpc/latest/userguide/vpc-security-groups.html'],
  resource: securityGroupType,
  equivalents: ['prowler:ec2_securitygroup_allow_ingress_from_internet_to_any_port'],
  evaluate({ SecurityGroupIngress: rules }) {
    for (const transport of ['tcp', 'udp'] as const) {
      const other = openPorts(rules, transport).find(
        (range) => !web[transport].some((port) => range.from === port && range.to === port),
      );
      if (other === undefined) continue;
      const exposure = internetExposure(rules, transport, other.to);
      const [source, at] = exposure.state === 'open' ? [exposure.source, exposure.rule] : ['the internet', 0];
      return fail(
        `${transport.toUpperCase()} ${portText(other)} is open to ${source}.`,
        `SecurityGroupIngress.${at}`,
      );
    }
    const listed = rules?.findIndex((rule) => rule.SourcePrefixListId !== undefined && !isWeb(rule)) ?? -1;
    if (listed >= 0)
      return unknown(
        'Other ports than 80 and 443 are open to a prefix list, whose addresses are not read.',
        `SecurityGroupIngress.${listed}`,
      );
    return pass('At most the ports 80 and 443 are open to the internet.', 'SecurityGroupIngress');
  },
});
