import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { vpcEndpointServiceType } from '../../../../providers/aws/resources/vpc_endpoint_service/schema.ts';

export const control = defineControl({
  id: 'aws-vpc-endpoint-service-principals-known',
  version: 1,
  title: 'VPC endpoint service admits named accounts only',
  severity: 'high',
  category: 'networking',
  risk: 'A service that everybody may connect to is offered to all customers of AWS. With automatic acceptance a stranger needs no further yes to reach what is behind it.',
  advice: {
    console:
      'VPC → Endpoint services → the service → Allow principals: remove * and accounts that are not yours or your partners\'; Actions → Modify: "Acceptance required".',
    cli: 'aws ec2 modify-vpc-endpoint-service-permissions --service-id SERVICE_ID --remove-allowed-principals "*"',
    terraform:
      'resource "aws_vpc_endpoint_service" "this" {\n  acceptance_required = true\n  allowed_principals  = ["arn:aws:iam::111122223333:root"]\n}',
    cloudformation:
      'Type: AWS::EC2::VPCEndpointServicePermissions\nProperties:\n  ServiceId: !Ref Service\n  AllowedPrincipals:\n    - arn:aws:iam::111122223333:root',
  },
  references: ['https://docs.aws.amazon.com/vpc/latest/privatelink/configure-endpoint-service.html'],
  resource: vpcEndpointServiceType,
  equivalents: ['prowler:vpc_endpoint_services_allowed_principals_trust_boundaries'],
  evaluate({ AllowedPrincipals: allowed = [], AcceptanceRequired }, { accountId }) {
    if (allowed.includes('*'))
      return fail(
        `Everybody may ask for a connection${AcceptanceRequired === true ? ', which has to be accepted' : ' and gets it'}.`,
        'AllowedPrincipals',
        'AcceptanceRequired',
      );
    const stranger = allowed.find(
      (principal) => !principal.includes(`:${accountId}:`) && principal !== accountId,
    );
    if (stranger === undefined)
      return pass('Only principals of this account may connect.', 'AllowedPrincipals');
    if (AcceptanceRequired === true)
      return pass(
        `Other accounts are named (${stranger}), and each connection has to be accepted.`,
        'AllowedPrincipals',
        'AcceptanceRequired',
      );
    return fail(
      `${stranger} of another account connects without being accepted.`,
      'AllowedPrincipals',
      'AcceptanceRequired',
    );
  },
});
