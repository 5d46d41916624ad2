import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { transitGatewayType } from '../../../../providers/aws/resources/transit_gateway/schema.ts';

export const control = defineControl({
  id: 'aws-vpc-transit-gateway-attachments-accepted',
  version: 1,
  title: 'Transit gateway attaches no network of another account by itself',
  severity: 'high',
  category: 'networking',
  risk: 'With automatic acceptance every account that the gateway is shared with connects its network to yours without anybody looking, and routes spread by default.',
  advice: {
    console:
      'VPC → Transit gateways → the gateway → Actions → Modify: clear "Auto accept shared attachments".',
    cli: 'aws ec2 modify-transit-gateway --transit-gateway-id TGW_ID --options AutoAcceptSharedAttachments=disable',
    terraform: 'resource "aws_ec2_transit_gateway" "this" {\n  auto_accept_shared_attachments = "disable"\n}',
    cloudformation: 'Type: AWS::EC2::TransitGateway\nProperties:\n  AutoAcceptSharedAttachments: disable',
  },
  references: ['https://docs.aws.amazon.com/vpc/latest/tgw/tgw-transit-gateways.html'],
  resource: transitGatewayType,
  equivalents: ['prowler:ec2_transitgateway_auto_accept_vpc_attachments'],
  evaluate({ AutoAcceptSharedAttachments: accepts }) {
    if (accepts === 'enable')
      return fail('Attachments of other accounts are accepted automatically.', 'AutoAcceptSharedAttachments');
    return pass(
      'Somebody has to accept attachments of other accounts, which is the default.',
      'AutoAcceptSharedAttachments',
    );
  },
});
