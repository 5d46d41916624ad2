import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { cloudfrontDistributionType } from '../../../../providers/aws/resources/cloudfront_distribution/schema.ts';
import { behavioursOf } from '../distribution.ts';

export const control = defineControl({
  id: 'aws-cloudfront-origin-traffic-encrypted',
  version: 1,
  title: 'Distribution speaks HTTPS with its origins',
  severity: 'medium',
  category: 'encryption',
  risk: 'A visitor sees a lock and believes that nobody reads along, while the second half of the way is in the clear.',
  advice: {
    console: 'CloudFront → the distribution → Origins → the origin → Edit: protocol "HTTPS only".',
    cli: 'aws cloudfront update-distribution --id ID --if-match ETAG --distribution-config file://config.json',
    terraform: 'custom_origin_config {\n  origin_protocol_policy = "https-only"\n}',
    cloudformation: 'CustomOriginConfig:\n  OriginProtocolPolicy: https-only',
  },
  references: [
    'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-https-cloudfront-to-custom-origin.html',
  ],
  resource: cloudfrontDistributionType,
  equivalents: ['prowler:cloudfront_distributions_origin_traffic_encrypted'],
  evaluate({ DistributionConfig: config }) {
    const behaviours = behavioursOf(config);
    const admitsHttp = (id: string | undefined): boolean =>
      behaviours.some(
        ({ TargetOriginId, ViewerProtocolPolicy }) =>
          TargetOriginId === id && ViewerProtocolPolicy === 'allow-all',
      );
    const open = (config?.Origins ?? []).filter(({ Id, CustomOriginConfig: custom }) => {
      // A bucket is asked as the visitor asked; so is a web server with match-viewer.
      const policy = custom?.OriginProtocolPolicy ?? 'match-viewer';
      return policy === 'http-only' || (policy === 'match-viewer' && admitsHttp(Id));
    });
    if (open.length === 0) return pass('Every origin is asked by HTTPS.', 'DistributionConfig.Origins');
    return fail(
      `Asked without encryption: ${open.map(({ Id }) => Id ?? '').join(', ')}.`,
      'DistributionConfig.Origins',
    );
  },
});
