import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { subnetType } from '../../../../providers/aws/resources/subnet/schema.ts';

export const control = defineControl({
  id: 'aws-vpc-subnet-no-public-addresses',
  version: 1,
  title: 'Subnet gives no public addresses by itself',
  severity: 'medium',
  category: 'networking',
  risk: 'In such a subnet every machine is on the internet from its first second, also the one that was launched in the wrong place. A public address should be asked for.',
  advice: {
    console:
      'VPC → Subnets → the subnet → Actions → Edit subnet settings: switch off "Enable auto-assign public IPv4 address".',
    cli: 'aws ec2 modify-subnet-attribute --subnet-id SUBNET_ID --no-map-public-ip-on-launch',
    terraform: 'resource "aws_subnet" "this" {\n  map_public_ip_on_launch = false\n}',
    cloudformation: 'Type: AWS::EC2::Subnet\nProperties:\n  MapPublicIpOnLaunch: false',
  },
  references: ['https://docs.aws.amazon.com/vpc/latest/userguide/subnet-public-ip.html'],
  resource: subnetType,
  equivalents: ['prowler:vpc_subnet_no_public_ip_by_default'],
  evaluate({ MapPublicIpOnLaunch }) {
    if (MapPublicIpOnLaunch === true)
      return fail('Machines get a public IPv4 address at launch.', 'MapPublicIpOnLaunch');
    return pass(
      'Machines get no public IPv4 address unless they ask for one, which is the default.',
      'MapPublicIpOnLaunch',
    );
  },
});
