import { fail, notApplicable, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { cloudfrontDistributionType } from '../../../../providers/aws/resources/cloudfront_distribution/schema.ts';

export const control = defineControl({
  id: 'aws-cloudfront-origin-tls-current',
  version: 1,
  title: 'Distribution uses no outdated TLS towards its origins',
  severity: 'low',
  category: 'encryption',
  risk: 'SSL 3 and TLS before 1.2 have known weaknesses. Between edge and origin they carry the same data as between visitor and edge.',
  advice: {
    console:
      'CloudFront → the distribution → Origins → the origin → Edit: minimum origin SSL protocol TLSv1.2.',
    cli: 'aws cloudfront update-distribution --id ID --if-match ETAG --distribution-config file://config.json',
    terraform: 'custom_origin_config {\n  origin_ssl_protocols = ["TLSv1.2"]\n}',
    cloudformation: 'CustomOriginConfig:\n  OriginSSLProtocols: [TLSv1.2]',
  },
  references: [
    'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-https-cloudfront-to-custom-origin.html',
  ],
  resource: cloudfrontDistributionType,
  equivalents: ['prowler:cloudfront_distributions_using_deprecated_ssl_protocols'],
  evaluate({ DistributionConfig: config }) {
    const custom = (config?.Origins ?? []).filter(({ CustomOriginConfig: one }) => one !== undefined);
    if (custom.length === 0) return notApplicable('No origin is a web server.', 'DistributionConfig.Origins');
    const old = custom.filter(
      ({ CustomOriginConfig: one }) => one?.OriginSSLProtocols?.some((name) => name !== 'TLSv1.2') === true,
    );
    if (old.length === 0) return pass('Origins are asked by TLS 1.2 only.', 'DistributionConfig.Origins');
    return fail(
      `Outdated protocols are allowed to: ${old.map(({ Id }) => Id ?? '').join(', ')}.`,
      'DistributionConfig.Origins',
    );
  },
});
