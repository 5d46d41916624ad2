import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { networkAclType } from '../../../../providers/aws/resources/network_acl/schema.ts';
import { admitsAllPorts } from '../../network-exposure/acl.ts';
import { entryPath } from '../../network-exposure/acl-ports.ts';

export const control = defineControl({
  id: 'aws-vpc-network-acl-filters',
  version: 1,
  title: 'Network ACL does not admit everything from the internet',
  severity: 'medium',
  category: 'networking',
  risk: 'An ACL that allows everything filters nothing: only the security groups are left, and each of them is edited by many people. The default ACL of every VPC is such a one.',
  advice: {
    console:
      'VPC → Network ACLs → the ACL → Inbound rules → Edit: replace "All traffic from 0.0.0.0/0" by the ports that the subnets serve and the ephemeral ports of answers.',
    cli: 'aws ec2 replace-network-acl-entry --network-acl-id ACL_ID --ingress --rule-number 100 --protocol tcp --port-range From=443,To=443 --cidr-block 0.0.0.0/0 --rule-action allow',
    terraform:
      'resource "aws_network_acl" "this" {\n  vpc_id = aws_vpc.this.id\n  ingress {\n    rule_no    = 100\n    protocol   = "tcp"\n    action     = "allow"\n    cidr_block = "0.0.0.0/0"\n    from_port  = 443\n    to_port    = 443\n  }\n}',
    cloudformation:
      'Type: AWS::EC2::NetworkAclEntry\nProperties:\n  RuleNumber: 100\n  Protocol: 6\n  RuleAction: allow\n  CidrBlock: 0.0.0.0/0\n  PortRange: { From: 443, To: 443 }',
  },
  references: ['https://docs.aws.amazon.com/vpc/latest/userguide/vpc-network-acls.html'],
  resource: networkAclType,
  equivalents: ['prowler:ec2_networkacl_allow_ingress_any_port'],
  evaluate({ Entries }) {
    for (const family of [4, 6] as const) {
      const entry = admitsAllPorts(Entries, 'tcp', family);
      if (entry !== undefined)
        return fail(
          `Rule ${entry.RuleNumber} admits ${entry.CidrBlock ?? entry.Ipv6CidrBlock}, and no port is kept back.`,
          entryPath(Entries, entry),
        );
    }
    return pass('Some port is kept back from the internet.', 'Entries');
  },
});
