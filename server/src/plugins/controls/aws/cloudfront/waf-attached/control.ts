import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { cloudfrontDistributionType } from '../../../../providers/aws/resources/cloudfront_distribution/schema.ts';

export const control = defineControl({
  id: 'aws-cloudfront-waf-attached',
  version: 1,
  title: 'Distribution is protected by a web ACL',
  severity: 'medium',
  category: 'networking',
  risk: 'A distribution is the front door. A web ACL turns floods and known attacks away at the edge, before they reach anything of yours.',
  advice: {
    console: 'CloudFront → the distribution → Security → Edit: enable AWS WAF with a web ACL.',
    cli: 'aws cloudfront update-distribution --id ID --if-match ETAG --distribution-config file://config.json',
    terraform: 'resource "aws_cloudfront_distribution" "this" {\n  web_acl_id = aws_wafv2_web_acl.cdn.arn\n}',
    cloudformation: 'WebACLId: ACL_ARN',
  },
  references: [
    'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/distribution-web-awswaf.html',
  ],
  resource: cloudfrontDistributionType,
  equivalents: ['prowler:cloudfront_distributions_using_waf'],
  evaluate({ DistributionConfig: config }) {
    if ((config?.WebACLId ?? '') !== '')
      return pass('A web ACL protects the distribution.', 'DistributionConfig.WebACLId');
    return fail('No web ACL protects the distribution.', 'DistributionConfig.WebACLId');
  },
});
