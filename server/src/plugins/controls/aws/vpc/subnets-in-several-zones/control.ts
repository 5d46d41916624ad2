import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { vpcType } from '../../../../providers/aws/resources/vpc/schema.ts';
import { subnets } from '../../keyed-types.ts';

export const control = defineControl({
  id: 'aws-vpc-subnets-in-several-zones',
  version: 1,
  title: 'VPC has subnets in at least two availability zones',
  severity: 'medium',
  category: 'resilience',
  risk: 'A VPC with subnets in one zone stands and falls with one data centre: when the zone fails, nothing of it can be started elsewhere.',
  advice: {
    console: 'VPC → Subnets → Create subnet: choose the VPC and a zone that it does not use yet.',
    cli: 'aws ec2 create-subnet --vpc-id VPC_ID --cidr-block 10.0.1.0/24 --availability-zone us-east-1b',
    terraform:
      'resource "aws_subnet" "second" {\n  vpc_id            = aws_vpc.this.id\n  cidr_block        = "10.0.1.0/24"\n  availability_zone = "us-east-1b"\n}',
    cloudformation:
      'Type: AWS::EC2::Subnet\nProperties:\n  VpcId: !Ref Vpc\n  CidrBlock: 10.0.1.0/24\n  AvailabilityZone: !Select [1, !GetAZs ""]',
  },
  references: ['https://docs.aws.amazon.com/vpc/latest/userguide/configure-subnets.html'],
  resource: vpcType,
  reads: { subnets: subnets },
  equivalents: ['prowler:vpc_subnet_different_az'],
  evaluate({ VpcId = '' }, _subject, { subnets }) {
    const own = subnets.by('VpcId', VpcId);
    if (own.length === 0) return fail('The VPC has no subnet.');
    const zones = new Set(own.map(({ configuration }) => configuration.AvailabilityZone));
    if (zones.size > 1) return pass(`The subnets are in ${zones.size} zones.`, 'VpcId');
    return fail(`All subnets are in ${[...zones].join()}.`, 'VpcId');
  },
});
