import { parsePolicy } from '../../../../../core/iam-policy.ts';
import { fail, notApplicable, pass, unknown } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { vpcEndpointType } from '../../../../providers/aws/resources/vpc_endpoint/schema.ts';

export const control = defineControl({
  id: 'aws-vpc-endpoint-policy-narrow',
  version: 1,
  title: 'Policy of the VPC endpoint does not allow everything',
  severity: 'medium',
  category: 'networking',
  risk: 'With the policy that AWS gives, everything in the VPC may use the endpoint for every action on every resource: also to copy data into a bucket of somebody else.',
  advice: {
    console:
      'VPC → Endpoints → the endpoint → Policy → Edit: allow the actions and resources that the VPC needs, or limit it by aws:ResourceAccount or aws:PrincipalAccount.',
    cli: 'aws ec2 modify-vpc-endpoint --vpc-endpoint-id VPCE_ID --policy-document file://policy.json',
    terraform:
      'resource "aws_vpc_endpoint_policy" "this" {\n  vpc_endpoint_id = aws_vpc_endpoint.this.id\n  policy          = data.aws_iam_policy_document.endpoint.json\n}',
    cloudformation:
      'Type: AWS::EC2::VPCEndpoint\nProperties:\n  PolicyDocument:\n    Statement:\n      - Effect: Allow\n        Principal: "*"\n        Action: s3:GetObject\n        Resource: arn:aws:s3:::shop/*',
  },
  references: ['https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html'],
  resource: vpcEndpointType,
  equivalents: [],
  withoutFramework: 'Frameworks ask for it only in general words; none of the shipped ones names it.',
  evaluate({ VpcEndpointType, PolicyDocument }) {
    if (VpcEndpointType === 'GatewayLoadBalancer')
      return notApplicable('An endpoint of a gateway load balancer has no policy.', 'VpcEndpointType');
    if (PolicyDocument === undefined)
      return fail(
        'The endpoint has no policy of its own; the default one allows everything.',
        'PolicyDocument',
      );
    const policy = parsePolicy(PolicyDocument);
    if (!policy.readable) return unknown(`The policy cannot be read: ${policy.why}.`, 'PolicyDocument');
    const open = policy.statements.find(
      ({ effect, actions, resources, conditions, isNotAction, isNotResource, principals, isNotPrincipal }) =>
        effect === 'Allow' &&
        conditions.length === 0 &&
        (isNotAction || actions.some((action) => action === '*' || action.endsWith(':*'))) &&
        (isNotResource || resources.includes('*')) &&
        (isNotPrincipal || principals.some(({ kind }) => kind === 'anyone')),
    );
    if (open !== undefined)
      return fail(`By ${open.label} everybody may do everything with every resource.`, 'PolicyDocument');
    return pass('No statement allows everything to everybody without a condition.', 'PolicyDocument');
  },
});
