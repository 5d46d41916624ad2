import type { Severity } from '../../../../core/severity.ts';
import { fail, pass } from '../../../../core/verdict.ts';
import { type AnyControl, defineControl } from '../../../../plugin-kit/define-control.ts';
import { networkAclType } from '../../../providers/aws/resources/network_acl/schema.ts';
import { type AclEntry, admittingEntry } from './acl.ts';
import type { NetworkService } from './services.ts';

/** The place of an entry in the list of the ACL. */
export function entryPath(entries: readonly AclEntry[] | undefined, entry: AclEntry): string {
  const at = (entries ?? []).findIndex(
    (one) =>
      one.RuleNumber === entry.RuleNumber &&
      one.Egress === entry.Egress &&
      one.CidrBlock === entry.CidrBlock &&
      one.Ipv6CidrBlock === entry.Ipv6CidrBlock,
  );
  return at < 0 ? 'Entries' : `Entries.${at}`;
}

/** A network ACL does not admit the internet to the ports of a service, its entries tried in their order. */
export function networkAclPorts(facts: {
  id: string;
  title: string;
  severity: Severity;
  risk: string;
  service: NetworkService;
  equivalents: readonly string[];
}): AnyControl {
  const { service } = facts;
  const [, first = 0] = service.ports[0] ?? [];
  return defineControl({
    id: facts.id,
    version: 1,
    title: facts.title,
    severity: facts.severity,
    category: 'networking',
    risk: facts.risk,
    advice: {
      console: `VPC → Network ACLs → the ACL → Inbound rules → Edit: add a deny of TCP port ${first} from 0.0.0.0/0 and ::/0 with a lower number than the rule that allows it, after an allow for the networks of your administrators.`,
      cli: `aws ec2 create-network-acl-entry --network-acl-id ACL_ID --ingress --rule-number 50 --protocol tcp --port-range From=${first},To=${first} --cidr-block 0.0.0.0/0 --rule-action deny`,
      terraform: `resource "aws_network_acl_rule" "deny_${first}" {\n  network_acl_id = aws_network_acl.this.id\n  rule_number    = 50\n  protocol       = "tcp"\n  rule_action    = "deny"\n  cidr_block     = "0.0.0.0/0"\n  from_port      = ${first}\n  to_port        = ${first}\n}`,
      cloudformation: `Type: AWS::EC2::NetworkAclEntry\nProperties:\n  RuleNumber: 50\n  Protocol: 6\n  RuleAction: deny\n  CidrBlock: 0.0.0.0/0\n  PortRange: { From: ${first}, To: ${first} }`,
    },
    references: ['https://docs.aws.amazon.com/vpc/latest/userguide/nacl-rules.html'],
    resource: networkAclType,
    equivalents: facts.equivalents,
    evaluate({ Entries }) {
      for (const [transport, port] of service.ports) {
        for (const family of [4, 6] as const) {
          const entry = admittingEntry(Entries, transport, port, family);
          if (entry !== undefined)
            return fail(
              `Rule ${entry.RuleNumber} admits ${entry.CidrBlock ?? entry.Ipv6CidrBlock} to ${transport.toUpperCase()} port ${port} (${service.label}).`,
              entryPath(Entries, entry),
            );
        }
      }
      return pass(`The internet is not admitted to ${service.label}.`, 'Entries');
    },
  });
}
