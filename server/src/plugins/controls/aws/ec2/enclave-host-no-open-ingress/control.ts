import { fail, notApplicable, pass, unknown } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { ec2InstanceType } from '../../../../providers/aws/resources/ec2_instance/schema.ts';
import { securityGroups } from '../../keyed-types.ts';
import { openPorts, portText } from '../../network-exposure/ingress.ts';
import { cardsOf, rulesOf } from '../../network-exposure/reachability.ts';

export const control = defineControl({
  id: 'aws-ec2-enclave-host-no-open-ingress',
  version: 1,
  title: 'Host of a Nitro enclave accepts nothing from the internet',
  severity: 'high',
  category: 'networking',
  risk: 'The host hands data to the enclave. An open port of it is a way to that data which no encryption inside the enclave closes.',
  advice: {
    console:
      'EC2 → Security groups → the groups of the host → Inbound rules: delete every rule from 0.0.0.0/0 or ::/0.',
    cli: "aws ec2 revoke-security-group-ingress --group-id SG_ID --ip-permissions 'IpProtocol=tcp,FromPort=PORT,ToPort=PORT,IpRanges=[{CidrIp=0.0.0.0/0}]'",
    terraform:
      'resource "aws_vpc_security_group_ingress_rule" "host" {\n  security_group_id            = aws_security_group.host.id\n  ip_protocol                  = "tcp"\n  from_port                    = 8443\n  to_port                      = 8443\n  referenced_security_group_id = aws_security_group.clients.id\n}',
    cloudformation:
      'SecurityGroupIngress:\n  - IpProtocol: tcp\n    FromPort: 8443\n    ToPort: 8443\n    SourceSecurityGroupId: !Ref Clients',
  },
  references: ['https://docs.aws.amazon.com/enclaves/latest/user/nitro-enclave.html'],
  resource: ec2InstanceType,
  reads: { groups: securityGroups },
  equivalents: [
    'prowler:ec2_confidential_workload_host_unrestricted_ingress',
    'prowler:ec2_confidential_workload_host_vsock_proxy_exposed',
  ],
  evaluate(instance, _subject, around) {
    if (instance.EnclaveOptions?.Enabled !== true)
      return notApplicable('No enclave runs on the instance.', 'EnclaveOptions.Enabled');
    for (const card of cardsOf(instance)) {
      const rules = rulesOf(card, around);
      if (rules === undefined)
        return unknown('A security group of the host was not found in the account.', 'SecurityGroupIds');
      for (const transport of ['tcp', 'udp'] as const) {
        const [range] = openPorts(rules, transport);
        if (range !== undefined)
          return fail(
            `${transport.toUpperCase()} ${portText(range)} of the host is open to the internet by ${card.groupIds.join(', ')}.`,
            'SecurityGroupIds',
          );
      }
      const listed = rules.find(({ SourcePrefixListId }) => SourcePrefixListId !== undefined);
      if (listed !== undefined)
        return unknown(
          `The addresses of the prefix list ${listed.SourcePrefixListId} are not read.`,
          'SecurityGroupIds',
        );
    }
    return pass('No group of the host opens a port to the internet.', 'SecurityGroupIds');
  },
});
