import type { Severity } from '../../../../core/severity.ts';
import { fail, pass, unknown, type Verdict } from '../../../../core/verdict.ts';
import { type Advice, type AnyControl, defineControl } from '../../../../plugin-kit/define-control.ts';
import { securityGroupType } from '../../../providers/aws/resources/security_group/schema.ts';
import { type Exposure, type Family, type IngressRule, internetExposure } from './ingress.ts';
import { type NetworkService, portList, portWord } from './services.ts';

const reference = 'https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html';

/** What is particular about one service; everything else is the same for each of them. */
export type PortsControl = {
  id: string;
  title: string;
  severity: Severity;
  risk: string;
  service: NetworkService;
  /** How people reach the service instead, as a sentence. */
  instead: string;
  references?: readonly string[];
  equivalents: readonly string[];
  /** Only sources of this address family are judged. */
  family?: Family;
  withoutFramework?: string;
};

/** A security group does not let the internet reach the ports of a service. */
export function securityGroupPorts(facts: PortsControl): AnyControl {
  return defineControl({
    id: facts.id,
    version: 1,
    title: facts.title,
    severity: facts.severity,
    category: 'networking',
    risk: facts.risk,
    advice: portAdvice(facts),
    references: [reference, ...(facts.references ?? [])],
    resource: securityGroupType,
    equivalents: facts.equivalents,
    ...(facts.withoutFramework !== undefined && { withoutFramework: facts.withoutFramework }),
    evaluate: (group) => judgePorts(group.SecurityGroupIngress, facts.service, facts.family),
  });
}

/** The verdict about the ports of a service; one port that is open decides. */
function judgePorts(
  rules: readonly IngressRule[] | undefined,
  service: NetworkService,
  family?: Family,
): Verdict {
  let first: (Exposure & { state: 'open' }) | undefined;
  let listed: (Exposure & { state: 'unknown' }) | undefined;
  const open: number[] = [];
  for (const [transport, port] of service.ports) {
    const exposure = internetExposure(rules, transport, port, family);
    if (exposure.state === 'open') {
      first ??= exposure;
      open.push(port);
    } else if (exposure.state === 'unknown') listed ??= exposure;
  }
  const word = portWord(open);
  if (first !== undefined)
    return fail(
      `${word === 'port' ? 'Port' : 'Ports'} ${portList(open)} (${service.label}) ${word === 'port' ? 'is' : 'are'} open to ${first.source}.`,
      `SecurityGroupIngress.${first.rule}`,
    );
  if (listed !== undefined)
    return unknown(
      `${service.label} is open to the prefix list ${listed.prefixList}, whose addresses are not read.`,
      `SecurityGroupIngress.${listed.rule}`,
    );
  const where = family === undefined ? 'the internet' : `IPv${family} addresses of the internet`;
  return pass(`No rule opens ${service.label} to ${where}.`, 'SecurityGroupIngress');
}

function portAdvice({ service, instead, family }: PortsControl): Advice {
  const [transport, port] = service.ports[0] ?? ['tcp', 0];
  const numbers = service.ports.map(([, number]) => number);
  const ports = `${portWord(numbers)} ${portList(numbers)}`;
  const anyone = family === 6 ? '::/0' : family === 4 ? '0.0.0.0/0' : '0.0.0.0/0 or ::/0';
  const range = family === 6 ? 'Ipv6Ranges=[{CidrIpv6=::/0}]' : 'IpRanges=[{CidrIp=0.0.0.0/0}]';
  return {
    console: `EC2 → Security groups → the group → Inbound rules → Edit: delete every rule for ${ports} whose source is ${anyone}. ${instead}`,
    cli: `aws ec2 revoke-security-group-ingress --group-id SG_ID --ip-permissions 'IpProtocol=${transport},FromPort=${port},ToPort=${port},${range}'`,
    terraform: `resource "aws_vpc_security_group_ingress_rule" "this" {\n  security_group_id            = aws_security_group.this.id\n  ip_protocol                  = "${transport}"\n  from_port                    = ${port}\n  to_port                      = ${port}\n  referenced_security_group_id = aws_security_group.clients.id\n}`,
    cloudformation: `SecurityGroupIngress:\n  - IpProtocol: ${transport}\n    FromPort: ${port}\n    ToPort: ${port}\n    SourceSecurityGroupId: !Ref ClientSecurityGroup`,
  };
}
