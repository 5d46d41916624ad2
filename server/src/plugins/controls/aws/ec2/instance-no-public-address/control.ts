import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { ec2InstanceType } from '../../../../providers/aws/resources/ec2_instance/schema.ts';

export const control = defineControl({
  id: 'aws-ec2-instance-no-public-address',
  version: 1,
  title: 'EC2 instance has no public address',
  severity: 'medium',
  category: 'networking',
  risk: 'A machine with a public address is one careless rule away from the internet. Behind a load balancer or a NAT gateway it can do its work unseen.',
  advice: {
    console:
      'EC2 → launch a replacement in a private subnet with "Auto-assign public IP" off, put it behind a load balancer and terminate the old one. An elastic IP is released under Elastic IPs.',
    cli: 'aws ec2 disassociate-address --association-id ASSOCIATION_ID',
    terraform:
      'resource "aws_instance" "this" {\n  subnet_id                   = aws_subnet.private.id\n  associate_public_ip_address = false\n}',
    cloudformation:
      'Type: AWS::EC2::Instance\nProperties:\n  NetworkInterfaces:\n    - DeviceIndex: "0"\n      AssociatePublicIpAddress: false\n      SubnetId: !Ref PrivateSubnet',
  },
  references: ['https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/using-instance-addressing.html'],
  resource: ec2InstanceType,
  equivalents: ['prowler:ec2_instance_public_ip'],
  evaluate({ PublicIp, NetworkInterfaces: cards = [] }) {
    if (PublicIp !== undefined) return fail(`The instance has the public address ${PublicIp}.`, 'PublicIp');
    const card = cards.findIndex(({ AssociatePublicIpAddress }) => AssociatePublicIpAddress === true);
    if (card >= 0)
      return fail(
        `Its interface ${cards[card]?.NetworkInterfaceId} has a public address.`,
        `NetworkInterfaces.${card}`,
      );
    return pass('The instance has no public IPv4 address.', 'NetworkInterfaces');
  },
});
