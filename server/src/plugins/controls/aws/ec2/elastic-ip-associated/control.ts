import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { elasticIpType } from '../../../../providers/aws/resources/elastic_ip/schema.ts';

export const control = defineControl({
  id: 'aws-ec2-elastic-ip-associated',
  version: 1,
  title: 'Elastic IP address is in use',
  severity: 'low',
  category: 'governance',
  risk: 'An address that belongs to nothing costs money. A name that still points at it leads customers to whoever gets it after its release.',
  advice: {
    console: 'EC2 → Elastic IPs → the address → Actions → Release, after deleting DNS records that name it.',
    cli: 'aws ec2 release-address --allocation-id ALLOCATION_ID',
    terraform:
      'resource "aws_eip_association" "this" {\n  allocation_id = aws_eip.this.id\n  instance_id   = aws_instance.this.id\n}',
    cloudformation:
      'Type: AWS::EC2::EIPAssociation\nProperties:\n  AllocationId: !GetAtt Address.AllocationId\n  InstanceId: !Ref Instance',
  },
  references: ['https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/elastic-ip-addresses-eip.html'],
  resource: elasticIpType,
  equivalents: ['prowler:ec2_elastic_ip_unassigned'],
  evaluate({ AssociationId, InstanceId, NetworkInterfaceId }) {
    if (AssociationId === undefined && InstanceId === undefined && NetworkInterfaceId === undefined)
      return fail('The address is associated with nothing.', 'AssociationId');
    return pass(
      `The address belongs to ${InstanceId ?? NetworkInterfaceId ?? AssociationId}.`,
      'AssociationId',
      'InstanceId',
      'NetworkInterfaceId',
    );
  },
});
