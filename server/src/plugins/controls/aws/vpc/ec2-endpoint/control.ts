import { fail, notApplicable, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { vpcType } from '../../../../providers/aws/resources/vpc/schema.ts';
import { ec2Instances, vpcEndpoints } from '../../keyed-types.ts';

export const control = defineControl({
  id: 'aws-vpc-ec2-endpoint',
  version: 1,
  title: 'VPC with instances reaches the EC2 API by an endpoint',
  severity: 'medium',
  category: 'networking',
  risk: 'Without an endpoint calls to the EC2 API leave the VPC by the internet, so that machines need a way out that an intruder can use as well.',
  advice: {
    console:
      'VPC → Endpoints → Create endpoint: service com.amazonaws.REGION.ec2, the private subnets, private DNS on.',
    cli: 'aws ec2 create-vpc-endpoint --vpc-id VPC_ID --vpc-endpoint-type Interface --service-name com.amazonaws.us-east-1.ec2 --subnet-ids SUBNET_A SUBNET_B',
    terraform:
      'resource "aws_vpc_endpoint" "ec2" {\n  vpc_id              = aws_vpc.this.id\n  service_name        = "com.amazonaws.us-east-1.ec2"\n  vpc_endpoint_type   = "Interface"\n  private_dns_enabled = true\n}',
    cloudformation:
      'Type: AWS::EC2::VPCEndpoint\nProperties:\n  VpcEndpointType: Interface\n  ServiceName: com.amazonaws.us-east-1.ec2\n  PrivateDnsEnabled: true',
  },
  references: ['https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/interface-vpc-endpoints.html'],
  resource: vpcType,
  reads: { endpoints: vpcEndpoints, instances: ec2Instances },
  equivalents: ['prowler:vpc_endpoint_for_ec2_enabled'],
  evaluate({ VpcId = '' }, _subject, { endpoints, instances }) {
    const found = endpoints
      .by('VpcId', VpcId)
      .find(({ configuration }) => configuration.ServiceName?.endsWith('.ec2') === true);
    if (found !== undefined)
      return pass(`The endpoint ${found.configuration.Id} serves the EC2 API.`, 'VpcId');
    if (instances.first('VpcId', VpcId) === undefined)
      return notApplicable('No instance stands in the VPC.', 'VpcId');
    return fail('The VPC has instances and no endpoint for the EC2 API.', 'VpcId');
  },
});
