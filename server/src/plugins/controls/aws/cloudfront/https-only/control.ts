import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { cloudfrontDistributionType } from '../../../../providers/aws/resources/cloudfront_distribution/schema.ts';
import { behavioursOf, pathOf } from '../distribution.ts';

export const control = defineControl({
  id: 'aws-cloudfront-https-only',
  version: 1,
  title: 'Distribution speaks HTTPS only',
  severity: 'medium',
  category: 'encryption',
  risk: 'What goes over HTTP can be read and changed on the way: sign-ins, cookies, and the page itself.',
  advice: {
    console:
      'CloudFront → the distribution → Behaviors → each behaviour → Edit: viewer protocol policy "Redirect HTTP to HTTPS" or "HTTPS only".',
    cli: 'aws cloudfront update-distribution --id ID --if-match ETAG --distribution-config file://config.json',
    terraform: 'default_cache_behavior {\n  viewer_protocol_policy = "redirect-to-https"\n}',
    cloudformation: 'ViewerProtocolPolicy: redirect-to-https',
  },
  references: [
    'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-https-viewers-to-cloudfront.html',
  ],
  resource: cloudfrontDistributionType,
  equivalents: ['prowler:cloudfront_distributions_https_enabled'],
  evaluate({ DistributionConfig: config }) {
    const open = behavioursOf(config).filter(
      ({ ViewerProtocolPolicy: policy }) => policy !== 'https-only' && policy !== 'redirect-to-https',
    );
    const paths = [
      'DistributionConfig.DefaultCacheBehavior.ViewerProtocolPolicy',
      'DistributionConfig.CacheBehaviors',
    ];
    if (open.length === 0) return pass('Every behaviour asks for HTTPS.', ...paths);
    return fail(`HTTP is answered by: ${open.slice(0, 5).map(pathOf).join(', ')}.`, ...paths);
  },
});
