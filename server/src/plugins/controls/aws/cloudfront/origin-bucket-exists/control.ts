import { fail, notApplicable, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { cloudfrontDistributionType } from '../../../../providers/aws/resources/cloudfront_distribution/schema.ts';
import { s3Buckets } from '../../keyed-types.ts';
import { bucketOf } from '../distribution.ts';

export const control = defineControl({
  id: 'aws-cloudfront-origin-bucket-exists',
  version: 1,
  title: 'Bucket that the distribution shows exists',
  severity: 'high',
  category: 'networking',
  risk: 'A bucket that was deleted leaves its name free. Whoever creates it next decides what your visitors see under your own address.',
  advice: {
    console:
      'CloudFront → the distribution → Origins: remove the origin, or create the bucket again in your own account.',
    cli: 'aws cloudfront update-distribution --id ID --if-match ETAG --distribution-config file://config.json',
    terraform: 'origin {\n  domain_name = aws_s3_bucket.site.bucket_regional_domain_name\n}',
    cloudformation: 'DomainName: !GetAtt Bucket.RegionalDomainName',
  },
  references: [
    'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistS3AndCustomOrigins.html',
  ],
  resource: cloudfrontDistributionType,
  reads: { buckets: s3Buckets },
  equivalents: ['prowler:cloudfront_distributions_s3_origin_non_existent_bucket'],
  withoutFramework: 'No standard that is mapped asks for it by a check.',
  evaluate({ DistributionConfig: config }, _subject, { buckets }) {
    const names = (config?.Origins ?? []).flatMap((origin) => bucketOf(origin) ?? []);
    if (names.length === 0) return notApplicable('No origin is a bucket.', 'DistributionConfig.Origins');
    const gone = names.filter((name) => buckets.by('BucketName', name).length === 0);
    if (gone.length === 0)
      return pass('Every bucket that is shown is in this account.', 'DistributionConfig.Origins');
    return fail(`Not in this account: ${gone.join(', ')}.`, 'DistributionConfig.Origins');
  },
});
