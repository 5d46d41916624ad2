import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { cloudfrontDistributionType } from '../../../../providers/aws/resources/cloudfront_distribution/schema.ts';

export const control = defineControl({
  id: 'aws-cloudfront-origin-failover',
  version: 1,
  title: 'Distribution has a second origin to fall back on',
  severity: 'low',
  category: 'resilience',
  risk: 'When the only origin is down, the distribution shows errors to everybody as soon as its cache has run out.',
  advice: {
    console:
      'CloudFront → the distribution → Origins → Create origin group: two origins and the errors that lead to the second.',
    cli: 'aws cloudfront update-distribution --id ID --if-match ETAG --distribution-config file://config.json',
    terraform:
      'origin_group {\n  origin_id = "group"\n  failover_criteria {\n    status_codes = [500, 502, 503, 504]\n  }\n  member {\n    origin_id = "first"\n  }\n  member {\n    origin_id = "second"\n  }\n}',
    cloudformation:
      'OriginGroups:\n  Quantity: 1\n  Items:\n    - Id: group\n      Members: { Quantity: 2, Items: [{ OriginId: first }, { OriginId: second }] }',
  },
  references: [
    'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/high_availability_origin_failover.html',
  ],
  resource: cloudfrontDistributionType,
  equivalents: ['prowler:cloudfront_distributions_multiple_origin_failover_configured'],
  evaluate({ DistributionConfig: config }) {
    const count = config?.OriginGroups?.Quantity ?? 0;
    if (count > 0)
      return pass('There is a group of origins with a second one.', 'DistributionConfig.OriginGroups');
    return fail('There is no second origin to fall back on.', 'DistributionConfig.OriginGroups');
  },
});
