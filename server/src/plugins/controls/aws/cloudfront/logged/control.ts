import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { cloudfrontDistributionType } from '../../../../providers/aws/resources/cloudfront_distribution/schema.ts';
import { behavioursOf } from '../distribution.ts';

export const control = defineControl({
  id: 'aws-cloudfront-logged',
  version: 1,
  title: 'Distribution logs who asks for what',
  severity: 'medium',
  category: 'logging',
  risk: 'Without logs of the edge nobody can tell after an attack what was tried and what was taken: the origins never see what the cache answers.',
  advice: {
    console: 'CloudFront → the distribution → Logging → Create log delivery.',
    cli: 'aws cloudfront update-distribution --id ID --if-match ETAG --distribution-config file://config.json',
    terraform: 'logging_config {\n  bucket = aws_s3_bucket.logs.bucket_domain_name\n  prefix = "cdn/"\n}',
    cloudformation: 'Logging:\n  Bucket: BUCKET.s3.amazonaws.com',
  },
  references: ['https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/AccessLogs.html'],
  resource: cloudfrontDistributionType,
  equivalents: ['prowler:cloudfront_distributions_logging_enabled'],
  evaluate({ DistributionConfig: config }) {
    const bucket = config?.Logging?.Bucket ?? '';
    if (bucket !== '') return pass(`Requests are logged to ${bucket}.`, 'DistributionConfig.Logging');
    const live = behavioursOf(config).find(({ RealtimeLogConfigArn: arn }) => (arn ?? '') !== '');
    if (live !== undefined)
      return pass(
        'Requests are logged in real time.',
        'DistributionConfig.DefaultCacheBehavior.RealtimeLogConfigArn',
      );
    return fail('Requests are not logged by the settings of the distribution.', 'DistributionConfig.Logging');
  },
});
