import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { cloudfrontDistributionType } from '../../../../providers/aws/resources/cloudfront_distribution/schema.ts';

export const control = defineControl({
  id: 'aws-cloudfront-custom-certificate',
  version: 1,
  title: 'Distribution has a certificate of its own',
  severity: 'medium',
  category: 'encryption',
  risk: 'With the shared certificate visitors come by an address of cloudfront.net, which anybody can have, and old versions of TLS cannot be refused.',
  advice: {
    console:
      'CloudFront → the distribution → General → Settings → Edit: alternate domain name and custom SSL certificate.',
    cli: 'aws cloudfront update-distribution --id ID --if-match ETAG --distribution-config file://config.json',
    terraform:
      'viewer_certificate {\n  acm_certificate_arn = aws_acm_certificate.this.arn\n  ssl_support_method  = "sni-only"\n}',
    cloudformation: 'ViewerCertificate:\n  AcmCertificateArn: CERTIFICATE_ARN\n  SslSupportMethod: sni-only',
  },
  references: [
    'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-https-alternate-domain-names.html',
  ],
  resource: cloudfrontDistributionType,
  equivalents: ['prowler:cloudfront_distributions_custom_ssl_certificate'],
  evaluate({ DistributionConfig: config }) {
    const certificate = config?.ViewerCertificate;
    const own = certificate?.AcmCertificateArn ?? certificate?.IamCertificateId;
    if (own !== undefined && certificate?.CloudFrontDefaultCertificate !== true)
      return pass('The distribution has a certificate of its own.', 'DistributionConfig.ViewerCertificate');
    return fail(
      'The distribution uses the shared certificate of CloudFront.',
      'DistributionConfig.ViewerCertificate',
    );
  },
});
