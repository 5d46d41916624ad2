import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { opensearchDomainType } from '../../../../providers/aws/resources/opensearch_domain/schema.ts';

export const control = defineControl({
  id: 'aws-opensearch-domain-in-vpc',
  version: 1,
  title: 'OpenSearch domain lives in a VPC',
  severity: 'high',
  category: 'networking',
  risk: 'A domain outside a VPC has an address on the internet. Its policy is all that protects it, and one mistake in it opens it to everybody.',
  advice: {
    console:
      'A domain cannot be moved: OpenSearch → Create domain → Network → VPC access, then restore a snapshot into it.',
    cli: 'aws opensearch create-domain --domain-name NEW --vpc-options SubnetIds=SUBNET,SecurityGroupIds=GROUP',
    terraform:
      'resource "aws_opensearch_domain" "this" {\n  vpc_options {\n    subnet_ids = [aws_subnet.private.id]\n  }\n}',
    cloudformation: 'VPCOptions:\n  SubnetIds:\n    - !Ref PrivateSubnet',
  },
  references: ['https://docs.aws.amazon.com/opensearch-service/latest/developerguide/vpc.html'],
  resource: opensearchDomainType,
  equivalents: ['prowler:opensearch_service_domains_not_publicly_accessible'],
  evaluate(domain) {
    const vpc = domain.VPCOptions?.VPCId;
    if (vpc !== undefined) return pass(`The domain is in ${vpc}.`, 'VPCOptions');
    return fail('The domain has a public endpoint.', 'VPCOptions');
  },
});
