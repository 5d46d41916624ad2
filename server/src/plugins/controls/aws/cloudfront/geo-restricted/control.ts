import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { cloudfrontDistributionType } from '../../../../providers/aws/resources/cloudfront_distribution/schema.ts';

export const control = defineControl({
  id: 'aws-cloudfront-geo-restricted',
  version: 1,
  title: 'Distribution is restricted to some countries',
  severity: 'low',
  category: 'networking',
  risk: 'Who serves a few countries only can turn away requests from all others, and much of the noise of the internet with them.',
  advice: {
    console: 'CloudFront → the distribution → Geographic restrictions → Edit: allow list or block list.',
    cli: 'aws cloudfront update-distribution --id ID --if-match ETAG --distribution-config file://config.json',
    terraform:
      'restrictions {\n  geo_restriction {\n    restriction_type = "whitelist"\n    locations        = ["DE", "AT", "CH"]\n  }\n}',
    cloudformation:
      'Restrictions:\n  GeoRestriction:\n    RestrictionType: whitelist\n    Locations: [DE, AT, CH]',
  },
  references: ['https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/georestrictions.html'],
  resource: cloudfrontDistributionType,
  equivalents: ['prowler:cloudfront_distributions_geo_restrictions_enabled'],
  withoutFramework: 'No standard that is mapped asks for it by a check.',
  evaluate({ DistributionConfig: config }) {
    const type = config?.Restrictions?.GeoRestriction?.RestrictionType ?? 'none';
    if (type === 'none')
      return fail('Every country is served.', 'DistributionConfig.Restrictions.GeoRestriction');
    return pass(
      `Countries are restricted by a ${type === 'whitelist' ? 'list of allowed ones' : 'list of blocked ones'}.`,
      'DistributionConfig.Restrictions.GeoRestriction',
    );
  },
});
