import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { cloudfrontDistributionType } from '../../../../providers/aws/resources/cloudfront_distribution/schema.ts';

export const control = defineControl({
  id: 'aws-cloudfront-post-quantum-tls',
  version: 1,
  title: 'Distribution asks for TLS 1.3',
  severity: 'low',
  category: 'encryption',
  risk: 'Key exchange that a quantum computer cannot break exists in TLS 1.3 only. What is recorded today over older versions can be decrypted later.',
  advice: {
    console: 'CloudFront → the distribution → General → Settings → Edit: security policy TLSv1.3_2025.',
    cli: 'aws cloudfront update-distribution --id ID --if-match ETAG --distribution-config file://config.json',
    terraform: 'viewer_certificate {\n  minimum_protocol_version = "TLSv1.3_2025"\n}',
    cloudformation: 'ViewerCertificate:\n  MinimumProtocolVersion: TLSv1.3_2025',
  },
  references: [
    'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/secure-connections-supported-viewer-protocols-ciphers.html',
  ],
  resource: cloudfrontDistributionType,
  equivalents: ['prowler:cloudfront_distributions_pqc_tls_enabled'],
  evaluate({ DistributionConfig: config }) {
    const certificate = config?.ViewerCertificate;
    if (certificate?.CloudFrontDefaultCertificate === true || certificate === undefined)
      return fail('With the default certificate TLS 1.0 is spoken.', 'DistributionConfig.ViewerCertificate');
    const version = certificate.MinimumProtocolVersion ?? 'TLSv1';
    const path = 'DistributionConfig.ViewerCertificate.MinimumProtocolVersion';
    if (version.startsWith('TLSv1.3'))
      return pass('Only TLS 1.3 is spoken, with a hybrid key exchange.', path);
    return fail(`Versions without a hybrid key exchange are spoken: ${version}.`, path);
  },
});
