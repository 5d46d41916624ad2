import { fail, notApplicable, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { cloudfrontDistributionType } from '../../../../providers/aws/resources/cloudfront_distribution/schema.ts';
import { bucketOf } from '../distribution.ts';

export const control = defineControl({
  id: 'aws-cloudfront-origin-access-control',
  version: 1,
  title: 'Distribution signs what it asks a bucket',
  severity: 'medium',
  category: 'networking',
  risk: 'A bucket that answers CloudFront without a signature must be open to everybody, past the distribution, its logs and its web ACL.',
  advice: {
    console:
      'CloudFront → the distribution → Origins → the origin → Edit: "Origin access control settings", then copy the policy to the bucket.',
    cli: 'aws cloudfront create-origin-access-control --origin-access-control-config Name=s3,SigningProtocol=sigv4,SigningBehavior=always,OriginAccessControlOriginType=s3',
    terraform: 'origin {\n  origin_access_control_id = aws_cloudfront_origin_access_control.this.id\n}',
    cloudformation: 'OriginAccessControlId: ID',
  },
  references: [
    'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-s3.html',
  ],
  resource: cloudfrontDistributionType,
  equivalents: ['prowler:cloudfront_distributions_s3_origin_access_control'],
  evaluate({ DistributionConfig: config }) {
    const buckets = (config?.Origins ?? []).filter((origin) => bucketOf(origin) !== undefined);
    if (buckets.length === 0) return notApplicable('No origin is a bucket.', 'DistributionConfig.Origins');
    const open = buckets.filter(({ OriginAccessControlId: id }) => (id ?? '') === '');
    if (open.length === 0)
      return pass('Every origin that is a bucket has an access control.', 'DistributionConfig.Origins');
    return fail(
      `Without an origin access control: ${open.map(({ Id }) => Id ?? '').join(', ')}.`,
      'DistributionConfig.Origins',
    );
  },
});
