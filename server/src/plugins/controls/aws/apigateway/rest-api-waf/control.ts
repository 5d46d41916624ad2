import { notApplicable } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { apigatewayRestApiType } from '../../../../providers/aws/resources/apigateway_rest_api/schema.ts';
import { isPrivate, judgeStages } from '../stages.ts';

export const control = defineControl({
  id: 'aws-apigateway-rest-api-waf',
  version: 1,
  title: 'Stages of the REST API are protected by a web ACL',
  severity: 'medium',
  category: 'networking',
  risk: 'An API takes whatever anybody sends. A web ACL turns floods and known attacks away before they cost money or reach the code.',
  advice: {
    console:
      'API Gateway → the API → Stages → the stage → Edit → Web application firewall: choose a web ACL.',
    cli: 'aws wafv2 associate-web-acl --web-acl-arn ACL_ARN --resource-arn arn:aws:apigateway:REGION::/restapis/ID/stages/NAME',
    terraform:
      'resource "aws_wafv2_web_acl_association" "api" {\n  web_acl_arn  = aws_wafv2_web_acl.this.arn\n  resource_arn = aws_api_gateway_stage.this.arn\n}',
    cloudformation:
      'Type: AWS::WAFv2::WebACLAssociation\nProperties:\n  WebACLArn: ACL_ARN\n  ResourceArn: STAGE_ARN',
  },
  references: [
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-control-access-aws-waf.html',
  ],
  resource: apigatewayRestApiType,
  equivalents: ['prowler:apigateway_restapi_waf_acl_attached'],
  evaluate(api) {
    if (isPrivate(api)) return notApplicable('The API is reached from a VPC only.', 'EndpointConfiguration');
    return judgeStages(api.Stages, (stage) => stage.WebAclArn !== undefined, {
      good: 'Every stage is protected by a web ACL.',
      bad: 'Without a web ACL',
    });
  },
});
