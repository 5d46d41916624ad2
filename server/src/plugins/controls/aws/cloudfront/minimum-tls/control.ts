import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { cloudfrontDistributionType } from '../../../../providers/aws/resources/cloudfront_distribution/schema.ts';

export const control = defineControl({
  id: 'aws-cloudfront-minimum-tls',
  version: 1,
  title: 'Distribution speaks TLS 1.2 or newer',
  severity: 'medium',
  category: 'encryption',
  risk: 'Older versions of TLS have known weaknesses, and whatever may be negotiated down will be.',
  advice: {
    console:
      'CloudFront → the distribution → General → Settings → Edit: a custom certificate and security policy TLSv1.2_2021 or newer.',
    cli: 'aws cloudfront update-distribution --id ID --if-match ETAG --distribution-config file://config.json',
    terraform: 'viewer_certificate {\n  minimum_protocol_version = "TLSv1.2_2021"\n}',
    cloudformation: 'ViewerCertificate:\n  MinimumProtocolVersion: TLSv1.2_2021',
  },
  references: [
    'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/secure-connections-supported-viewer-protocols-ciphers.html',
  ],
  resource: cloudfrontDistributionType,
  equivalents: [],
  withoutFramework: 'The mapped checks ask for HTTPS and for certificates, not for the version.',
  evaluate({ DistributionConfig: config }) {
    const certificate = config?.ViewerCertificate;
    // With the certificate of *.cloudfront.net the vendor sets TLSv1, whatever else is written.
    if (certificate?.CloudFrontDefaultCertificate === true || certificate === undefined)
      return fail('With the default certificate TLS 1.0 is spoken.', 'DistributionConfig.ViewerCertificate');
    const version = certificate.MinimumProtocolVersion ?? 'TLSv1';
    const path = 'DistributionConfig.ViewerCertificate.MinimumProtocolVersion';
    if (version.startsWith('TLSv1.2') || version.startsWith('TLSv1.3'))
      return pass(`The oldest version is that of ${version}.`, path);
    return fail(`Old versions of TLS are spoken: ${version}.`, path);
  },
});
