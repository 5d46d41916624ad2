import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { ec2InstanceType } from '../../../../providers/aws/resources/ec2_instance/schema.ts';
import { vpcs } from '../../keyed-types.ts';

export const control = defineControl({
  id: 'aws-ec2-instance-outside-default-vpc',
  version: 1,
  title: 'EC2 instance runs outside of the default VPC',
  severity: 'low',
  category: 'networking',
  risk: 'In the default VPC every subnet is public and gives addresses by itself. A machine there was usually started in a hurry and never moved.',
  advice: {
    console:
      'EC2 → Instances: make an image of the machine and start it in a subnet of a VPC that was designed, then terminate the old one.',
    cli: 'aws ec2 run-instances --image-id IMAGE_ID --subnet-id PRIVATE_SUBNET_ID',
    terraform: 'resource "aws_instance" "this" {\n  subnet_id = aws_subnet.private.id\n}',
    cloudformation: 'Type: AWS::EC2::Instance\nProperties:\n  SubnetId: !Ref PrivateSubnet',
  },
  references: ['https://docs.aws.amazon.com/vpc/latest/userguide/default-vpc.html'],
  resource: ec2InstanceType,
  reads: { vpcs: vpcs },
  equivalents: [],
  withoutFramework: 'Frameworks ask for it only in general words; none of the shipped ones names it.',
  evaluate({ VpcId }, _subject, { vpcs }) {
    if (VpcId === undefined) return fail('The instance is in no VPC at all.', 'VpcId');
    const [vpc] = vpcs.by('VpcId', VpcId);
    if (vpc === undefined)
      return pass(`The VPC ${VpcId} belongs to another account, so it is no default one.`, 'VpcId');
    if (vpc.configuration.IsDefault === true)
      return fail(`The instance is in the default VPC ${VpcId}.`, 'VpcId');
    return pass(`The VPC ${VpcId} is not the default one.`, 'VpcId');
  },
});
