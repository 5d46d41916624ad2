import { fail, notApplicable, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { cloudfrontDistributionType } from '../../../../providers/aws/resources/cloudfront_distribution/schema.ts';

export const control = defineControl({
  id: 'aws-cloudfront-server-name-indication',
  version: 1,
  title: 'Distribution serves HTTPS by server name',
  severity: 'low',
  category: 'networking',
  risk: 'Own IP addresses per location cost 600 dollars a month and help only browsers that nobody has used for ten years.',
  advice: {
    console:
      'CloudFront → the distribution → General → Settings → Edit: switch off "Legacy clients support".',
    cli: 'aws cloudfront update-distribution --id ID --if-match ETAG --distribution-config file://config.json',
    terraform: 'viewer_certificate {\n  ssl_support_method = "sni-only"\n}',
    cloudformation: 'ViewerCertificate:\n  SslSupportMethod: sni-only',
  },
  references: [
    'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cnames-https-dedicated-ip-or-sni.html',
  ],
  resource: cloudfrontDistributionType,
  equivalents: ['prowler:cloudfront_distributions_https_sni_enabled'],
  evaluate({ DistributionConfig: config }) {
    const certificate = config?.ViewerCertificate;
    if (certificate === undefined || certificate.CloudFrontDefaultCertificate === true)
      return notApplicable(
        'The distribution uses the shared certificate.',
        'DistributionConfig.ViewerCertificate',
      );
    const method = certificate.SslSupportMethod;
    const path = 'DistributionConfig.ViewerCertificate.SslSupportMethod';
    if (method === 'sni-only') return pass('HTTPS is served by server name.', path);
    return fail(`HTTPS is served by ${method ?? 'an unnamed method'}.`, path);
  },
});
