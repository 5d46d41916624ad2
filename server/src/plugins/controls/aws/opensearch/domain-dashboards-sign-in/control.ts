import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { opensearchDomainType } from '../../../../providers/aws/resources/opensearch_domain/schema.ts';

export const control = defineControl({
  id: 'aws-opensearch-domain-dashboards-sign-in',
  version: 1,
  title: 'OpenSearch Dashboards ask people to sign in by Cognito or SAML',
  severity: 'medium',
  category: 'identity',
  risk: 'Without an identity provider the dashboards are protected by addresses or by shared passwords, and nobody sees who looked at what.',
  advice: {
    console:
      'OpenSearch → the domain → Security configuration → Edit → Amazon Cognito or SAML authentication for OpenSearch Dashboards.',
    cli: 'aws opensearch update-domain-config --domain-name NAME --cognito-options Enabled=true,UserPoolId=POOL,IdentityPoolId=IDENTITIES,RoleArn=ROLE',
    terraform:
      'resource "aws_opensearch_domain" "this" {\n  cognito_options {\n    enabled          = true\n    user_pool_id     = aws_cognito_user_pool.this.id\n    identity_pool_id = aws_cognito_identity_pool.this.id\n    role_arn         = aws_iam_role.cognito.arn\n  }\n}',
    cloudformation:
      'CognitoOptions:\n  Enabled: true\n  UserPoolId: !Ref Pool\n  IdentityPoolId: !Ref Identities\n  RoleArn: !GetAtt Role.Arn',
  },
  references: [
    'https://docs.aws.amazon.com/opensearch-service/latest/developerguide/cognito-auth.html',
    'https://docs.aws.amazon.com/opensearch-service/latest/developerguide/saml.html',
  ],
  resource: opensearchDomainType,
  equivalents: ['prowler:opensearch_service_domains_use_cognito_authentication_for_kibana'],
  evaluate(domain) {
    if (domain.CognitoOptions?.Enabled === true) return pass('People sign in by Cognito.', 'CognitoOptions');
    if (domain.AdvancedSecurityOptions?.SAMLOptions?.Enabled === true)
      return pass('People sign in by SAML.', 'AdvancedSecurityOptions.SAMLOptions');
    return fail('Neither Cognito nor SAML is on.', 'CognitoOptions', 'AdvancedSecurityOptions');
  },
});
