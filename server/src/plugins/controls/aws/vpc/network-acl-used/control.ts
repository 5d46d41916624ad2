import { fail, notApplicable, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { networkAclType } from '../../../../providers/aws/resources/network_acl/schema.ts';

export const control = defineControl({
  id: 'aws-vpc-network-acl-used',
  version: 1,
  title: 'Network ACL belongs to a subnet',
  severity: 'low',
  category: 'networking',
  risk: 'An ACL that protects no subnet is a rule that somebody believes in and that does nothing. It also hides which of them count when something has to be closed in a hurry.',
  advice: {
    console:
      'VPC → Network ACLs → the ACL → Subnet associations → Edit: associate the subnets that it was made for, or delete it.',
    cli: 'aws ec2 delete-network-acl --network-acl-id ACL_ID',
    terraform:
      'resource "aws_network_acl_association" "this" {\n  network_acl_id = aws_network_acl.this.id\n  subnet_id      = aws_subnet.this.id\n}',
    cloudformation:
      'Type: AWS::EC2::SubnetNetworkAclAssociation\nProperties:\n  NetworkAclId: !Ref Acl\n  SubnetId: !Ref Subnet',
  },
  references: ['https://docs.aws.amazon.com/vpc/latest/userguide/vpc-network-acls.html'],
  resource: networkAclType,
  equivalents: ['prowler:ec2_networkacl_unused'],
  evaluate({ IsDefault, Associations = [] }) {
    if (Associations.length > 0) return pass(`It protects ${Associations.length} subnets.`, 'Associations');
    if (IsDefault === true) return notApplicable('The default ACL of a VPC cannot be deleted.', 'IsDefault');
    return fail('No subnet uses this ACL.', 'Associations');
  },
});
