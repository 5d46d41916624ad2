import { grantsToAnyone, parsePolicy } from '../../../../../core/iam-policy.ts';
import { fail, pass, unknown } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { opensearchDomainType } from '../../../../providers/aws/resources/opensearch_domain/schema.ts';

export const control = defineControl({
  id: 'aws-opensearch-domain-not-public',
  version: 1,
  title: 'OpenSearch domain is not open to the public',
  severity: 'critical',
  category: 'networking',
  risk: 'Open search clusters are found and emptied, or held to ransom, within hours. Their logs and documents are often the most telling data there is.',
  advice: {
    console:
      'OpenSearch → the domain → Security configuration → Edit → Access policy: name accounts and roles. Better: a new domain with VPC access.',
    cli: 'aws opensearch update-domain-config --domain-name NAME --access-policies file://policy.json',
    terraform:
      'resource "aws_opensearch_domain" "this" {\n  vpc_options {\n    subnet_ids         = [aws_subnet.private.id]\n    security_group_ids = [aws_security_group.search.id]\n  }\n}',
    cloudformation:
      'VPCOptions:\n  SubnetIds:\n    - !Ref PrivateSubnet\n  SecurityGroupIds:\n    - !Ref SearchGroup',
  },
  references: [
    'https://docs.aws.amazon.com/opensearch-service/latest/developerguide/ac.html',
    'https://docs.aws.amazon.com/opensearch-service/latest/developerguide/vpc.html',
  ],
  resource: opensearchDomainType,
  equivalents: ['prowler:opensearch_service_domains_not_publicly_accessible'],
  evaluate(domain) {
    const vpc = domain.VPCOptions?.VPCId;
    if (vpc !== undefined) return pass(`The domain is reached inside ${vpc} only.`, 'VPCOptions');
    const answer = grantsToAnyone(parsePolicy(domain.AccessPolicies));
    if (answer.answer === 'unreadable')
      return unknown(`The access policy cannot be judged: ${answer.why}.`, 'AccessPolicies');
    if (answer.answer === 'no')
      return pass('The endpoint is public, and the access policy names who may use it.', 'AccessPolicies');
    return fail(`Anyone may use the domain by ${answer.statement}.`, 'AccessPolicies');
  },
});
