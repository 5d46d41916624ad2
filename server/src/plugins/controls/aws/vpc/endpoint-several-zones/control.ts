import { fail, notApplicable, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { vpcEndpointType } from '../../../../providers/aws/resources/vpc_endpoint/schema.ts';

export const control = defineControl({
  id: 'aws-vpc-endpoint-several-zones',
  version: 1,
  title: 'Interface endpoint stands in at least two zones',
  severity: 'medium',
  category: 'resilience',
  risk: 'An endpoint with one interface is gone when its zone fails, and every machine that reaches AWS by it is cut off, wherever it stands.',
  advice: {
    console: 'VPC → Endpoints → the endpoint → Subnets → Modify: add a subnet of another zone.',
    cli: 'aws ec2 modify-vpc-endpoint --vpc-endpoint-id VPCE_ID --add-subnet-ids SUBNET_B',
    terraform:
      'resource "aws_vpc_endpoint" "this" {\n  vpc_endpoint_type = "Interface"\n  subnet_ids        = [aws_subnet.a.id, aws_subnet.b.id]\n}',
    cloudformation: 'Type: AWS::EC2::VPCEndpoint\nProperties:\n  SubnetIds: [!Ref SubnetA, !Ref SubnetB]',
  },
  references: ['https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html'],
  resource: vpcEndpointType,
  equivalents: ['prowler:vpc_endpoint_multi_az_enabled'],
  evaluate({ VpcEndpointType, SubnetIds: subnets = [] }) {
    if (VpcEndpointType !== 'Interface')
      return notApplicable(
        `An endpoint of the type ${VpcEndpointType} stands in no zone.`,
        'VpcEndpointType',
      );
    // AWS takes one subnet per zone.
    if (subnets.length > 1) return pass(`The endpoint stands in ${subnets.length} zones.`, 'SubnetIds');
    return fail('The endpoint stands in one zone.', 'SubnetIds');
  },
});
