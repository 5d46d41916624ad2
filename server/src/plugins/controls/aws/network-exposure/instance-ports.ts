import type { Severity } from '../../../../core/severity.ts';
import { fail, pass, unknown } from '../../../../core/verdict.ts';
import { type AnyControl, defineControl } from '../../../../plugin-kit/define-control.ts';
import { ec2InstanceType } from '../../../providers/aws/resources/ec2_instance/schema.ts';
import { isPublic, networkReads, reachOf } from './reachability.ts';
import { type NetworkService, portList, portWord } from './services.ts';

export type InstancePortsControl = {
  id: string;
  title: string;
  severity: Severity;
  risk: string;
  service: NetworkService;
  /** How people reach the service instead, as a sentence. */
  instead: string;
  equivalents: readonly string[];
};

/** The internet cannot reach the ports of a service on an instance, all that lies between taken together. */
export function instancePorts(facts: InstancePortsControl): AnyControl {
  const { service, instead } = facts;
  const numbers = service.ports.map(([, port]) => port);
  const ports = `${portWord(numbers)} ${portList(numbers)}`;
  const [transport, port] = service.ports[0] ?? ['tcp', 0];
  return defineControl({
    id: facts.id,
    version: 1,
    title: facts.title,
    severity: facts.severity,
    category: 'networking',
    risk: facts.risk,
    advice: {
      console: `EC2 → Instances → the instance → Security: open the group and delete inbound rules for ${ports} from 0.0.0.0/0 and ::/0, or move the instance to a private subnet. ${instead}`,
      cli: `aws ec2 modify-instance-attribute --instance-id INSTANCE_ID --groups SG_ID_WITHOUT_PUBLIC_RULES`,
      terraform: `resource "aws_instance" "this" {\n  subnet_id                   = aws_subnet.private.id\n  associate_public_ip_address = false\n  vpc_security_group_ids      = [aws_security_group.internal.id]\n}`,
      cloudformation: `SecurityGroupIngress:\n  - IpProtocol: ${transport}\n    FromPort: ${port}\n    ToPort: ${port}\n    SourceSecurityGroupId: !Ref ClientSecurityGroup`,
    },
    references: [
      'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-security-groups.html',
      'https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Internet_Gateway.html',
    ],
    resource: ec2InstanceType,
    reads: networkReads,
    equivalents: facts.equivalents,
    evaluate(instance, _subject, around) {
      if (!isPublic(instance))
        return pass('The instance has no public address.', 'NetworkInterfaces', 'PublicIp');
      const { open, source, groupIds = [], doubt } = reachOf(instance, around, service.ports);
      if (open.length > 0)
        return fail(
          `${source} reaches ${portWord(open)} ${portList(open)} (${service.label}) by ${groupIds.join(', ')}.`,
          'NetworkInterfaces',
          'SecurityGroupIds',
          'SubnetId',
        );
      if (doubt !== undefined)
        return unknown(`Whether the internet reaches ${service.label} is not known: ${doubt}.`);
      return pass(
        `The internet does not reach ${service.label} of the instance.`,
        'NetworkInterfaces',
        'SecurityGroupIds',
      );
    },
  });
}
